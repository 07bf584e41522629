import GRDB
import GRDBSQLite
import Records

/// A prepared statement of the SQLite C API.
///
/// Rows by the million go through this type: GRDB's statements cost a tenth more.
/// Everything else asks GRDB.
struct Statement: ~Copyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// Prepares one statement for as long as the value lives.
  init(_ sql: String, on database: Database) throws(ViewError) {
    (handle, connection) = try Self.prepare(sql, on: database)
  }

  deinit { sqlite3_finalize(handle) }

  /// A noncopyable value cannot be abandoned half made, so what can fail is done before.
  private static func prepare(
    _ sql: String,
    on database: Database,
  ) throws(ViewError) -> (OpaquePointer, OpaquePointer) {
    guard let connection = database.sqliteConnection else {
      throw .database("the connection is closed")
    }
    var handle: OpaquePointer?
    let status = sqlite3_prepare_v3(
      connection,
      sql,
      -1,
      UInt32(SQLITE_PREPARE_PERSISTENT),
      &handle,
      nil,
    )
    guard status == SQLITE_OK, let handle else {
      throw .database(String(cString: sqlite3_errmsg(connection)))
    }
    return (handle, connection)
  }

  // MARK: Parameters, numbered from 1

  /// Binds a whole number.
  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

  /// Binds a whole number or NULL.
  func bind(_ index: Int32, _ value: Int64?) {
    if let value { bind(index, value) } else { sqlite3_bind_null(handle, index) }
  }

  /// Binds bytes, as TEXT or as BLOB; SQLite takes a copy.
  func bind(_ index: Int32, _ bytes: UnsafeRawBufferPointer, isText: Bool) {
    let count = Int32(bytes.count)
    if isText {
      let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
      sqlite3_bind_text(handle, index, start, count, Self.transient)
    } else if count == 0 {
      sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      sqlite3_bind_blob(handle, index, bytes.baseAddress, count, Self.transient)
    }
  }

  /// Binds an id as a BLOB.
  func bind(_ index: Int32, _ id: EntryID) {
    id.hash.withBytes { bind(index, $0, isText: false) }
  }

  /// Binds bytes as a BLOB.
  func bindBlob(_ index: Int32, _ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bind(index, $0, isText: false) }
  }

  /// Binds UTF-8 as TEXT.
  func bindText(_ index: Int32, _ bytes: [UInt8]) {
    // SQLite takes a null pointer for NULL, and an empty array may have one.
    guard !bytes.isEmpty else { return bindText(index, "") }
    bytes.withUnsafeBytes { bind(index, $0, isText: true) }
  }

  /// Binds text.
  func bindText(_ index: Int32, _ text: String) {
    sqlite3_bind_text(handle, index, text, -1, Self.transient)
  }

  // MARK: Running

  /// Runs the statement to its end, leaving it ready for the next parameters.
  func run() throws(ViewError) {
    let status = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard status == SQLITE_DONE || status == SQLITE_ROW else { throw failure }
  }

  /// Moves to the next row; `false` after the last, when the statement is ready again.
  func next() throws(ViewError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    default:
      sqlite3_reset(handle)
      throw failure
    }
  }

  /// Gives up the rows that are left.
  func reset() { sqlite3_reset(handle) }

  /// How many rows the last ``run()`` changed.
  var changes: Int { Int(sqlite3_changes(connection)) }

  private var failure: ViewError { .database(String(cString: sqlite3_errmsg(connection))) }

  // MARK: Columns, numbered from 0

  /// A whole number; 0 for NULL.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// A whole number, or `nil` for NULL.
  func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : sqlite3_column_int64(handle, column)
  }

  /// Whether the column is NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The bytes of a TEXT or BLOB.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The text of a TEXT.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_blob(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(
      decoding: UnsafeRawBufferPointer(start: start, count: count),
      as: UTF8.self,
    )
  }

  /// The hash that a BLOB of 32 bytes is.
  func hash(_ column: Int32) throws(ViewError) -> NodeHash {
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    let buffer = UnsafeRawBufferPointer(start: start, count: count)
    guard let hash = NodeHash(bytes: buffer.bytes) else {
      throw .database("an id has not 32 bytes")
    }
    return hash
  }

  /// Tells SQLite to copy what is bound, the macro `SQLITE_TRANSIENT`.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1 as Int, to: sqlite3_destructor_type.self)
  }
}
