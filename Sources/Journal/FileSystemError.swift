public import Records
public import SystemPackage

/// A failure of the machine's file system.
public enum FileSystemError: UserFacingError, Hashable {
  /// The system refused an operation on a file.
  case failed(Operation, FilePath, Errno)
  /// What was written may not have reached the disk. The file must not be used any more:
  /// what is read back from it may differ from what a restart will find.
  case syncFailed(FilePath, Errno)
  /// Another process holds the lock, and left this message.
  case locked(FilePath, holder: String)
  /// The path names a folder, link, device or pipe where a regular file is needed.
  case notAFile(FilePath)
  /// The file has more bytes than are read at once.
  case tooLarge(FilePath, limit: Int)

  /// What was asked of the system, as the end of "‘path’ cannot be …".
  public enum Operation: String, Hashable, Sendable {
    case opened, created, read, written, measured, truncated, renamed, removed, listed, locked
    case examined = "looked at"
  }

  /// The system's reason, where there is one.
  public var code: Errno? {
    switch self {
    case .failed(_, _, let code), .syncFailed(_, let code): code
    case .locked, .notAFile, .tooLarge: nil
    }
  }

  /// Whether nothing that was written or is read back can be trusted any more.
  public var isFatal: Bool {
    if case .syncFailed = self { true } else { false }
  }

  public var problem: String {
    switch self {
    case .failed(let operation, let path, let code):
      "‘\(path)’ cannot be \(operation.rawValue): \(Self.reason(code))"
    case .syncFailed(let path, let code):
      "‘\(path)’ may not have reached the disk: \(Self.reason(code))"
    case .locked(let path, let holder):
      holder.isEmpty
        ? "‘\(path)’ is locked by another process"
        : "‘\(path)’ is locked by another process (\(holder))"
    case .notAFile(let path): "‘\(path)’ is not a regular file"
    case .tooLarge(let path, let limit): "‘\(path)’ is larger than \(limit) bytes"
    }
  }

  public var remedy: String? {
    switch self {
    case .syncFailed: "check the disk and its cable, then start again; do not ignore this"
    case .locked: "wait until the other process has ended"
    case .notAFile: "name the file itself, not a folder or a link to it"
    case .tooLarge: nil
    case .failed(_, _, let code): Self.remedies[code]
    }
  }

  public var kind: FailureKind {
    switch self {
    case .failed, .syncFailed, .locked: .unavailable
    case .notAFile, .tooLarge: .refused
    }
  }

  private static func reason(_ code: Errno) -> String {
    let text = code.description
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static let remedies: [Errno: String] = [
    .noSpace: "free some space on this disk, then run the command again",
    .diskQuotaExceeded: "free some of your quota on this disk, then run the command again",
    .permissionDenied: "run as the user who owns it, or have its permissions changed",
    .notPermitted: "run as the user who owns it, or have its permissions changed",
    .readOnlyFileSystem: "the disk is mounted read-only: mount it writable, or choose another",
    .noSuchFileOrDirectory: "check the path",
    .notDirectory: "check the path: a part of it is not a folder",
    .fileExists: "choose another name, or move what is there",
    .ioError: "the disk reports a failure: copy what matters to another one first",
    .tooManyOpenFiles: "close other programs, or raise the limit of open files",
  ]
}
