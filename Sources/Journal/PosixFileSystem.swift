import Glibc
public import SystemPackage

/// The file system of the machine.
///
/// This is the one file of system calls. Interrupted calls are repeated, and whatever is
/// opened is closed in a process that this one starts.
public struct PosixFileSystem: FileSystem {
  /// The machine's file system.
  public init() {}

  public func open(_ path: FilePath, _ mode: OpenMode) throws(FileSystemError) -> any OpenFile {
    let (flags, permissions, operation): (CInt, FilePermissions, FileSystemError.Operation) =
      switch mode {
      // Without O_NONBLOCK, opening a pipe would wait for whoever writes to it.
      case .read: (O_RDONLY | O_NONBLOCK, [], .opened)
      case .write: (O_RDWR | O_NONBLOCK, [], .opened)
      case .create(let permissions): (O_RDWR | O_CREAT | O_EXCL, permissions, .created)
      }
    let descriptor = try Descriptor(path, flags: flags, permissions, operation)
    guard try descriptor.status().kind == .file else { throw .notAFile(path) }
    return PosixFile(descriptor)
  }

  public func openFolder(_ path: FilePath) throws(FileSystemError) -> any OpenFolder {
    PosixFolder(try Descriptor(path, flags: O_RDONLY | O_DIRECTORY))
  }

  public func lock(
    _ path: FilePath,
    saying message: String,
  ) throws(FileSystemError) -> any FileLock {
    let flags = O_RDWR | O_CREAT | O_NONBLOCK
    let descriptor = try Descriptor(path, flags: flags, .ownerReadWrite, .locked)
    guard try descriptor.status().kind == .file else { throw .notAFile(path) }
    let file = PosixFile(descriptor)
    guard try retrying(.locked, path, { flock(descriptor.number, LOCK_EX | LOCK_NB) }) else {
      let bytes = try file.contents(in: 0..<256)
      throw .locked(path, holder: String(decoding: bytes, as: UTF8.self))
    }
    do throws(FileSystemError) {
      try file.truncate(to: 0)
      try file.write(Array(message.utf8.prefix(256)).span.bytes, at: 0)
    } catch {
      // A full disk takes away the message, not the lock.
    }
    return PosixLock(descriptor)
  }

  public func rename(_ source: FilePath, to target: FilePath) throws(FileSystemError) {
    try check(.renamed, source) {
      source.withPlatformString { old in
        target.withPlatformString { Glibc.rename(old, $0) }
      }
    }
  }

  public func makeFolder(_ path: FilePath) throws(FileSystemError) {
    try check(.created, path) { path.withPlatformString { mkdir($0, 0o700) } }
  }

  public func remove(_ path: FilePath) throws(FileSystemError) {
    try check(.removed, path) { path.withPlatformString { unlink($0) } }
  }

  public func removeFolder(_ path: FilePath) throws(FileSystemError) {
    try check(.removed, path) { path.withPlatformString { rmdir($0) } }
  }

  public func list(_ path: FilePath) throws(FileSystemError) -> [FolderItem] {
    let descriptor = try Descriptor(path, flags: O_RDONLY | O_DIRECTORY, [], .listed)
    // The stream closes its descriptor, so it gets one of its own.
    let copy = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .failed(.listed, path, .current) }
    guard let stream = fdopendir(copy) else {
      let code = Errno.current
      close(copy)
      throw .failed(.listed, path, code)
    }
    defer { closedir(stream) }
    var names: [FilePath.Component] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      if let component = FilePath.Component(platformString: name), component.kind == .regular {
        names.append(component)
      }
    }
    guard errno == 0 else { throw .failed(.listed, path, .current) }
    let texts = names.map { (component: $0, bytes: $0.withPlatformString { Array(cString: $0) }) }
    let sorted = texts.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    var items: [FolderItem] = []
    for (component, _) in sorted {
      // Whatever has gone since it was listed is left out.
      guard let status = try status(path.appending(component)) else { continue }
      items.append(FolderItem(component: component, kind: status.kind))
    }
    return items
  }

  public func status(_ path: FilePath) throws(FileSystemError) -> FileStatus? {
    var result = stat()
    do throws(FileSystemError) {
      try check(.examined, path) { path.withPlatformString { lstat($0, &result) } }
    } catch {
      guard error.code == .noSuchFileOrDirectory else { throw error }
      return nil
    }
    return FileStatus(result)
  }

  public func freeBytes(at path: FilePath) throws(FileSystemError) -> Int64? {
    var result = statvfs()
    try check(.examined, path) { path.withPlatformString { statvfs($0, &result) } }
    return Int64(clamping: UInt64(result.f_bavail) * UInt64(result.f_frsize))
  }
}

