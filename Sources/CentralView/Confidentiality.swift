import GRDB
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
    case .included: Self.isForThisReader
    }
  }

  /// The condition on the tables `form`, called `f`, and `record`, called `r`, that holds for
  /// what whoever holds the view may ever be shown: see ``CentralView/hide(forms:but:)``.
  private static let isForThisReader = """
    NOT EXISTS (SELECT 1 FROM temp.hidden h
      WHERE f.name >= h.family || '/' AND f.name < h.family || '0'
        AND r.organisation IS NOT (SELECT number FROM organisation WHERE id = h.owner))
    """
}

extension CentralView {
  /// The table that ``hide(forms:but:)`` fills.
  ///
  /// It lives as long as the connection: what the view is made of must not depend on who
  /// looks at it.
  static let hiddenTable = """
    CREATE TEMP TABLE hidden(family TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID
    """

  /// Shows confidential records of these forms to nobody from now on, however they are asked
  /// for, unless `owner` wrote them.
  ///
  /// They are what a form’s maximum keeps from whoever holds the view and what another
  /// program sent all the same. The entries are part of the view and of its digest.
  ///
  /// `families`: The forms by name, without version.
  public func hide(forms families: Set<String>, but owner: OrganisationID) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM temp.hidden")
      for family in families {
        try database.execute(
          sql: "INSERT INTO temp.hidden VALUES (?, ?)",
          arguments: [family, owner.text],
        )
      }
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
