import GRDB
public import Records
import Synchronization

/// Everything the journals say, arranged for asking questions.
///
/// The view is derived: it is a pure function of the journals held and the forms in
/// force, can be deleted, and is rebuilt from nothing whenever what it was derived from
/// is no longer a beginning of what is held.
public final class CentralView: Sendable {
  /// The forms that entries are read with.
  public let forms: FormSet

  private let queue: DatabaseQueue
  private let bulkSize: UInt64
  /// The file that the view is kept in; `nil` for one in memory.
  private let path: String?
  /// Whether a catch-up is being reported, and may be asked within its transaction.
  private let isReporting = Atomic(false)

  /// From how many entries on it pays to prepare for many.
  public static let standardBulkSize: UInt64 = 20_000

  /// Opens the view kept in the file at `path`, creating it when there is none.
  public convenience init(path: String, forms: FormSet) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(30)
    let queue = try Self.translating {
      try DatabaseQueue(path: path, configuration: configuration)
    }
    try self.init(queue, forms: forms, bulkSize: Self.standardBulkSize, path: path)
  }

  /// A view in memory, for rehearsals and tests; from `bulkSize` entries on it prepares for
  /// many.
  public convenience init(
    inMemoryWith forms: FormSet,
    bulkSize: UInt64 = CentralView.standardBulkSize,
  ) throws {
    let queue = try Self.translating { try DatabaseQueue() }
    try self.init(queue, forms: forms, bulkSize: bulkSize, path: nil)
  }

  private init(
    _ queue: DatabaseQueue,
    forms: FormSet,
    bulkSize: UInt64,
    path: String?,
  ) throws {
    self.queue = queue
    self.bulkSize = bulkSize
    self.path = path
    self.forms = forms
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA cache_size = -65536")
        // What several small transactions change is copied into the file once.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
        try database.execute(sql: Self.hiddenTable)
        let stamp = stamp
        guard try Self.storedStamp(database) != stamp else { return }
        try database.inTransaction(.immediate) {
          try Self.reset(database, stamp: stamp)
          return .commit
        }
      }
    }
  }

  // MARK: Deriving

  /// Brings the view up to date with the journals.
  ///
  /// `isRehearsal`: Whether to undo it all in the end, so that only the tally
  ///   is left.
  /// `confidential`: Whether what is reported holds confidential records.
  /// `report`: Told what was new, before the end of the transaction; whoever asks the view
  ///   meanwhile is answered from within it.
  @discardableResult
  public func catchUp(
    with source: some JournalSource,
    isRehearsal: Bool = false,
    confidential: Confidentiality = .leftOut,
    reporting report: ((ViewNews) throws -> Void)? = nil,
  ) throws -> ProjectionTally {
    let stamp = stamp
    let isCurrent = try ask { try Self.isCurrent($0, source: source, stamp: stamp) }
    if isCurrent, !isRehearsal, report == nil { return try ask { try Self.emptyTally($0) } }
    var tally = ProjectionTally()
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        let isBulk = try isBulk(database, source: source)
        try Self.withJournalMode(isBulk ? "DELETE" : "WAL", on: database) {
          try database.inTransaction(.immediate) {
            let before = try report.map { _ in try ViewBefore(database) }
            tally = try derive(database, from: source)
            if let report, let before {
              isReporting.store(true, ordering: .relaxed)
              defer { isReporting.store(false, ordering: .relaxed) }
              try report(
                ViewNews(
                  self,
                  database,
                  source: source,
                  before: before,
                  tally: tally,
                  confidential: confidential,
                )
              )
            }
            return isRehearsal ? .rollback : .commit
          }
        }
      }
    }
    return tally
  }

  /// Derives the view anew from nothing.
  @discardableResult
  public func rebuild(from source: some JournalSource) throws -> ProjectionTally {
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try Self.reset(database, stamp: stamp)
          return .commit
        }
      }
    }
    return try catchUp(with: source)
  }

  /// What the view must have been derived with to be of any use.
  private var stamp: String { "\(Self.schemaVersion) \(Base32.encode(forms.digest.bytes))" }

  private static func emptyTally(_ database: Database) throws -> ProjectionTally {
    var tally = ProjectionTally()
    tally.open = try openConflicts(database)
    return tally
  }

  /// How many conflicts are open, forks among them, those of confidential records left out.
  static func openConflicts(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) + (SELECT count(*) FROM fork WHERE settled IS NULL)
        FROM conflict c JOIN record r ON r.number = c.record
        JOIN form f ON f.number = r.form WHERE \(Confidentiality.leftOut.condition)
        """,
    ) ?? 0
  }

  private static func isCurrent(
    _ database: Database,
    source: some JournalSource,
    stamp: String,
  ) throws -> Bool {
    guard try storedStamp(database) == stamp else { return false }
    let rows = try JournalRow.fetchAll(database)
    return rows.count == source.journals.count
      && source.journals.allSatisfy { journal in
        rows.contains { $0.isFor(journal) && $0.isCurrent(with: journal) }
      }
  }

  private static func storedStamp(_ database: Database) throws -> String? {
    guard try database.tableExists("meta") else { return nil }
    return try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'stamp'")
  }

  /// Makes the view one of no journals.
  private static func reset(_ database: Database, stamp: String) throws {
    let objects = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          AND name NOT LIKE 'search\\_%' ESCAPE '\\'
        """,
    )
    for name in objects { try database.execute(sql: "DROP TABLE \(name.quotedDatabaseIdentifier)") }
    try database.execute(sql: schema)
    try database.execute(sql: lateIndexes)
    try database.execute(sql: indexesOfBriefs)
    try database.execute(sql: indexByID)
    try database.execute(sql: MatchCatalogue.schema)
    try database.execute(sql: "INSERT INTO meta VALUES ('stamp', ?)", arguments: [stamp])
  }

  private func derive(
    _ database: Database,
    from source: some JournalSource,
  ) throws -> ProjectionTally {
    if try !Self.isUsable(database, source: source, stamp: stamp) {
      try Self.reset(database, stamp: stamp)
    }
    let isBulk = try isBulk(database, source: source)
    let projector = try Projector(database, forms: forms)
    if isBulk { try projector.beginBulk() }
    for journal in source.journals {
      try projector.project(journal, from: source)
    }
    try projector.endBulk()
    try projector.settle()
    try projector.settleForks(in: source)
    return projector.tally
  }

  /// Whether what was derived before is a beginning of what is to be derived.
  private static func isUsable(
    _ database: Database,
    source: some JournalSource,
    stamp: String,
  ) throws -> Bool {
    guard try storedStamp(database) == stamp else { return false }
    return try JournalRow.fetchAll(database).allSatisfy { row in
      source.journals.contains { row.isFor($0) && row.isBeginning(of: $0) }
    }
  }

  // MARK: Deriving much at once

  /// Whether much is to be filed, beside little that was filed before.
  private func isBulk(_ database: Database, source: some JournalSource) throws -> Bool {
    var filed: UInt64 = 0
    if try Self.isUsable(database, source: source, stamp: stamp) {
      filed = try JournalRow.fetchAll(database).reduce(0) { $0 + $1.size - $1.first }
    }
    let held = source.journals.reduce(0) { $0 + $1.size - $1.first }
    return held >= bulkSize && held - min(held, filed) >= 4 * filed
  }

  /// Runs `body`, a transaction, with SQLite's journal in this mode.
  ///
  /// A write-ahead log is copied to the database afterwards, so that every page is written
  /// twice. A rollback journal keeps what pages were before: of a view that was nearly empty,
  /// next to nothing. Either way there is all of the transaction after a crash or none.
  private static func withJournalMode(
    _ mode: String,
    on database: Database,
    _ body: () throws -> Void,
  ) throws {
    guard mode != "WAL" else { return try body() }
    do {
      try database.execute(sql: "PRAGMA journal_mode = \(mode)")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // While another process has the view open the mode stays as it is.
    }
    defer {
      // A view that is left in the other mode is as good; opening it sets the mode again.
      try? database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try body()
  }

  // MARK: Asking

  /// Runs a query.
  func ask<Answer>(_ question: (Database) throws -> Answer) throws -> Answer {
    try Self.translating {
      guard !isReporting.load(ordering: .relaxed) else {
        return try queue.unsafeReentrantRead { database in
          try database.readOnly { try question(database) }
        }
      }
      // SQLite prepares statements anew after a pragma, and GRDB's `read` sets one twice.
      return try queue.unsafeRead { database in
        var answer: Answer?
        try database.inTransaction(.deferred) {
          answer = try question(database)
          return .commit
        }
        guard let answer else { throw ViewError.database("a transaction did not run") }
        return answer
      }
    }
  }

  /// The view as it was before the transaction that is under way on `database`.
  ///
  /// - Returns: `nil` where it cannot be asked any more: it is in memory, was made with other
  ///   forms, or so much arrives that SQLite keeps no log of it.
  func before(_ database: Database) throws -> CentralView? {
    guard let path, try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
      return nil
    }
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    guard try queue.read({ try Self.storedStamp($0) }) == stamp else { return nil }
    return try CentralView(queue, forms: forms, bulkSize: bulkSize, path: path)
  }

  /// Changes what belongs to the connection and not to the view.
  func write(_ change: (Database) throws -> Void) throws {
    try Self.translating { try queue.writeWithoutTransaction(change) }
  }

  /// Runs a transaction that keeps what is worked out from the records in step with them.
  func change(_ body: (Database) throws -> Void) throws {
    try Self.translating {
      guard !isReporting.load(ordering: .relaxed) else {
        return try queue.unsafeReentrantWrite(body)
      }
      try queue.write(body)
    }
  }

  /// Turns SQLite's errors into one that a person can read.
  private static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      if [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
        throw ViewError.damaged(error.message ?? error.resultCode.description)
      }
      throw ViewError.database(error.message ?? error.resultCode.description)
    }
  }
}
