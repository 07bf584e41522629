import GRDB
import Records

/// The statements that projection runs for every line, prepared once.
final class ProjectionStatements {
  private let addEntry: Statement
  private let findEntry: Statement
  private let completeEntry: Statement
  private let fillRecord: Statement
  private let reclassify: Statement
  private let addMalformed: Statement
  private let addRecord: Statement
  private let keepRecord: Statement
  private let findPlain: Statement
  private let succeed: Statement
  private let withdraw: Statement
  private let addRevision: Statement
  private let findAwaiting: Statement
  private let addIdentifier: Statement
  private let dropIdentifier: Statement
  private let addText: Statement
  private let dropText: Statement
  private let addReworded: Statement
  private let findReworded: Statement
  private let dropReworded: Statement

  /// What a projection notes for its own end.
  static let temporaryTables = """
    CREATE TEMP TABLE IF NOT EXISTS reworded(record INTEGER PRIMARY KEY, old BLOB NOT NULL);
    DELETE FROM temp.reworded;
    """

  init(on database: Database) throws(ViewError) {
    func prepare(_ sql: String) throws(ViewError) -> Statement { try Statement(sql, on: database) }
    addEntry = try prepare("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)")
    findEntry = try prepare(
      "SELECT number, kind, record, form, time FROM entry WHERE id = ? AND organisation = ?"
    )
    completeEntry = try prepare(
      """
      UPDATE entry SET number = ?, kind = ?, record = ?, form = ?, time = ? WHERE number = ?
      """
    )
    fillRecord = try prepare("UPDATE entry SET record = ? WHERE number = ?")
    reclassify = try prepare("UPDATE entry SET kind = ?, record = ? WHERE number = ?")
    addMalformed = try prepare("INSERT OR REPLACE INTO malformed VALUES (?, ?, ?, ?)")
    addRecord = try prepare(
      "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?1, 1, 1, 0, 0, 0, ?5, ?6, ?7)"
    )
    keepRecord = try prepare(
      "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, NULL, 0, 0, 0, 1, 0, ?, NULL, '{}')"
    )
    findPlain = try prepare(
      """
      SELECT head, form, revisions, body FROM record
      WHERE number = ? AND heads = 1 AND incomplete = 0 AND open = 0
      """
    )
    succeed = try prepare(
      """
      UPDATE record SET head = ?, revisions = revisions + 1, void = void AND NOT ?,
        subject = ?, body = ? WHERE number = ?
      """
    )
    withdraw = try prepare(
      "UPDATE record SET head = ?, revisions = revisions + 1, void = 1 WHERE number = ?"
    )
    addRevision = try prepare("INSERT OR IGNORE INTO revision VALUES (?, ?)")
    findAwaiting = try prepare(
      """
      SELECT record FROM awaited WHERE id = ?1
      UNION SELECT record FROM entry WHERE id = ?1 AND kind = 4
      """
    )
    addIdentifier = try prepare("INSERT OR IGNORE INTO identifier VALUES (?, ?)")
    dropIdentifier = try prepare("DELETE FROM identifier WHERE value = ? AND record = ?")
    addText = try prepare("INSERT INTO search(rowid, text) VALUES (?, ?)")
    dropText = try prepare("INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)")
    addReworded = try prepare("INSERT OR IGNORE INTO temp.reworded VALUES (?, ?)")
    findReworded = try prepare(
      """
      SELECT reworded.record, old, form, body
      FROM temp.reworded LEFT JOIN record ON record.number = reworded.record
      ORDER BY reworded.record
      """
    )
    dropReworded = try prepare("DELETE FROM temp.reworded")
  }

  // MARK: Entries

  /// Adds an entry; `false` when the organisation has one with that id.
  func insertEntry(_ entry: FiledEntry) throws(ViewError) -> Bool {
    addEntry.bind(1, entry.number)
    addEntry.bind(2, entry.id)
    addEntry.bind(3, entry.organisation)
    addEntry.bind(4, entry.kind.rawValue)
    addEntry.bind(5, entry.record)
    addEntry.bind(6, entry.form)
    addEntry.bind(7, entry.time)
    try addEntry.run()
    return addEntry.changes > 0
  }

  /// The organisation's entry with this id.
  func entry(_ id: EntryID, of organisation: Int64) throws(ViewError) -> FiledEntry? {
    findEntry.bind(1, id)
    findEntry.bind(2, organisation)
    guard try findEntry.next() else { return nil }
    defer { findEntry.reset() }
    guard let kind = EntryKind(rawValue: findEntry.integer(1)) else {
      throw .database("an entry has no known kind")
    }
    var entry = FiledEntry(
      number: findEntry.integer(0),
      id: id,
      organisation: organisation,
      kind: kind,
    )
    entry.record = findEntry.optionalInteger(2)
    entry.form = findEntry.optionalInteger(3)
    entry.time = findEntry.optionalInteger(4)
    return entry
  }

