public import SystemPackage

/// A regular file that is open; closed when the last reference goes.
///
/// It has no position of its own, so that several readers can share one.
public protocol OpenFile: AnyObject, Sendable {
  /// The path that it was opened by.
  var path: FilePath { get }

  /// Reads the bytes from `offset` on into `range` of `buffer`.
  ///
  /// Returns how many there were: less than the range holds only at the end of the file,
  /// 0 from there on.
  func read(
    into buffer: inout [UInt8],
    in range: Range<Int>,
    at offset: Int64,
  ) throws(FileSystemError) -> Int

  /// Writes all of `bytes` at `offset`, which may lie at the end of the file.
  ///
  /// A failure can leave a part of them in the file.
  func write(_ bytes: RawSpan, at offset: Int64) throws(FileSystemError)

  /// The file's length in bytes.
  func size() throws(FileSystemError) -> Int64

  /// Cuts the file to `size` bytes, or lengthens it with zeros.
  func truncate(to size: Int64) throws(FileSystemError)

  /// Returns once the file has reached the disk: its bytes and its length, and with
  /// ``SyncExtent/everything`` its other properties too.
  ///
  /// - Throws: ``FileSystemError/syncFailed(_:_:)``, after which nothing that is read back
  ///   from the file may be trusted: the system may have dropped what it could not write.
  func sync(_ extent: SyncExtent) throws(FileSystemError)
}

/// How much of a file has to reach the disk.
public enum SyncExtent: Hashable, Sendable {
  /// Its bytes and its length (`fdatasync`).
  case contents
  /// Its times and permissions too (`fsync`).
  case everything
}

/// A folder that is open, so that its names can be synced; closed with the last reference.
public protocol OpenFolder: AnyObject, Sendable {
  /// The path that it was opened by.
  var path: FilePath { get }

  /// Returns once the folder's names have reached the disk.
  ///
  /// - Throws: ``FileSystemError/syncFailed(_:_:)``.
  func sync() throws(FileSystemError)
}

/// An advisory lock that is held; let go with the last reference, or when the process ends.
public protocol FileLock: AnyObject, Sendable {
  /// The lock file.
  var path: FilePath { get }
}
