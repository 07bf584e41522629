import Foundation
import GRDB
public import Records

extension CentralView {
  /// The conflicts that are open, by id.
  ///
  /// `record`: The record in which they are; without one, in all.
  public func conflicts(
    of record: EntryID? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> [ConflictSummary] {
    try ask { try Self.conflicts(of: record, confidential, in: $0) }
  }

  /// The ids of the conflicts that are open, those of confidential records left out.
  public func conflictIDs() throws -> Set<String> {
    try ask { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT c.id FROM conflict c JOIN record r ON r.number = c.record
          JOIN form f ON f.number = r.form AND \(Confidentiality.leftOut.condition)
          """,
      )
    }
  }

  static func conflicts(
    of record: EntryID? = nil,
    _ confidential: Confidentiality,
    in database: Database,
  ) throws -> [ConflictSummary] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT c.id, c.kind, c.field, c.shown, c.problem, r.id AS record, r.incomplete, f.name AS form,
          o.id AS organisation
        FROM conflict c JOIN record r ON r.number = c.record
        JOIN form f ON f.number = r.form AND \(confidential.condition)
        JOIN organisation o ON o.number = r.organisation
        \(record == nil ? "" : "WHERE r.id = ?1 AND r.number IN (SELECT record FROM entry WHERE id = ?1)")
        ORDER BY c.id
        """,
      arguments: StatementArguments(record.map { [Data($0.hash.bytes)] } ?? []),
    ).map { try conflict($0, in: database) }
  }

  /// The open conflict whose id begins with these characters.
  ///
  /// - Throws: ``ViewError/unknownConflict(_:)`` when none or several do.
  public func conflict(
    named prefix: String,
    confidential: Confidentiality = .leftOut,
  ) throws -> ConflictSummary {
    let letters = prefix.lowercased()
    let found = try conflicts(confidential: confidential).filter { $0.id.hasPrefix(letters) }
    guard let conflict = found.first, found.count == 1, letters.utf8.count >= 4 else {
      throw ViewError.unknownConflict(prefix)
    }
    return conflict
  }

  private static func conflict(_ row: Row, in database: Database) throws -> ConflictSummary {
    let organisation = try organisation(row["organisation"])
    let standing = try Row.fetchAll(
      database,
      sql: """
        SELECT s.id, s.value, s.time, v.line FROM standing s
        LEFT JOIN entry e ON e.id = s.id LEFT JOIN revision v ON v.entry = e.number
        WHERE s.conflict = ? GROUP BY s.id ORDER BY s.id
        """,
      arguments: [row["id"] as String],
    )
    return ConflictSummary(
      id: row["id"],
      kind: row["kind"],
      record: try id(row["record"]),
      form: row["form"],
      organisation: organisation,
      field: row["field"],
      shown: try (row["shown"] as String?).map { try JSON(parsing: $0) },
      isIncomplete: row["incomplete"],
      values: try standing.map { row in
        let line = (row["line"] as Data?).map(Array.init) ?? []
        return StandingValue(
          value: try (row["value"] as String?).map { try JSON(parsing: $0) },
          entry: try id(row["id"]),
          organisation: organisation,
          time: Timestamp(milliseconds: row["time"] ?? 0),
          author: (try? Entry(line: line.span.bytes))?.author,
        )
      },
      reason: (row["problem"] as String?).map {
        "written apart, the values together break the form: \($0)"
      },
    )
  }

  /// The fields of a record that merged by themselves, each with what every side wrote.
  public func automaticMerges(
    of record: RecordSummary
  ) throws -> [(field: String, writes: [StandingValue])] {
    try ask { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT m.field, m.writes FROM merged m JOIN record r ON r.number = m.record
          JOIN organisation o ON o.number = r.organisation
          WHERE r.number IN (SELECT record FROM entry WHERE id = ?) AND o.id = ? ORDER BY m.field
          """,
        arguments: [Data(record.id.hash.bytes), record.organisation.text],
      ).map { row in
        let writes = try JSON(parsing: row["writes"] as String).elements ?? []
        return (
          row["field"],
          try writes.compactMap { write in
            guard let entry = write["entry"]?.string.flatMap({ EntryID($0) }) else { return nil }
            return try Self.value(write["value"], by: entry, of: record.organisation, in: database)
          },
        )
      }
    }
  }

  /// A write with what is known of the entry that made it.
  private static func value(
    _ value: JSON?,
    by id: EntryID,
    of organisation: OrganisationID,
    in database: Database,
  ) throws -> StandingValue {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT e.time, v.line FROM entry e JOIN organisation o ON o.number = e.organisation
        LEFT JOIN revision v ON v.entry = e.number WHERE e.id = ? AND o.id = ?
        """,
      arguments: [Data(id.hash.bytes), organisation.text],
    )
    let line = (row?["line"] as Data?).map(Array.init) ?? []
    return StandingValue(
      value: value,
      entry: id,
      organisation: organisation,
      time: Timestamp(milliseconds: row?["time"] ?? 0),
      author: (try? Entry(line: line.span.bytes))?.author,
    )
  }

  /// Every entry held of a record, in the order of their claimed times.
  public func history(
    of record: RecordSummary,
    in source: some JournalSource,
  ) throws -> [HistoryEntry] {
    let rows = try ask { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH r AS (
            SELECT e.record AS number FROM entry e JOIN organisation o ON o.number = e.organisation
            WHERE e.id = ?1 AND o.id = ?2 AND e.record IS NOT NULL)
          SELECT e.number, e.id, j.origin, j.branch, m.reason, \(Self.isForked) AS forked
          FROM (SELECT e.* FROM r JOIN entry e ON e.record = r.number AND e.record <> e.number
            UNION ALL SELECT e.* FROM r JOIN entry e ON e.number = r.number) e
          JOIN journal j ON j.number = e.number >> 32
          LEFT JOIN malformed m ON m.number = e.number ORDER BY e.time, e.id
          """,
        arguments: [Data(record.id.hash.bytes), record.organisation.text],
      )
    }
    return try rows.map { row in
      let number: Int64 = row["number"]
      let position = UInt64(number & 0xFFFF_FFFF)
      let origin: String = row["origin"]
      var entry: Entry?
      let journal = source.journals.first { $0.origin == origin && $0.branch == row["branch"] }
      if let journal {
        try source.forEachLine(of: journal, in: position..<position + 1) { _, line in
          entry = try? Entry(line: line)
        }
      }
      // A suspicion that names another record is malformed, and no less confidential for it.
      let family = String(record.form.prefix { $0 != "/" })
      if let form = entry?.form.name, !form.utf8.elementsEqual(family.utf8),
        forms.isConfidential(family: form)
      {
        entry = nil
      }
      return HistoryEntry(
        id: try Self.id(row["id"]),
        origin: origin,
        position: position,
        isForked: row["forked"],
        entry: entry,
        problem: row["reason"] ?? (entry == nil ? "the entry cannot be read here" : nil),
      )
    }
  }

  /// The lines that break a rule, with the reason, by journal and position.
  public func malformed() throws -> [(
    origin: String, position: UInt64, id: EntryID, reason: String
  )] {
    try ask { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT j.origin, m.number & 4294967295 AS position, m.id, m.reason FROM malformed m
          JOIN journal j ON j.number = m.number >> 32 ORDER BY j.origin, position
          """,
      ).map {
        ($0["origin"], UInt64($0["position"] as Int64), try Self.id($0["id"]), $0["reason"])
      }
    }
  }
}