  /// Puts an entry in the place of what was known of it.
  ///
  /// A record that others have begun with the entry keeps its number.
  func complete(_ known: FiledEntry, with entry: FiledEntry) throws(ViewError) {
    let isStart = entry.kind == .first || entry.kind == .malformedFirst || entry.kind.isOpen
    completeEntry.bind(1, entry.number)
    completeEntry.bind(2, entry.kind.rawValue)
    completeEntry.bind(3, isStart ? known.record ?? entry.record : entry.record)
    completeEntry.bind(4, entry.form)
    completeEntry.bind(5, entry.time)
    completeEntry.bind(6, known.number)
    try completeEntry.run()
  }

  /// Says which record an entry belongs to.
  func setRecord(_ record: Int64, ofEntry number: Int64) throws(ViewError) {
    fillRecord.bind(1, record)
    fillRecord.bind(2, number)
    try fillRecord.run()
  }

  /// Changes what an entry is taken for.
  func setKind(
    _ kind: EntryKind,
    record: Int64?,
    ofEntry number: Int64,
  ) throws(ViewError) {
    reclassify.bind(1, kind.rawValue)
    reclassify.bind(2, record)
    reclassify.bind(3, number)
    try reclassify.run()
  }

  /// Records why a line writes nothing.
  func insertMalformed(
    number: Int64,
    id: EntryID,
    organisation: Int64,
    reason: String,
  ) throws(ViewError) {
    addMalformed.bind(1, number)
    addMalformed.bind(2, id)
    addMalformed.bind(3, organisation)
    addMalformed.bindText(4, reason)
    try addMalformed.run()
  }

  /// Keeps a revision's line, or a first entry's body, for working the record out.
  func insertRevision(entry: Int64, line: RawSpan) throws(ViewError) {
    addRevision.bind(1, entry)
    line.withUnsafeBytes { addRevision.bind(2, $0, isText: false) }
    try addRevision.run()
  }

  /// The records that name this id and cannot tell what it is.
  func recordsAwaiting(_ id: EntryID) throws(ViewError) -> [Int64] {
    findAwaiting.bind(1, id)
    var records: [Int64] = []
    while try findAwaiting.next() { records.append(findAwaiting.integer(0)) }
    return records
  }

  // MARK: Records

  /// Adds a record that has its first entry only.
  func insertRecord(
    _ record: NewRecord,
    subject: EntryID?,
    body: Range<Int>,
    of line: RawSpan,
  ) throws(ViewError) {
    bind(record, to: addRecord)
    Self.bindSubject(6, subject, on: addRecord)
    line.withUnsafeBytes {
      addRecord.bind(7, UnsafeRawBufferPointer(rebasing: $0[body]), isText: true)
    }
    try addRecord.run()
  }

  /// Adds a record whose first entry is not readable, unless it is there.
  func ensureRecord(_ record: NewRecord) throws(ViewError) {
    bind(record, to: keepRecord)
    try keepRecord.run()
  }

  private func bind(_ record: NewRecord, to statement: borrowing Statement) {
    statement.bind(1, record.number)
    statement.bind(2, record.id)
    statement.bind(3, record.organisation)
    statement.bind(4, record.form)
    statement.bind(5, record.audience)
  }

  /// The record, if it has one head, no conflict and nothing missing.
  func plainRecord(_ number: Int64) throws(ViewError) -> PlainRecord? {
    findPlain.bind(1, number)
    guard try findPlain.next() else { return nil }
    defer { findPlain.reset() }
    return PlainRecord(
      head: findPlain.integer(0),
      form: findPlain.integer(1),
      revisions: findPlain.integer(2),
      body: findPlain.bytes(3),
    )
  }

  /// Moves a record to its next head, which shows the body at `body` of `line`.
  func updateRecord(
    _ number: Int64,
    head: Int64,
    takesBack: Bool,
    subject: EntryID?,
    body: Range<Int>,
    of line: RawSpan,
  ) throws(ViewError) {
    succeed.bind(1, head)
    succeed.bind(2, takesBack ? 1 : 0)
    Self.bindSubject(3, subject, on: succeed)
    line.withUnsafeBytes {
      succeed.bind(4, UnsafeRawBufferPointer(rebasing: $0[body]), isText: true)
    }
    succeed.bind(5, number)
    try succeed.run()
  }

  /// Moves a record to a head that withdraws it.
  func updateVoid(_ number: Int64, head: Int64) throws(ViewError) {
    withdraw.bind(1, head)
    withdraw.bind(2, number)
    try withdraw.run()
  }

  private static func bindSubject(
    _ index: Int32,
    _ id: EntryID?,
    on statement: borrowing Statement,
  ) {
    if let id { statement.bind(index, id) } else { statement.bind(index, nil) }
  }

  // MARK: Names and words

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
}
