import Foundation
import GRDB
public import Records

extension CentralView {
  /// Whether an entry is here, be it as a mark that it is withheld.
  public func holds(_ entry: EntryID) throws -> Bool {
    try ask { database in
      try Int64.fetchOne(
        database,
        sql: "SELECT number FROM entry WHERE id = ? LIMIT 1",
        arguments: [Data(entry.hash.bytes)],
      ) != nil
    }
  }

  /// The record that an entry is part of; `nil` where it is not here, or the record is
  /// confidential and not asked for.
  public func record(
    withEntry entry: EntryID,
    confidential: Confidentiality = .leftOut,
  ) throws -> RecordSummary? {
    let id = try ask { database in
      try Data.fetchOne(
        database,
        sql: """
          SELECT r.id FROM entry e JOIN record r ON r.number = e.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          WHERE e.id = ? ORDER BY r.id LIMIT 1
          """,
        arguments: [Data(entry.hash.bytes)],
      ).map(Self.id)
    }
    return try id.flatMap { try record($0, confidential: confidential) }
  }

  /// The organisations that have an entry whose id begins with these characters.
  ///
  /// Confidential ones count, since whoever asks does so to keep a secret.
  public func organisations(withEntryNamed prefix: String) throws -> Set<OrganisationID> {
    guard let range = Self.ids(beginningWith: prefix) else { return [] }
    return try ask { database in
      let names = try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT o.id FROM entry e JOIN organisation o ON o.number = e.organisation
          WHERE e.id BETWEEN ? AND ?
          """,
        arguments: [range.first, range.last],
      )
      return Set(names.compactMap { OrganisationID($0) })
    }
  }
}