/// An open descriptor, closed exactly once.
private final class Descriptor: Sendable {
  let number: CInt
  let path: FilePath

  init(
    _ path: FilePath,
    flags: CInt,
    _ permissions: FilePermissions = [],
    _ operation: FileSystemError.Operation = .opened,
  ) throws(FileSystemError) {
    self.path = path
    let all = flags | O_NOFOLLOW | O_CLOEXEC
    while true {
      let number = path.withPlatformString { Glibc.open($0, all, permissions.rawValue) }
      if number >= 0 {
        self.number = number
        return
      }
      // What O_NOFOLLOW refuses is a link, for which the system's own words mislead.
      if errno == ELOOP { throw .notAFile(path) }
      if errno != EINTR { throw .failed(operation, path, .current) }
    }
  }

  deinit { close(number) }

  func status() throws(FileSystemError) -> FileStatus {
    var result = stat()
    try check(.examined, path) { fstat(number, &result) }
    return FileStatus(result)
  }
}

private final class PosixFile: OpenFile {
  private let descriptor: Descriptor

  init(_ descriptor: Descriptor) { self.descriptor = descriptor }

  var path: FilePath { descriptor.path }

  func read(
    into buffer: inout [UInt8],
    in range: Range<Int>,
    at offset: Int64,
  ) throws(FileSystemError) -> Int {
    precondition(buffer.indices.contains(range), "The range must lie in the buffer.")
    var done = 0
    while done < range.count {
      let count = buffer.withUnsafeMutableBytes { bytes in
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[range].dropFirst(done))
        return pread(descriptor.number, rest.baseAddress, rest.count, off_t(offset) + done)
      }
      if count == 0 { break }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw .failed(.read, path, .current)
      }
    }
    return done
  }

  func write(_ bytes: RawSpan, at offset: Int64) throws(FileSystemError) {
    var done = 0
    while done < bytes.byteCount {
      let count = bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(done))
        return pwrite(descriptor.number, rest.baseAddress, rest.count, off_t(offset) + done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw .failed(.written, path, .current)
      }
    }
  }

  func size() throws(FileSystemError) -> Int64 { try descriptor.status().size }

  func truncate(to size: Int64) throws(FileSystemError) {
    try check(.truncated, path) { ftruncate(descriptor.number, off_t(size)) }
  }

  func sync(_ extent: SyncExtent) throws(FileSystemError) {
    // An interrupted sync is not repeated: the second could succeed without the first's pages.
    let result =
      switch extent {
      case .contents: fdatasync(descriptor.number)
      case .everything: fsync(descriptor.number)
      }
    if result != 0 { throw .syncFailed(path, .current) }
  }
}

private final class PosixFolder: OpenFolder {
  private let descriptor: Descriptor

  init(_ descriptor: Descriptor) { self.descriptor = descriptor }

  var path: FilePath { descriptor.path }

  func sync() throws(FileSystemError) {
    // Some network and FAT drivers know no sync of a folder, and write its names at once.
    guard fsync(descriptor.number) != 0, errno != EINVAL, errno != ENOTSUP else { return }
    throw .syncFailed(path, .current)
  }
}

private final class PosixLock: FileLock {
  private let descriptor: Descriptor

  init(_ descriptor: Descriptor) { self.descriptor = descriptor }

  var path: FilePath { descriptor.path }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: FileKind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    self.init(
      kind: kind,
      size: Int64(status.st_size),
      inode: UInt64(status.st_ino),
      device: UInt64(status.st_dev),
      permissions: FilePermissions(rawValue: CModeT(status.st_mode & 0o7777)),
    )
  }
}

extension Errno {
  /// What the last failed call of this thread left.
  fileprivate static var current: Errno { Errno(rawValue: errno) }
}

extension Array<UInt8> {
  fileprivate init(cString: UnsafePointer<CChar>) {
    self.init(UnsafeRawBufferPointer(start: cString, count: strlen(cString)))
  }
}

/// Repeats an interrupted call; `false` when it would have to wait.
private func retrying(
  _ operation: FileSystemError.Operation,
  _ path: FilePath,
  _ call: () -> CInt,
) throws(FileSystemError) -> Bool {
  while call() != 0 {
    if errno == EWOULDBLOCK { return false }
    if errno != EINTR { throw .failed(operation, path, .current) }
  }
  return true
}

private func check(
  _ operation: FileSystemError.Operation,
  _ path: FilePath,
  _ call: () -> CInt,
) throws(FileSystemError) {
  guard try !retrying(operation, path, call) else { return }
  throw .failed(operation, path, .current)
}
