import GRDB
import Records

/// The statements that file what records are found by, prepared once.
final class NameStatements {
  private let addIdentifier: Statement
  private let dropIdentifier: Statement
  private let addText: Statement
  private let dropText: Statement
  private let addReworded: Statement
  private let findReworded: Statement
  private let dropReworded: Statement
  private let gatherIdentifier: Statement
  private let addGathered: Statement
  private let findRecords: Statement

  /// What a projection notes for its own end.
  private static let temporaryTables = """
    CREATE TEMP TABLE IF NOT EXISTS reworded(record INTEGER PRIMARY KEY, old BLOB NOT NULL);
    DELETE FROM temp.reworded;
    CREATE TEMP TABLE IF NOT EXISTS gathered(value BLOB NOT NULL, record INTEGER NOT NULL);
    DELETE FROM temp.gathered;
    """

  init(on database: Database) throws {
    try database.execute(sql: Self.temporaryTables)
    addIdentifier = try Statement("INSERT OR IGNORE INTO identifier VALUES (?, ?)", on: database)
    dropIdentifier = try Statement(
      "DELETE FROM identifier WHERE value = ? AND record = ?",
      on: database,
    )
    addText = try Statement("INSERT INTO search(rowid, text) VALUES (?, ?)", on: database)
    dropText = try Statement(
      "INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)",
      on: database,
    )
    addReworded = try Statement("INSERT OR IGNORE INTO temp.reworded VALUES (?, ?)", on: database)
    findReworded = try Statement(
      """
      SELECT reworded.record, old, form, body
      FROM temp.reworded LEFT JOIN record ON record.number = reworded.record
      ORDER BY reworded.record
      """,
      on: database,
    )
    dropReworded = try Statement("DELETE FROM temp.reworded", on: database)
    gatherIdentifier = try Statement("INSERT INTO temp.gathered VALUES (?, ?)", on: database)
    addGathered = try Statement(
      """
      INSERT OR IGNORE INTO identifier SELECT value, record FROM temp.gathered
      ORDER BY value, record
      """,
      on: database,
    )
    findRecords = try Statement(
      """
      SELECT number, form, body, void, id, organisation, subject, open, incomplete FROM record
      ORDER BY number
      """,
      on: database,
    )
  }

  /// Lets a record be found by one of its own names.
  func insertIdentifier(_ value: [UInt8], of record: Int64) throws(ViewError) {
    addIdentifier.bindBlob(1, value)
    addIdentifier.bind(2, record)
    try addIdentifier.run()
  }

  /// Takes back what ``insertIdentifier(_:of:)`` added.
  func removeIdentifier(_ value: [UInt8], of record: Int64) throws(ViewError) {
    dropIdentifier.bindBlob(1, value)
    dropIdentifier.bind(2, record)
    try dropIdentifier.run()
  }

  /// Lets a record be found by the words of a text.
  func insertText(_ text: [UInt8], of record: Int64) throws(ViewError) {
    addText.bind(1, record)
    addText.bindText(2, text)
    try addText.run()
  }

  /// Takes back what ``insertText(_:of:)`` added, which needs the same text.
  func removeText(_ text: [UInt8], of record: Int64) throws(ViewError) {
    dropText.bind(1, record)
    dropText.bindText(2, text)
    try dropText.run()
  }

  /// Notes that the words of a record may change, and which of them are filed; what was
  /// noted before stays.
  func noteReworded(_ record: Int64, old words: [UInt8]) throws(ViewError) {
    addReworded.bind(1, record)
    addReworded.bindBlob(2, words)
    try addReworded.run()
  }

  /// The records noted, one at each call, in the order of their numbers.
  func nextReworded() throws(ViewError) -> RewordedRecord? {
    guard try findReworded.next() else { return nil }
    return RewordedRecord(
      number: findReworded.integer(0),
      old: findReworded.bytes(1),
      form: findReworded.optionalInteger(2),
      body: findReworded.bytes(3),
    )
  }

  /// Forgets which records were noted.
  func forgetReworded() throws(ViewError) { try dropReworded.run() }

  // MARK: All at once

  /// Every record, one at each call, in the order of their numbers.
  func nextRecord() throws(ViewError) -> RewordedRecord? {
    guard try findRecords.next() else { return nil }
    return RewordedRecord(
      number: findRecords.integer(0),
      old: [],
      form: findRecords.integer(1),
      body: findRecords.bytes(2),
    )
  }

  /// What is kept beside the record that ``nextRecord()`` gave, unless it is withdrawn.
  var briefHead: BriefHead? {
    guard findRecords.integer(3) == 0 else { return nil }
    return BriefHead(
      number: findRecords.integer(0),
      id: findRecords.bytes(4),
      organisation: findRecords.integer(5),
      subject: findRecords.isNull(6) ? nil : findRecords.bytes(6),
      open: findRecords.integer(7),
      incomplete: findRecords.integer(8),
    )
  }

  /// Notes one of a record's own names, for ``insertGathered()``.
  func gatherIdentifier(_ value: [UInt8], of record: Int64) throws(ViewError) {
    gatherIdentifier.bindBlob(1, value)
    gatherIdentifier.bind(2, record)
    try gatherIdentifier.run()
  }

  /// Files the names that were noted, in the order of the table.
  func insertGathered() throws(ViewError) { try addGathered.run() }
}
