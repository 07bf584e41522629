import Foundation
import GRDBSQLite
import Records
import SystemPackage

/// The least that a program could do with the same entries: one table of JSON text in
/// SQLite with three indexes, through the C API, WAL, one transaction.
enum Baseline {
  /// Loads the lines of a file into a new database, which is then removed.
  static func load(_ lines: FilePath, in folder: FilePath) throws {
    let path = folder.appending("baseline.sqlite").string
    defer {
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw StepFailure("no database") }
    defer { sqlite3_close(connection) }
    try run("PRAGMA journal_mode = WAL", connection)
    try run("PRAGMA synchronous = FULL", connection)
    try run("PRAGMA cache_size = -65536", connection)
    try run(
      """
      CREATE TABLE entry(number INTEGER PRIMARY KEY, id BLOB, record BLOB, form TEXT, line TEXT);
      CREATE UNIQUE INDEX entry_id ON entry(id);
      CREATE INDEX entry_record ON entry(record);
      CREATE INDEX entry_form ON entry(form);
      BEGIN
      """,
      connection,
    )
    try insert(lines, connection)
    try run("COMMIT", connection)
  }

  private static func run(_ sql: String, _ connection: OpaquePointer?) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw StepFailure(String(cString: sqlite3_errmsg(connection)))
    }
  }

  private static func insert(_ path: FilePath, _ connection: OpaquePointer?) throws {
    var statement: OpaquePointer?
    let sql = "INSERT INTO entry VALUES (NULL, ?, ?, ?, ?)"
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
      throw StepFailure(String(cString: sqlite3_errmsg(connection)))
    }
    defer { sqlite3_finalize(statement) }
    var reader = EntryReader()
    try forEachLine(of: path) { line in
      guard case .entry = try reader.read(line) else { throw StepFailure("not an entry") }
      let id = EntryID(line: line)
      let form = reader.tape.range(of: reader.header.form)
      bind(1, id, statement)
      bind(2, reader.header.record ?? id, statement)
      line.withUnsafeBytes { bytes in
        let text = bytes.assumingMemoryBound(to: CChar.self)
        sqlite3_bind_text(
          statement,
          3,
          text.baseAddress.map { $0 + form.lowerBound },
          Int32(form.count),
          transient,
        )
        sqlite3_bind_text(statement, 4, text.baseAddress, Int32(text.count), transient)
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw StepFailure("no row") }
      sqlite3_reset(statement)
    }
  }

  private static func bind(_ index: Int32, _ id: EntryID, _ statement: OpaquePointer?) {
    id.hash.bytes.withUnsafeBytes {
      _ = sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient)
    }
  }

  private static func forEachLine(of path: FilePath, _ body: (RawSpan) throws -> Void) throws {
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var end = 0
    while true {
      let count = try buffer.withUnsafeMutableBytes {
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[end...]))
      }
      if count == 0 { return }
      end += count
      var start = 0
      while let feed = buffer[start..<end].firstIndex(of: UInt8(ascii: "\n")) {
        try body(buffer.span.bytes.extracting(start..<feed))
        start = feed + 1
      }
      buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
      end -= start
    }
  }

  /// Tells SQLite to copy what is bound, the macro `SQLITE_TRANSIENT`.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1 as Int, to: sqlite3_destructor_type.self)
  }
}
