import CArchive
public import Journal
import Records

/// Reads the index of a bundle's archive, one member after another, straight from the file.
///
/// The archive is a POSIX ustar archive of regular files with safe names, no two alike,
/// and ends with zeros. libarchive reads it, with every other format switched off,
/// and only headers that ``UstarHeader`` has nothing against.
public struct ArchiveReader: ~Copyable {
  private let handle: OpaquePointer
  private let source: ArchiveSource
  private var position: Int64 = 0
  private var count = 0
  private var foldedNames: Set<String> = []
  private var folders: Set<String> = []

  /// How many members an archive may have.
  public static let maximumMembers = Limits.bundleMembers

  /// Starts at the beginning of `file`.
  ///
  /// - Throws: ``BundleFault``, when it does not begin like an archive.
  public static func open(_ file: any OpenFile) throws(BundleFault) -> Self {
    let source: ArchiveSource
    do throws(FileSystemError) { source = try ArchiveSource(file) } catch { throw .machine(error) }
    // libarchive guesses the format when it opens; it has nothing to guess at after this.
    let block = try read(source, at: 0)
    guard block.count == UstarHeader.byteCount,
      UstarHeader.isZero(block.span.bytes) || UstarHeader.isTar(block.span.bytes)
    else { throw .noBundle }
    guard !UstarHeader.isZero(block.span.bytes) else {
      throw BundleFault(.archive, "the archive is empty")
    }
    if let fault = UstarHeader.fault(in: block.span.bytes) { throw BundleFault(.archive, fault) }
    return Self(handle: try openArchive(source), source: source)
  }

  private init(handle: OpaquePointer, source: ArchiveSource) {
    self.handle = handle
    self.source = source
  }

  deinit {
    archive_read_free(handle)
  }

  /// Moves to the next member and describes it, or returns `nil` at an orderly end.
  ///
  /// - Throws: ``BundleFault`` of the layer `archive` with the rule that is broken.
  public mutating func next() throws(BundleFault) -> ArchiveMember? {
    let expected = try header()
    guard let expected else {
      try checkEnd()
      return nil
    }
    count += 1
    guard count <= Self.maximumMembers else {
      throw BundleFault(.archive, "the archive has more than \(Self.maximumMembers) members")
    }
    let member = try check(expected.name, size: expected.size)
    var entry: OpaquePointer?
    let status = archive_read_next_header(handle, &entry)
    guard status == ARCHIVE_OK, let entry else { throw Self.fault(handle, status, source) }
    // What libarchive makes of the header has to be what was checked.
    guard
      archive_read_header_position(handle) == position - Int64(UstarHeader.byteCount),
      let name = archive_entry_pathname(entry), String(cString: name) == member.name,
      archive_entry_size(entry) == member.size,
      archive_entry_filetype(entry) == Self.regularFile,
      archive_format(handle) == ARCHIVE_FORMAT_TAR_USTAR
    else {
      throw BundleFault(.archive, file: member.name, "a header can be read in two ways")
    }
    position += (member.size + 511) / 512 * 512
    return member
  }

  /// Checks the next header, or returns `nil` where the archive ends.
  private mutating func header() throws(BundleFault) -> (name: [UInt8], size: Int64)? {
    let block = try Self.read(source, at: position)
    guard block.count == UstarHeader.byteCount else {
      throw Self.cutShort
    }
    if UstarHeader.isZero(block.span.bytes) { return nil }
    if let fault = UstarHeader.fault(in: block.span.bytes) { throw BundleFault(.archive, fault) }
    position += Int64(block.count)
    return UstarHeader.nameAndSize(block.span.bytes)
  }

  private mutating func check(_ name: [UInt8], size: Int64) throws(BundleFault) -> ArchiveMember {
    if let fault = MemberName.fault(in: name) { throw BundleFault(.archive, fault) }
    let text = String(decoding: name, as: UTF8.self)
    let folded = MemberName.folded(text)
    guard foldedNames.insert(folded).inserted else {
      throw BundleFault(.archive, file: text, "two members have one name")
    }
    var folder = folded[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      // A folder seen before has had its own parents checked.
      guard folders.insert(String(folder)).inserted else { break }
      guard !foldedNames.contains(String(folder)) else {
        throw BundleFault(.archive, file: text, "a name is both a file and a folder")
      }
    }
    guard !folders.contains(folded) else {
      throw BundleFault(.archive, file: text, "a name is both a file and a folder")
    }
    guard size <= source.size - position else {
      throw BundleFault(.archive, file: text, "the archive is cut short")
    }
    try checkPadding(after: position + size, file: text)
    return ArchiveMember(name: text, offset: position, size: size)
  }

  /// A file is filled up to a whole block; what it is filled with is nobody's to use.
  private func checkPadding(after end: Int64, file name: String) throws(BundleFault) {
    let padding = Int((512 - end % 512) % 512)
    guard padding > 0 else { return }
    let bytes = try read(padding, at: end)
    guard bytes.count == padding else { throw Self.cutShort }
    guard bytes.allSatisfy({ $0 == 0 }) else {
      throw BundleFault(.archive, file: name, "bytes lie between two members")
    }
  }

  /// Two blocks of zeros end an archive; tar programs fill up to 20 blocks.
  private func checkEnd() throws(BundleFault) {
    let rest = source.size - position
    guard rest >= 1024 else { throw Self.cutShort }
    guard rest <= 1024 + 10_240, rest % 512 == 0,
      try read(Int(rest), at: position).allSatisfy({ $0 == 0 })
    else { throw BundleFault(.archive, "bytes follow the end of the archive") }
  }

  private func read(_ count: Int, at offset: Int64) throws(BundleFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let range = FileRange(source.file, offset: offset, size: Int64(count))
    bytes.removeLast(count - (try range.fill(&bytes, 0..<count, from: 0)))
    return bytes
  }

  private static func read(_ source: ArchiveSource, at offset: Int64) throws(BundleFault) -> [UInt8]
  {
    do throws(FileSystemError) { return try source.header(at: offset) } catch {
      throw .machine(error)
    }
  }

  /// A noncopyable value cannot be abandoned half made, so a handle that fails to
  /// open is released here, before there is a reader to own it.
  private static func openArchive(_ source: ArchiveSource) throws(BundleFault) -> OpaquePointer {
    guard let handle = archive_read_new() else { throw fault(nil, ARCHIVE_FATAL, source) }
    for open in [archive_read_support_format_tar, archive_read_support_filter_none, source.attach] {
      let status = open(handle)
      guard status != ARCHIVE_OK else { continue }
      let fault = fault(handle, status, source)
      archive_read_free(handle)
      throw fault
    }
    return handle
  }

  private static func fault(
    _ handle: OpaquePointer?,
    _ status: CInt,
    _ source: ArchiveSource,
  ) -> BundleFault {
    if let failure = source.takeFailure() { return .machine(failure) }
    let text = handle.flatMap { archive_error_string($0) }.map { String(cString: $0) }
    return BundleFault(.archive, "the archive cannot be read: \(text ?? "status \(status)")")
  }

  private static var cutShort: BundleFault { BundleFault(.archive, "the archive is cut short") }

  /// `AE_IFREG`, whose cast in the C header Swift does not import.
  private static let regularFile: UInt32 = 0o100000
}
