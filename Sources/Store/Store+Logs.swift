import Foundation
import Journal
import Records
public import SystemPackage

/// The store's own notes of what came in and went out, and what is attached.
extension Store {
  /// Adds a line to a log, durably.
  func log(_ line: JSON, to path: FilePath) throws {
    var bytes = line.bytes + [UInt8(ascii: "\n")]
    let exists = try files.exists(path)
    let folder = try files.openFolder(self.path)
    let file = try files.open(path, exists ? .write : .create())
    let size = try file.size()
    if size > 0, try file.contents(in: size - 1..<size) != [UInt8(ascii: "\n")] {
      // A crash tore the last line: the new one must not become a part of it.
      bytes.insert(UInt8(ascii: "\n"), at: 0)
    }
    try file.write(bytes.span.bytes, at: size)
    try file.sync(.contents)
    if !exists { try folder.sync() }
  }

  /// How many entries of the own journal were packed for anybody so far.
  func exportedSize() throws -> UInt64 {
    guard try files.exists(layout.exports) else { return 0 }
    let bytes = try files.contents(of: layout.exports, limit: 1 << 30)
    var size: UInt64 = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      // A line that a crash tore says nothing.
      guard let json = try? JSON(parsing: Array(line).span.bytes) else { continue }
      for journal in json["journals"]?.elements ?? []
      where journal["origin"]?.string == settings.origin.text {
        size = max(size, UInt64(journal["size"]?.integer ?? 0))
      }
    }
    return size
  }

  /// Keeps a copy of a file and returns its SHA-256, by which a body names it.
  public func attach(_ source: FilePath) throws -> String {
    let file = try files.open(source, .read)
    let size = try file.size()
    guard size <= Int64(Limits.attachmentBytes) else {
      throw StoreError.unreadablePath(
        source.string,
        reason: "an attachment has at most \(Limits.attachmentBytes >> 20) MiB",
      )
    }
    let digest = try Self.digest(of: file, size: size)
    let target = layout.attachment(digest)
    guard try !files.exists(target) else { return digest }
    let folder = target.removingLastComponent()
    try files.makeFolders(folder)
    let draft = folder.appending(".draft-\(Entry.newSalt().prefix(8))")
    try files.copy(file, to: draft)
    let handle = try files.openFolder(folder)
    try files.rename(draft, to: target)
    try handle.sync()
    return digest
  }

  /// The SHA-256 of a file’s first `size` bytes, in hexadecimal.
  static func digest(of file: any OpenFile, size: Int64) throws -> String {
    var hasher = ContentHasher()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    while offset < size {
      let count = try file.read(into: &block, in: block.indices, at: offset)
      if count == 0 { break }
      hasher.update(block.span.bytes.extracting(0..<count))
      offset += Int64(count)
    }
    return hasher.digest().hexadecimal
  }
}
