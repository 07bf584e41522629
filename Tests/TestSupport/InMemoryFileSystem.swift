public import Journal
import Synchronization
public import SystemPackage

/// A file system in memory, which fails when told to and forgets what was not synced.
///
/// After ``crash(seed:)``, a file's unsynced sectors of 512 bytes are each there or not,
/// whatever their order, its length is the old one, the new one or between, and unsynced
/// names are each there or not. What was synced stays.
public final class InMemoryFileSystem: FileSystem {
  private let disk: Mutex<MemoryDisk>

  /// An empty file system.
  public init() { disk = Mutex(MemoryDisk()) }

  init(_ disk: consuming MemoryDisk) { self.disk = Mutex(disk) }

  /// How many calls were made so far.
  public var callCount: Int { disk.withLock { $0.callCount } }

  /// Makes the call with this number, counted from 1 since the beginning, fail.
  public func fail(call number: Int, with failure: MemoryFailure) {
    disk.withLock { $0.failure = (number, failure) }
  }

  /// The file system that is found when the machine stops now and is started again.
  public func crash(seed: UInt64) -> InMemoryFileSystem {
    let copy = disk.withLock { $0 }
    return InMemoryFileSystem(copy.crashed(seed: seed))
  }

  /// The bytes of the file at `path`, or `nil`; not counted as a call.
  public func bytes(at path: FilePath) -> [UInt8]? {
    disk.withLock { disk in
      guard case .file(let file) = disk.inode(at: path) else { return nil }
      return file.bytes
    }
  }

  /// Changes the bytes of a file behind everybody's back, as damage or an enemy would.
  public func tamper(with path: FilePath, _ change: (inout [UInt8]) -> Void) {
    disk.withLock { disk in
      guard let number = disk.number(at: path), case .file(var file) = disk.inodes[number] else {
        preconditionFailure("There is no file to tamper with.")
      }
      change(&file.bytes)
      file.durable = file.bytes
      file.dirty = []
      disk.inodes[number] = .file(file)
    }
  }

  /// Puts a symbolic link at `path`.
  public func makeLink(_ path: FilePath) throws(FileSystemError) {
    try disk.withLock { (disk) throws(FileSystemError) in _ = try disk.put(.link, at: path) }
  }

  // MARK: - FileSystem

  public func open(_ path: FilePath, _ mode: OpenMode) throws(FileSystemError) -> any OpenFile {
    let number = try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.opened, path)
      return try disk.open(path, mode)
    }
    return MemoryFile(path: path, number: number, system: self)
  }

  public func openFolder(_ path: FilePath) throws(FileSystemError) -> any OpenFolder {
    let number = try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.opened, path)
      return try disk.folder(path, .opened)
    }
    return MemoryFolder(path: path, number: number, system: self)
  }

  public func lock(
    _ path: FilePath,
    saying message: String,
  ) throws(FileSystemError) -> any FileLock {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.locked, path)
      if let holder = disk.locks[path.string] { throw .locked(path, holder: holder) }
      if disk.number(at: path) == nil { _ = try disk.open(path, .create()) }
      disk.locks[path.string] = message
    }
    return MemoryLock(path: path, system: self)
  }

  public func rename(_ source: FilePath, to target: FilePath) throws(FileSystemError) {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.renamed, source)
      try disk.rename(source, to: target)
    }
  }

  public func makeFolder(_ path: FilePath) throws(FileSystemError) {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.created, path)
      guard disk.number(at: path) == nil else { throw .failed(.created, path, .fileExists) }
      try disk.put(.folder(MemoryDisk.Folder()), at: path)
    }
  }

  public func remove(_ path: FilePath) throws(FileSystemError) {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.removed, path)
      try disk.remove(path, folder: false)
    }
  }

  public func removeFolder(_ path: FilePath) throws(FileSystemError) {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.removed, path)
      try disk.remove(path, folder: true)
    }
  }

  public func list(_ path: FilePath) throws(FileSystemError) -> [FolderItem] {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.listed, path)
      let number = try disk.folder(path, .listed)
      guard case .folder(let folder) = disk.inodes[number] else { return [] }
      let names = folder.names.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return names.compactMap { name, number in
        guard let component = MemoryDisk.component(name), let inode = disk.inodes[number] else {
          return nil
        }
        return FolderItem(component: component, kind: inode.kind)
      }
    }
  }

  public func status(_ path: FilePath) throws(FileSystemError) -> FileStatus? {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(.examined, path)
      guard let number = disk.number(at: path), let inode = disk.inodes[number] else { return nil }
      return FileStatus(
        kind: inode.kind,
        size: Int64(inode.bytes.count),
        inode: UInt64(number),
        device: 1,
        permissions: inode.permissions,
      )
    }
  }

  public func freeBytes(at path: FilePath) throws(FileSystemError) -> Int64? { nil }

  fileprivate func unlock(_ path: FilePath) {
    disk.withLock { $0.locks[path.string] = nil }
  }

  fileprivate func withDisk<Result: Sendable>(
    _ operation: FileSystemError.Operation,
    _ path: FilePath,
    _ body: (inout MemoryDisk) throws(FileSystemError) -> Result,
  ) throws(FileSystemError) -> Result {
    try disk.withLock { (disk) throws(FileSystemError) in
      try disk.call(operation, path)
      return try body(&disk)
    }
  }

  fileprivate func withUnfailingDisk<Result: Sendable>(
    _ body: (inout MemoryDisk) throws(FileSystemError) -> Result
  ) throws(FileSystemError) -> Result {
    try disk.withLock { (disk) throws(FileSystemError) in try body(&disk) }
  }
}

