import CentralView
public import Records

extension FormSet {
  /// The form that a person means: by name, the newest where no version is named.
  ///
  /// - Throws: ``CentralView/ViewError/unknownForm(_:)``.
  public func form(named name: String) throws -> Form {
    if let whole = FormName(name), let form = self[whole] { return form }
    if let form = newest(name.lowercased()) { return form }
    throw ViewError.unknownForm(name)
  }
}

extension Form {
  /// Whether the form belongs to the exchange of records, not to a practice.
  ///
  /// The exchange does not work when such records stay at home.
  public var isProtocol: Bool {
    ["journal", "enrolment", "revocation", "disclosure", "determination", "judgement", "erasure"]
      .contains(name.name)
  }
}
