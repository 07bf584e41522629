import GRDB
import Records

/// The statements that projection runs for every line, prepared once.
final class ProjectionStatements {
  private let addEntry: Statement
  private let findEntry: Statement
  private let findNumber: Statement
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
  private let findAwaited: Statement

  /// Where entries are, while the table has no index by id.
  var directory: EntryDirectory?

  init(on database: Database) throws(ViewError) {
    addEntry = try Statement(
      "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
      on: database,
    )
    findEntry = try Statement(
      "SELECT number, kind, record, form, time FROM entry WHERE id = ? AND organisation = ?",
      on: database,
    )
    findNumber = try Statement(
      "SELECT number, kind, record, form, time, id, organisation FROM entry WHERE number = ?",
      on: database,
    )
    completeEntry = try Statement(
      """
      UPDATE entry SET number = ?, kind = ?, record = ?, form = ?, time = ? WHERE number = ?
      """,
      on: database,
    )
    fillRecord = try Statement("UPDATE entry SET record = ? WHERE number = ?", on: database)
    reclassify = try Statement(
      "UPDATE entry SET kind = ?, record = ? WHERE number = ?",
      on: database,
    )
    addMalformed = try Statement(
      "INSERT OR REPLACE INTO malformed VALUES (?, ?, ?, ?)",
      on: database,
    )
    addRecord = try Statement(
      "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?1, 1, 1, 0, 0, 0, ?5, ?6, ?7)",
      on: database,
    )
    keepRecord = try Statement(
      "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, NULL, 0, 0, 0, 1, 0, ?, NULL, '{}')",
      on: database,
    )
    findPlain = try Statement(
      """
      SELECT head, form, revisions, body FROM record
      WHERE number = ? AND heads = 1 AND incomplete = 0 AND open = 0
      """,
      on: database,
    )
    succeed = try Statement(
      """
      UPDATE record SET head = ?, revisions = revisions + 1, void = void AND NOT ?,
        subject = ?, body = ? WHERE number = ?
      """,
      on: database,
    )
    withdraw = try Statement(
      "UPDATE record SET head = ?, revisions = revisions + 1, void = 1 WHERE number = ?",
      on: database,
    )
    addRevision = try Statement("INSERT OR IGNORE INTO revision VALUES (?, ?)", on: database)
    findAwaiting = try Statement(
      """
      SELECT record FROM awaited WHERE id = ?1
      UNION SELECT record FROM entry WHERE id = ?1 AND kind = 4
      """,
      on: database,
    )
    findAwaited = try Statement("SELECT record FROM awaited WHERE id = ?", on: database)
  }

  // MARK: Entries

  /// Adds an entry; `false` when the organisation has one with that id.
  func insertEntry(_ entry: FiledEntry) throws(ViewError) -> Bool {
    if directory != nil, try self.entry(entry.id, of: entry.organisation) != nil { return false }
    addEntry.bind(1, entry.number)
    addEntry.bind(2, entry.id)
    addEntry.bind(3, entry.organisation)
    addEntry.bind(4, entry.kind.rawValue)
    addEntry.bind(5, entry.record)
    addEntry.bind(6, entry.form)
    addEntry.bind(7, entry.time)
    try addEntry.run()
    guard addEntry.changes > 0 else { return false }
    directory?.insert(entry.id, at: entry.number)
    return true
  }

  /// The organisation's entry with this id.
  func entry(_ id: EntryID, of organisation: Int64) throws(ViewError) -> FiledEntry? {
    if let directory {
      for number in directory.numbers(of: id) {
        let entry = try self.entry(number)
        if let entry, entry.id == id, entry.organisation == organisation { return entry }
      }
      return nil
    }
    findEntry.bind(1, id)
    findEntry.bind(2, organisation)
    guard try findEntry.next() else { return nil }
    defer { findEntry.reset() }
    return try Self.entry(in: findEntry, id: id, organisation: organisation)
  }

  private func entry(_ number: Int64) throws(ViewError) -> FiledEntry? {
    findNumber.bind(1, number)
    guard try findNumber.next() else { return nil }
    defer { findNumber.reset() }
    guard let id = NodeHash(bytes: findNumber.bytes(5)) else {
      throw .database("an entry has no id")
    }
    return try Self.entry(in: findNumber, id: EntryID(id), organisation: findNumber.integer(6))
  }

  private static func entry(
    in row: borrowing Statement,
    id: EntryID,
    organisation: Int64,
  ) throws(ViewError) -> FiledEntry {
    guard let kind = EntryKind(rawValue: row.integer(1)) else {
      throw .database("an entry has no known kind")
    }
    let number = row.integer(0)
    var entry = FiledEntry(number: number, id: id, organisation: organisation, kind: kind)
    entry.record = row.optionalInteger(2)
    entry.form = row.optionalInteger(3)
    entry.time = row.optionalInteger(4)
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
    directory?.move(known.id, from: known.number, to: entry.number)
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
    var records: [Int64] = []
    guard let directory else {
      findAwaiting.bind(1, id)
      while try findAwaiting.next() { records.append(findAwaiting.integer(0)) }
      return records
    }
    findAwaited.bind(1, id)
    while try findAwaited.next() { records.append(findAwaited.integer(0)) }
    for number in directory.numbers(of: id) {
      let entry = try self.entry(number)
      if let entry, entry.id == id, entry.kind == .missing, let record = entry.record {
        records.append(record)
      }
    }
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
}
