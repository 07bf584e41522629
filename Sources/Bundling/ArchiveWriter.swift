import CArchive
public import Journal
import Records

/// Writes a POSIX ustar archive whose bytes depend on the names and contents alone.
///
/// Every member is a regular file of time 0, owner 0 and mode 0644, and folders are
/// implied by names.
public struct ArchiveWriter: ~Copyable {
  private let handle: OpaquePointer
  private let sink: ArchiveSink
  private var rest: Int64 = 0

  /// Starts an archive at the beginning of `file`, which is empty.
  ///
  /// - Throws: ``BundleFault`` when there is no memory for it.
  public static func open(_ file: any OpenFile) throws(BundleFault) -> Self {
    let sink = ArchiveSink(file)
    guard let handle = archive_write_new() else { throw fault(nil, sink) }
    for open in [
      archive_write_set_format_ustar, archive_write_add_filter_none,
      // Big writes, and no filling up at the end beyond what the format asks for.
      { archive_write_set_bytes_per_block($0, 1 << 20) },
      { archive_write_set_bytes_in_last_block($0, 1) },
      sink.attach,
    ] where open(handle) != ARCHIVE_OK {
      let fault = fault(handle, sink)
      archive_write_free(handle)
      throw fault
    }
    return Self(handle: handle, sink: sink)
  }

  private init(handle: OpaquePointer, sink: ArchiveSink) {
    self.handle = handle
    self.sink = sink
  }

  deinit {
    archive_write_free(handle)
  }

  /// Begins a member of `size` bytes; they follow through ``write(_:)``.
  public mutating func begin(_ name: String, size: Int64) throws(BundleFault) {
    precondition(rest == 0, "A member was begun before the one before it was whole.")
    if let fault = MemberName.fault(in: Array(name.utf8)) {
      throw BundleFault(.archive, file: name, fault, kind: .refused)
    }
    guard let entry = archive_entry_new() else { throw Self.fault(handle, sink) }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, size)
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, 0, 0)
    archive_entry_set_uid(entry, 0)
    archive_entry_set_gid(entry, 0)
    guard archive_write_header(handle, entry) == ARCHIVE_OK else {
      throw Self.fault(handle, sink, name)
    }
    rest = size
  }

  /// Writes the next bytes of the member begun last.
  public mutating func write(_ bytes: RawSpan) throws(BundleFault) {
    precondition(bytes.byteCount <= rest, "A member was given more bytes than its size.")
    let written = bytes.withUnsafeBytes { archive_write_data(handle, $0.baseAddress, $0.count) }
    guard written == bytes.byteCount else { throw Self.fault(handle, sink) }
    rest -= Int64(bytes.byteCount)
  }

  /// Writes a member whole.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(BundleFault) {
    try begin(name, size: Int64(bytes.count))
    try write(bytes.span.bytes)
  }

  /// Writes the two blocks of zeros that end the archive.
  public consuming func finish() throws(BundleFault) {
    precondition(rest == 0, "The archive was ended before its last member was whole.")
    guard archive_write_close(handle) == ARCHIVE_OK else {
      throw Self.fault(handle, sink)
    }
  }

  private static func fault(
    _ handle: OpaquePointer?,
    _ sink: ArchiveSink,
    _ file: String? = nil,
  ) -> BundleFault {
    if let failure = sink.failure { return .machine(failure) }
    let text = handle.flatMap { archive_error_string($0) }.map { String(cString: $0) }
    let reason = text ?? "out of memory"
    return BundleFault(.machine, file: file, "the bundle cannot be written: \(reason)")
  }
}
