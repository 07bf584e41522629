import Journal
import Synchronization
public import SystemPackage

/// How a call to an ``InMemoryFileSystem`` fails.
public enum MemoryFailure: Hashable, Sendable {
  /// This once, with this reason.
  case once(Errno)
  /// With it the machine stops: no later call does anything either.
  case powerOff
}

/// What an ``InMemoryFileSystem`` shows, and what of it would survive a crash.
struct MemoryDisk: Sendable {
  var inodes: [Int: Inode] = [1: .folder(Folder())]
  var locks: [String: String] = [:]
  var failure: (call: Int, MemoryFailure)?
  var generator = SeededGenerator(seed: 1)
  private(set) var callCount = 0
  private var pending: [NameChange] = []
  private var isOff = false

  enum Inode: Sendable {
    case file(File)
    case folder(Folder)
    case link

    var kind: FileKind {
      switch self {
      case .file: .file
      case .folder: .folder
      case .link: .link
      }
    }

    var bytes: [UInt8] {
      if case .file(let file) = self { file.bytes } else { [] }
    }

    var permissions: FilePermissions {
      switch self {
      case .file(let file): file.permissions
      case .folder: .ownerReadWriteExecute
      case .link: []
      }
    }
  }

  struct File: Sendable {
    /// What is read.
    var bytes: [UInt8] = []
    /// What has reached the disk.
    var durable: [UInt8] = []
    /// The sectors that may not have.
    var dirty: Set<Int> = []
    var permissions: FilePermissions = []
  }

  struct Folder: Sendable {
    var names: [String: Int] = [:]
    var durable: [String: Int] = [:]
  }

  /// A creation, removal or renaming that may not have reached the disk.
  private struct NameChange: Sendable {
    var edits: [(folder: Int, name: String, inode: Int?)]
  }

  static let sector = 512

  // MARK: - Calls

  /// Whether the call that just failed may have done a part of its work.
  var writesPart: Bool { failure.map { $0.call == callCount } ?? false }

  mutating func call(
    _ operation: FileSystemError.Operation,
    _ path: FilePath,
  ) throws(FileSystemError) {
    if isOff { throw .failed(operation, path, .ioError) }
    callCount += 1
    guard let failure, failure.call == callCount else { return }
    switch failure.1 {
    case .once(let code):
      throw .failed(operation, path, code)
    case .powerOff:
      isOff = true
      throw .failed(operation, path, .ioError)
    }
  }

  // MARK: - Names

  /// The path's names; a path's own components take far longer in a debug build.
  private static func names(_ path: FilePath) -> [Substring] {
    path.string.split(separator: "/")
  }

  /// A name as a component, which takes long to make in a debug build.
  static func component(_ name: String) -> FilePath.Component? {
    components.withLock { known in
      if let component = known[name] { return component }
      let component = FilePath.Component(name)
      known[name] = component
      return component
    }
  }

  private static let components = Mutex<[String: FilePath.Component]>([:])

  func number(at path: FilePath) -> Int? { number(at: Self.names(path)[...]) }

  private func number(at names: ArraySlice<Substring>) -> Int? {
    var number = 1
    for name in names {
      guard case .folder(let folder) = inodes[number], let next = folder.names[String(name)]
      else { return nil }
      number = next
    }
    return number
  }

  /// The folder that holds the last name of a path, and that name.
  private func place(
    _ path: FilePath,
    _ operation: FileSystemError.Operation,
  ) throws(FileSystemError) -> (folder: Int, name: String) {
    let names = Self.names(path)
    guard let last = names.last, let number = number(at: names.dropLast()),
      let inode = inodes[number]
    else { throw .failed(operation, path, .noSuchFileOrDirectory) }
    guard case .folder = inode else { throw .failed(operation, path, .notDirectory) }
    return (number, String(last))
  }

  func inode(at path: FilePath) -> Inode? { number(at: path).flatMap { inodes[$0] } }

  func folder(
    _ path: FilePath,
    _ operation: FileSystemError.Operation,
  ) throws(FileSystemError) -> Int {
    guard let number = number(at: path), let inode = inodes[number] else {
      throw .failed(operation, path, .noSuchFileOrDirectory)
    }
    guard case .folder = inode else { throw .failed(operation, path, .notDirectory) }
    return number
  }

  mutating func open(_ path: FilePath, _ mode: OpenMode) throws(FileSystemError) -> Int {
    let found = number(at: path)
    if case .create(let permissions) = mode {
      guard found == nil else { throw .failed(.created, path, .fileExists) }
      return try put(.file(File(permissions: permissions)), at: path)
    }
    guard let found, let inode = inodes[found] else {
      throw .failed(.opened, path, .noSuchFileOrDirectory)
    }
    guard case .file = inode else { throw .notAFile(path) }
    return found
  }

  @discardableResult
  mutating func put(_ inode: Inode, at path: FilePath) throws(FileSystemError) -> Int {
    let (parent, name) = try place(path, .created)
    let number = inodes.count + 1
    inodes[number] = inode
    change([(parent, name, number)])
    return number
  }

  mutating func rename(_ source: FilePath, to target: FilePath) throws(FileSystemError) {
    guard let number = number(at: source) else {
      throw .failed(.renamed, source, .noSuchFileOrDirectory)
    }
    let (from, old) = try place(source, .renamed)
    let (to, new) = try place(target, .renamed)
    guard old != new || from != to else { return }
    change([(from, old, nil), (to, new, number)])
  }

  mutating func remove(_ path: FilePath, folder isFolder: Bool) throws(FileSystemError) {
    guard let found = number(at: path), let inode = inodes[found] else {
      throw .failed(.removed, path, .noSuchFileOrDirectory)
    }
    if case .folder(let folder) = inode {
      guard isFolder else { throw .failed(.removed, path, .isDirectory) }
      guard folder.names.isEmpty else { throw .failed(.removed, path, .directoryNotEmpty) }
    } else if isFolder {
      throw .failed(.removed, path, .notDirectory)
    }
    let (parent, name) = try place(path, .removed)
    change([(parent, name, nil)])
  }

  private mutating func change(_ edits: [(folder: Int, name: String, inode: Int?)]) {
    for (folder, name, number) in edits {
      update(folder) { $0.names[name] = number }
    }
    pending.append(NameChange(edits: edits))
  }

  mutating func syncNames(of folder: Int) {
    let (kept, done) = pending.reduce(into: ([NameChange](), [NameChange]())) { parts, change in
      if change.edits.contains(where: { $0.folder == folder }) {
        parts.1.append(change)
      } else {
        parts.0.append(change)
      }
    }
    for change in done { makeDurable(change) }
    pending = kept
  }

  private mutating func makeDurable(_ change: NameChange) {
    for (folder, name, number) in change.edits {
      update(folder) { $0.durable[name] = number }
    }
  }

  private mutating func update(_ number: Int, _ body: (inout Folder) -> Void) {
    guard case .folder(var folder) = inodes[number] else { return }
    body(&folder)
    inodes[number] = .folder(folder)
  }

  // MARK: - Crash

  /// What is found after a restart: for each seed another of the possibilities.
  func crashed(seed: UInt64) -> MemoryDisk {
    var generator = SeededGenerator(seed: seed)
    var disk = self
    for change in pending where Bool.random(using: &generator) { disk.makeDurable(change) }
    for number in inodes.keys.sorted() {
      disk.update(number) { $0.names = $0.durable }
      disk.update(file: number) { $0.crash(&generator) }
    }
    disk.pending = []
    disk.locks = [:]
    disk.failure = nil
    disk.isOff = false
    disk.callCount = 0
    return disk
  }
}
