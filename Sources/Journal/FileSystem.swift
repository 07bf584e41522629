public import SystemPackage

/// Everything that the program asks of the machine's file system.
///
/// The seam is small enough for a test to put a file system in memory behind it, which
/// fails when told to and forgets what was not synced. It is complete enough for the
/// whole program, so that every system call stands in one file, ``PosixFileSystem``.
///
/// No call follows a symbolic link in the last component of a path.
public protocol FileSystem: Sendable {
  /// Opens the regular file at `path`, or creates it where `mode` says so.
  func open(_ path: FilePath, _ mode: OpenMode) throws(FileSystemError) -> any OpenFile

  /// Opens the folder at `path`, to sync the names in it later.
  ///
  /// It is opened before a name is changed, so that the sync is one of the folder that
  /// was changed, whatever has been renamed since.
  func openFolder(_ path: FilePath) throws(FileSystemError) -> any OpenFolder

  /// Takes the advisory lock file at `path`, creating it where it is absent, and leaves
  /// `message` in it for whoever finds it taken.
  ///
  /// - Throws: ``FileSystemError/locked(_:holder:)`` at once when another holds it.
  func lock(_ path: FilePath, saying message: String) throws(FileSystemError) -> any FileLock

  /// Gives what is at `source` the name `target`, replacing a file of that name.
  func rename(_ source: FilePath, to target: FilePath) throws(FileSystemError)

  /// Makes the folder at `path`, for its owner alone (mode 0700); its parent must exist.
  func makeFolder(_ path: FilePath) throws(FileSystemError)

  /// Removes the file or link at `path`.
  func remove(_ path: FilePath) throws(FileSystemError)

  /// Removes the empty folder at `path`.
  func removeFolder(_ path: FilePath) throws(FileSystemError)

  /// What the folder at `path` holds, in the order of the names' bytes.
  func list(_ path: FilePath) throws(FileSystemError) -> [FolderItem]

  /// What is at `path`, or `nil` when nothing is.
  func status(_ path: FilePath) throws(FileSystemError) -> FileStatus?

  /// How many bytes an ordinary user may still write on the disk that holds `path`, or
  /// `nil` where that is not known.
  func freeBytes(at path: FilePath) throws(FileSystemError) -> Int64?
}

/// What a file is opened for.
public enum OpenMode: Hashable, Sendable {
  /// To be read.
  case read
  /// To be read and written: it must exist.
  case write
  /// To be written: it must not exist, not even as a link.
  case create(permissions: FilePermissions = .ownerReadWrite)
}

/// A file of a folder's listing.
public struct FolderItem: Hashable, Sendable {
  /// The name, byte for byte, whether or not it is UTF-8.
  public let component: FilePath.Component
  /// What has the name; a link is not followed.
  public let kind: FileKind

  /// An item with these properties.
  public init(component: FilePath.Component, kind: FileKind) {
    self.component = component
    self.kind = kind
  }

  /// The name as text, for comparing with names that the program itself gives.
  public var name: String { component.string }
}

/// What a name in a folder stands for.
public enum FileKind: Hashable, Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A symbolic link.
  case link
  /// A device, pipe or socket.
  case other
}

/// What the file system knows about a file without reading it.
public struct FileStatus: Hashable, Sendable {
  /// What it is; a link is not followed.
  public let kind: FileKind
  /// Its length in bytes.
  public let size: Int64
  /// Its number on its device: a copy of a folder has another.
  public let inode: UInt64
  /// The device that holds it.
  public let device: UInt64
  /// Who may read and write it.
  public let permissions: FilePermissions

  /// A status with these properties.
  public init(
    kind: FileKind,
    size: Int64,
    inode: UInt64,
    device: UInt64,
    permissions: FilePermissions,
  ) {
    self.kind = kind
    self.size = size
    self.inode = inode
    self.device = device
    self.permissions = permissions
  }
}
