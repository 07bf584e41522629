import CArchive
import Journal

/// Where libarchive writes to.
///
/// It is given bytes by C, through a pointer to this object, so the object is kept alive
/// by whoever keeps the handle.
final class ArchiveSink {
  private let file: any OpenFile
  private var offset: Int64 = 0

  /// Why a write did not succeed.
  private(set) var failure: FileSystemError?

  /// Writes `file` from its beginning.
  init(_ file: any OpenFile) { self.file = file }

  /// Lets libarchive write here.
  func attach(to handle: OpaquePointer?) -> CInt {
    archive_write_open(
      handle,
      Unmanaged.passUnretained(self).toOpaque(),
      nil,
      { _, sink, start, count in
        guard let sink, let start else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        return Unmanaged<ArchiveSink>.fromOpaque(sink).takeUnretainedValue().write(bytes)
      },
      nil,
    )
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    do throws(FileSystemError) {
      try file.write(bytes.bytes, at: offset)
      offset += Int64(bytes.count)
      return bytes.count
    } catch {
      failure = error
      return -1
    }
  }
}
