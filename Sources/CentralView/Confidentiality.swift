public import Records

/// Whether an answer may hold records that are left out wherever nobody asks for them.
///
/// Every question to the view leaves them out unless it says otherwise: they are then as if
/// they were not held at all, in lists, counts, names and the texts of errors alike. What the
/// view is made of, its digest and what is packed do not depend on it.
public enum Confidentiality: Hashable, Sendable {
  /// Records of confidential forms are left out.
  case leftOut
  /// Records of confidential forms are in it, since somebody asked for them.
  case included

  /// The condition on the table `form` that holds for confidential forms alone.
  static let onlyCondition = "f.confidential = 1"

  /// The condition on the table `form`, called `f`, that a query has to hold to.
  var condition: String {
    switch self {
    case .leftOut: "f.confidential = 0"
    case .included: "1"
    }
  }
}

extension FormSet {
  /// Whether records of this form are confidential: one of its versions known here is.
  ///
  /// `family`: The form's name without version.
  public func isConfidential(family: String) -> Bool {
    all.contains { $0.isConfidential && $0.name.name.utf8.elementsEqual(family.utf8) }
  }
}
