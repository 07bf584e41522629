import CArchive
import Journal

/// What libarchive reads: the headers that were checked, one at a time.
///
/// It is asked for bytes by C, through a pointer to this object, so the object is kept
/// alive by whoever keeps the handle.
final class ArchiveSource {
  /// The archive.
  let file: any OpenFile
  /// How many bytes it has.
  let size: Int64

  private var block = [UInt8](repeating: 0, count: UstarHeader.byteCount)
  private var blockOffset: Int64 = -1
  private var position: Int64 = 0
  /// What C is shown: it stays where it is until the next call.
  private let shown: UnsafeMutableRawBufferPointer
  private var failure: FileSystemError?

  /// Reads `file` from its beginning.
  init(_ file: any OpenFile) throws(FileSystemError) {
    self.file = file
    size = try file.size()
    shown = .allocate(byteCount: UstarHeader.byteCount, alignment: 8)
  }

  deinit {
    shown.deallocate()
  }

  /// The 512 bytes at `offset`, or fewer where the file ends in them.
  func header(at offset: Int64) throws(FileSystemError) -> [UInt8] {
    if blockOffset != offset {
      blockOffset = -1
      block = [UInt8](repeating: 0, count: UstarHeader.byteCount)
      let count = try file.read(into: &block, in: block.indices, at: offset)
      block.removeLast(block.count - count)
      blockOffset = offset
    }
    return block
  }

  /// Opens the archive with everything but plain tar switched off.
  func attach(to handle: OpaquePointer) -> CInt {
    archive_read_open2(
      handle,
      Unmanaged.passUnretained(self).toOpaque(),
      nil,
      { _, source, start in
        guard let source, let start else { return -1 }
        return Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue().read(start)
      },
      { _, source, count in
        guard let source else { return -1 }
        return Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue().skip(count)
      },
      nil,
    )
  }

  /// Why the last read did not succeed, when the file system was in the way.
  func takeFailure() -> FileSystemError? {
    defer { failure = nil }
    return failure
  }

  private func read(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do throws(FileSystemError) {
      let bytes = try header(at: position)
      bytes.withUnsafeBytes { shown.copyMemory(from: $0) }
      start.pointee = UnsafeRawPointer(shown.baseAddress)
      position += Int64(bytes.count)
      return bytes.count
    } catch {
      failure = error
      return -1
    }
  }

  private func skip(_ count: Int64) -> Int64 {
    let step = max(0, min(count, size - position))
    position += step
    return step
  }
}
