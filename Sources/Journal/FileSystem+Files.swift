public import SystemPackage

/// What is made from the calls of a ``FileSystem``, the same way for each of them.
extension FileSystem {
  /// Replaces or creates the file at `path`, so that a crash at any moment leaves either
  /// the old bytes or all of the new ones, and returns once the new ones are on the disk.
  ///
  /// The bytes go to a temporary file of the same folder first, which is synced before it
  /// takes the name. A link at `path` is replaced, not followed.
  public func writeAtomically(
    _ bytes: RawSpan,
    to path: FilePath,
    permissions: FilePermissions = .ownerReadWrite,
  ) throws(FileSystemError) {
    let folder = try openFolder(path.parent)
    let temporary = TemporaryName.make(for: path)
    do throws(FileSystemError) {
      let file = try open(temporary, .create(permissions: permissions))
      try file.write(bytes, at: 0)
      try file.sync(.everything)
      try rename(temporary, to: path)
    } catch {
      discard(temporary)
      throw error
    }
    try folder.sync()
  }

  /// Replaces or creates the file at `path` with a text; see ``writeAtomically(_:to:permissions:)``.
  public func writeAtomically(_ text: String, to path: FilePath) throws(FileSystemError) {
    try writeAtomically(Array(text.utf8).span.bytes, to: path)
  }

  /// All bytes of the file at `path`, which may have up to `limit`.
  public func contents(of path: FilePath, limit: Int) throws(FileSystemError) -> [UInt8] {
    let file = try open(path, .read)
    let size = try file.size()
    guard size <= Int64(limit) else { throw .tooLarge(path, limit: limit) }
    return try file.contents(in: 0..<size)
  }

  /// Whether anything, even a broken link, has the name `path`.
  public func exists(_ path: FilePath) throws(FileSystemError) -> Bool {
    try status(path) != nil
  }

  /// Makes the folder at `path` and those above it that are missing, and syncs each new name.
  public func makeFolders(_ path: FilePath) throws(FileSystemError) {
    if let status = try status(path) {
      guard status.kind == .folder else { throw .failed(.created, path, .notDirectory) }
      return
    }
    let parent = path.parent
    if parent != path { try makeFolders(parent) }
    try makeFolder(path)
    try openFolder(parent).sync()
  }

  /// Copies the bytes of `source` to a new file at `target`, and returns once they are on
  /// the disk; the new name is not synced.
  public func copy(_ source: any OpenFile, to target: FilePath) throws(FileSystemError) {
    let file = try open(target, .create())
    var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    var offset: Int64 = 0
    while true {
      let count = try source.read(into: &buffer, in: buffer.indices, at: offset)
      if count == 0 { break }
      try file.write(buffer.span.bytes.extracting(0..<count), at: offset)
      offset += Int64(count)
    }
    try file.sync(.everything)
  }

  /// Creates a file of these bytes, and returns once they are on the disk; the new name is
  /// not synced.
  func create(_ path: FilePath, _ bytes: [UInt8]) throws(FileSystemError) {
    let file = try open(path, .create())
    try file.write(bytes.span.bytes, at: 0)
    try file.sync(.everything)
  }

  /// Removes a temporary file after a failure that is being reported.
  ///
  /// A second failure says nothing that the first did not, and whoever opens the folder
  /// next removes what is left.
  func discard(_ path: FilePath) {
    do throws(FileSystemError) { try remove(path) } catch {}
  }
}

extension OpenFile {
  /// The bytes in this range, or fewer where the file ends in it.
  public func contents(in range: Range<Int64>) throws(FileSystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(range.upperBound - range.lowerBound))
    let count = try read(into: &bytes, in: bytes.indices, at: range.lowerBound)
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}

extension FilePath {
  /// The folder that holds this path; `.` for a bare name.
  var parent: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}
