import Foundation
import GRDB
public import Records

extension CentralView {
  /// The records of a form, by id; of every form without one.
  ///
  /// `form`: A form's name without version.
  /// `organisation`: Whose records; everybody's without one.
  public func records(
    ofForm form: String? = nil,
    organisation: OrganisationID? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> [RecordSummary] {
    // A condition that is left out leaves its index to the other.
    var conditions: [String] = []
    var arguments: [String] = []
    if let form {
      conditions.append(
        "r.form IN (SELECT number FROM form WHERE name > ? || '/' AND name < ? || '0')"
      )
      arguments += [form, form]
    }
    if let organisation {
      conditions.append("r.organisation = (SELECT number FROM organisation WHERE id = ?)")
      arguments.append(organisation.text)
    }
    let all = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    return try ask { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "\(Self.summaries(confidential)) WHERE \(all) ORDER BY r.id",
        arguments: StatementArguments(arguments),
      )
      var records: [RecordSummary] = []
      while let row = try rows.next() { records.append(try Self.summary(row, in: database)) }
      return records
    }
  }

  /// Hands every record of a form to `body`, by id, without holding them all.
  public func forEachRecord(
    ofForm form: String,
    organisation: OrganisationID,
    confidential: Confidentiality = .leftOut,
    _ body: (RecordSummary) throws -> Void,
  ) throws {
    try ask { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          \(Self.summaries(confidential))
          WHERE f.number IN (SELECT number FROM form WHERE substr(name, 1, length(?1) + 1) = ?1 || '/')
            AND r.organisation = (SELECT number FROM organisation WHERE id = ?2)
          ORDER BY r.id
          """,
        arguments: [form, organisation.text],
      )
      while let row = try rows.next() { try body(try Self.summary(row, in: database)) }
    }
  }

  /// The record with this id.
  ///
  /// `organisation`: Whose record is meant: where its first entry cannot be read,
  ///   two organisations can have named it as theirs.
  public func record(
    _ id: EntryID,
    of organisation: OrganisationID? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> RecordSummary? {
    try ask { database in
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            \(Self.summaries(confidential))
            WHERE r.number IN (SELECT record FROM entry WHERE id = ?1) AND r.id = ?1
              AND (?2 IS NULL OR o.id = ?2) ORDER BY r.incomplete, o.id
            """
        ),
        arguments: [Data(id.hash.bytes), organisation?.text],
      )
      return try row.map { try Self.summary($0, in: database) }
    }
  }

  /// How many records there are of each form, with version.
  public func recordCounts(
    confidential: Confidentiality = .leftOut
  ) throws -> [(form: String, count: Int)] {
    try ask { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT f.name, count(*) AS count FROM record r JOIN form f ON f.number = r.form
          WHERE \(confidential.condition) GROUP BY f.name ORDER BY f.name
          """,
      ).map { ($0["name"], $0["count"]) }
    }
  }

  /// The records that hold every word of `text` in a searchable field, best match first.
  ///
  /// A word matches the beginning of a longer one; case and accents do not count.
  public func search(
    _ text: String,
    limit: Int = 100,
    confidential: Confidentiality = .leftOut,
  ) throws -> [RecordSummary] {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { throw ViewError.emptySearch }
    let pattern = words.map { "\"\($0)\"*" }.joined(separator: " ")
    return try ask { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          \(Self.summaries(confidential)) JOIN search s ON s.rowid = r.number
          WHERE s.text MATCH ? ORDER BY s.rank, r.id LIMIT ?
          """,
        arguments: [pattern, limit],
      )
      return try rows.map { try Self.summary($0, in: database) }
    }
  }

  /// Who may read a record besides its organisation, or `nil` where its first entry cannot
  /// be read: the audience there, as far as the form allows it.
  ///
  /// `disclosed`: Readers that disclosures add; they add nothing to a confidential record,
  /// which nothing may point at.
  public func audience(
    of record: EntryID,
    organisation: OrganisationID,
    adding disclosed: [String] = [],
  ) throws -> [String]? {
    try ask { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT a.readers, f.name, f.confidential FROM entry e
          JOIN organisation o ON o.number = e.organisation
          JOIN record r ON r.number = e.record JOIN audience a ON a.number = r.audience
          JOIN form f ON f.number = r.form WHERE e.id = ? AND o.id = ?
          """,
        arguments: [Data(record.hash.bytes), organisation.text],
      )
      guard let row else { return nil }
      var readers = try JSON(parsing: row["readers"] as String).elements?.compactMap(\.string) ?? []
      if !(row["confidential"] as Bool) {
        readers += disclosed.filter { !readers.contains($0) }
      }
      return forms.ruling(row["name"])?.permitted(readers) ?? readers
    }
  }

  /// Whether an entry with this id belongs to a confidential record, whosever it is.
  public func isConfidential(_ entry: EntryID) throws -> Bool {
    try ask { database in
      let isFound = try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS(
            SELECT 1 FROM entry e JOIN record r ON r.number = e.record
            JOIN form f ON f.number = r.form
            WHERE e.id = ? AND \(Confidentiality.onlyCondition))
          """,
        arguments: [Data(entry.hash.bytes)],
      )
      return isFound ?? false
    }
  }

  /// Where the entries of a record stand in a journal of its organisation, in no order.
  public func positions(
    of record: EntryID,
    of organisation: OrganisationID,
    in origin: String,
  ) throws -> [UInt64] {
    try ask { database in
      try Int64.fetchAll(
        database,
        sql: """
          WITH r AS (
            SELECT e.record AS number FROM entry e JOIN organisation o ON o.number = e.organisation
            WHERE e.id = ?1 AND o.id = ?2 AND e.record IS NOT NULL),
          n AS (
            SELECT e.number FROM r JOIN entry e ON e.record = r.number AND e.record <> e.number
            UNION ALL SELECT e.number FROM r JOIN entry e ON e.number = r.number)
          SELECT n.number & 4294967295 FROM n JOIN journal j ON j.number = n.number >> 32
          WHERE j.origin = ?3 AND j.branch = ''
          """,
        arguments: [Data(record.hash.bytes), organisation.text, origin],
      ).map(UInt64.init)
    }
  }

  /// The beginning of every query for records, up to its conditions.
  static func summaries(_ confidential: Confidentiality) -> String {
    """
    SELECT r.number, r.id, r.revisions, r.void, r.incomplete, r.open, r.body,
      EXISTS (SELECT 1 FROM forked WHERE record = r.number) AS forked,
      f.name AS form, o.id AS organisation,
      (SELECT e.id FROM entry e WHERE e.number = r.head) AS head,
      (SELECT j.origin FROM entry e JOIN journal j ON j.number = e.number >> 32
        WHERE e.id = r.id AND e.organisation = r.organisation) AS origin
    FROM record r JOIN form f ON f.number = r.form AND \(confidential.condition)
    JOIN organisation o ON o.number = r.organisation
    """
  }

  /// The record in a row of such a query.
  static func summary(_ row: Row, in database: Database) throws -> RecordSummary {
    let number: Int64 = row["number"]
    var conflicts: [String] = []
    if (row["open"] as Int) > 0 {
      conflicts = try String.fetchAll(
        database.cachedStatement(
          sql: "SELECT field FROM conflict WHERE record = ? ORDER BY field"
        ),
        arguments: [number],
      )
    }
    var heads: [Data] = []
    if let head = row["head"] as Data? {
      heads = [head]
    } else {
      heads = try Data.fetchAll(
        database.cachedStatement(
          sql: "SELECT e.id FROM head h JOIN entry e ON e.number = h.entry WHERE h.record = ?"
        ),
        arguments: [number],
      )
    }
    return RecordSummary(
      id: try id(row["id"]),
      form: row["form"],
      organisation: try organisation(row["organisation"]),
      origin: row["origin"],
      revisions: row["revisions"],
      isVoid: row["void"],
      isIncomplete: row["incomplete"],
      isForked: row["forked"],
      body: (try? JSON(parsing: row["body"] as String)) ?? .object([]),
      conflicts: conflicts,
      heads: try heads.map(id).sorted(),
    )
  }

  static func id(_ data: Data) throws -> EntryID {
    guard let hash = NodeHash(bytes: Array(data)) else {
      throw ViewError.database("an id has not 32 bytes")
    }
    return EntryID(hash)
  }

  static func organisation(_ text: String) throws -> OrganisationID {
    guard let organisation = OrganisationID(text) else {
      throw ViewError.database("an organisation has no id")
    }
    return organisation
  }
}

extension CentralView {
  /// The time that the last entry of a journal claims.
  public func lastTime(of origin: String) throws -> Timestamp? {
    try ask { database in
      let time = try Int64.fetchOne(
        database,
        sql: """
          SELECT coalesce(e.time, o.time) FROM journal j
          LEFT JOIN entry e ON e.number = (j.number << 32) + j.size - 1
          LEFT JOIN place p ON p.number = (j.number << 32) + j.size - 1
          LEFT JOIN entry o ON o.id = p.id AND o.organisation = p.organisation
          WHERE j.origin = ? AND j.branch = ''
          """,
        arguments: [origin],
      )
      return time.map { Timestamp(milliseconds: $0) }
    }
  }
}
