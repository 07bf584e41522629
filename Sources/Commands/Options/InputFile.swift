import Journal
import SystemPackage

/// Files that are named on a command line.
enum InputFile {
  /// All bytes of a file, which may have up to `limit`.
  static func contents(of path: FilePath, limit: Int) throws -> [UInt8] {
    try PosixFileSystem().contents(of: path, limit: limit)
  }

  /// Writes a file whole, or not at all.
  static func write(_ bytes: [UInt8], to path: FilePath) throws {
    try PosixFileSystem().writeAtomically(bytes.span.bytes, to: path)
  }

  /// Whether there is a folder at `path`.
  static func isFolder(_ path: FilePath) -> Bool {
    let status = try? PosixFileSystem().status(path)
    return status?.kind == .folder
  }

  /// Whether nothing is at `path`, or an empty folder.
  static func isFree(_ path: FilePath) throws -> Bool {
    let files = PosixFileSystem()
    guard let status = try files.status(path) else { return true }
    return try status.kind == .folder && files.list(path).isEmpty
  }

  /// Makes a folder, where it is not there yet.
  static func makeFolder(_ path: FilePath) throws { try PosixFileSystem().makeFolders(path) }
}