private final class MemoryFile: OpenFile {
  let path: FilePath
  private let number: Int
  private let system: InMemoryFileSystem

  init(path: FilePath, number: Int, system: InMemoryFileSystem) {
    self.path = path
    self.number = number
    self.system = system
  }

  func read(
    into buffer: inout [UInt8],
    in range: Range<Int>,
    at offset: Int64,
  ) throws(FileSystemError) -> Int {
    let bytes = try system.withDisk(.read, path) { disk in
      disk.file(number).bytes.dropFirst(Int(offset)).prefix(range.count)
    }
    buffer.replaceSubrange(range.lowerBound..<(range.lowerBound + bytes.count), with: bytes)
    return bytes.count
  }

  func write(_ bytes: RawSpan, at offset: Int64) throws(FileSystemError) {
    let all = bytes.withUnsafeBytes { Array($0) }
    try system.withUnfailingDisk { (disk) throws(FileSystemError) in
      do throws(FileSystemError) {
        try disk.call(.written, path)
      } catch {
        // A write that fails leaves a part of its bytes.
        let count = all.isEmpty ? 0 : Int.random(in: 0..<all.count, using: &disk.generator)
        if disk.writesPart { disk.write(all.prefix(count), number, at: Int(offset)) }
        throw error
      }
      disk.write(all[...], number, at: Int(offset))
    }
  }

  func size() throws(FileSystemError) -> Int64 {
    try system.withDisk(.measured, path) { disk in Int64(disk.file(number).bytes.count) }
  }

  func truncate(to size: Int64) throws(FileSystemError) {
    try system.withDisk(.truncated, path) { disk in disk.truncate(number, to: Int(size)) }
  }

  func sync(_ extent: SyncExtent) throws(FileSystemError) {
    try system.withUnfailingDisk { (disk) throws(FileSystemError) in
      do throws(FileSystemError) {
        try disk.call(.written, path)
      } catch {
        // The system drops what it could not write, and the next sync succeeds.
        disk.dropUnsynced(number)
        throw .syncFailed(path, error.code ?? .ioError)
      }
      disk.sync(number)
    }
  }
}

private final class MemoryFolder: OpenFolder {
  let path: FilePath
  private let number: Int
  private let system: InMemoryFileSystem

  init(path: FilePath, number: Int, system: InMemoryFileSystem) {
    self.path = path
    self.number = number
    self.system = system
  }

  func sync() throws(FileSystemError) {
    try system.withUnfailingDisk { (disk) throws(FileSystemError) in
      do throws(FileSystemError) {
        try disk.call(.written, path)
      } catch {
        throw .syncFailed(path, error.code ?? .ioError)
      }
      disk.syncNames(of: number)
    }
  }
}

private final class MemoryLock: FileLock {
  let path: FilePath
  private let system: InMemoryFileSystem

  init(path: FilePath, system: InMemoryFileSystem) {
    self.path = path
    self.system = system
  }

  deinit { system.unlock(path) }
}
