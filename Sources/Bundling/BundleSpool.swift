import Journal
import SystemPackage

/// A private file that the members of a bundle are written to one after another, since an
/// archive names a member's size before its bytes; removed when it is no longer needed.
final class BundleSpool {
  private let file: any OpenFile
  private let files: any FileSystem
  private var size: Int64 = 0

  /// A new spool in `folder`.
  init(in folder: FilePath, of files: any FileSystem) throws(BundleFault) {
    self.files = files
    do throws(FileSystemError) {
      file = try files.open(TemporaryName.make(for: folder.appending("spool")), .create())
    } catch {
      throw .machine(error)
    }
  }

  deinit {
    // A spool that stays behind is removed by whoever opens the folder next.
    do throws(FileSystemError) { try files.remove(file.path) } catch {}
  }

  /// Adds bytes to the end.
  func append(_ bytes: [UInt8]) throws(BundleFault) {
    do throws(FileSystemError) {
      try file.write(bytes.span.bytes, at: size)
      size += Int64(bytes.count)
    } catch {
      throw .machine(error)
    }
  }

  /// Where the next byte goes.
  var end: Int64 { size }

  /// What was added since `start`.
  func range(from start: Int64) -> FileRange {
    FileRange(file, offset: start, size: size - start)
  }
}
