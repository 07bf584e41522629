import GRDB
import Records

/// Notes which records may describe another party than before: see ``MatchCatalogue``.
extension Projector {
  /// Notes those of the records that changed.
  func noteChangedParties() throws {
    let note = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO party_pending SELECT ?1
        WHERE NOT EXISTS(SELECT 1 FROM record WHERE number = ?1)
          OR (SELECT form FROM record WHERE number = ?1) IN (\(formsOfParties))
        """
    )
    for number in touched.sorted() { try note.execute(arguments: [number]) }
  }

  /// Notes all records: after much was filed, that is less work than telling what changed.
  func noteAllParties() throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO party_pending
          SELECT number FROM record WHERE form IN (\(formsOfParties));
        INSERT OR IGNORE INTO party_pending SELECT record FROM party_record;
        """
    )
  }

  /// The numbers of the forms whose records describe parties or their numbers.
  private var formsOfParties: String {
    forms.rows.filter(\.describesParties).map { String($0.number) }.joined(separator: ", ")
  }
}
