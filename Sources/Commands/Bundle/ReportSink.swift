import Journal
import SystemPackage

/// A file that is written piece by piece and takes its name when all of it is on the disk.
final class ReportSink {
  private let files = PosixFileSystem()
  private let target: FilePath
  private let draft: FilePath
  private let file: any OpenFile
  private var buffer: [UInt8] = []
  private var offset: Int64 = 0
  private var isFinished = false

  /// Begins a file that will be called `target`.
  init(_ target: FilePath) throws {
    self.target = target
    var draft = target
    draft.removeLastComponent()
    draft.append(".\(target.lastComponent?.string ?? "report").draft")
    self.draft = draft
    let files = PosixFileSystem()
    if try files.exists(draft) { try files.remove(draft) }
    file = try files.open(draft, .create())
  }

  deinit {
    // What was begun and not finished is of no use to anybody.
    if !isFinished { try? files.remove(draft) }
  }

  /// Adds text.
  func write(_ text: String) throws {
    buffer += text.utf8
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Puts the file in place; returns once it is on the disk.
  func finish() throws {
    try flush()
    try file.sync(.everything)
    try files.rename(draft, to: target)
    isFinished = true
    let folder = target.removingLastComponent()
    try files.openFolder(folder.isEmpty ? "." : folder).sync()
  }

  private func flush() throws {
    guard !buffer.isEmpty else { return }
    let bytes = buffer
    try file.write(bytes.span.bytes, at: offset)
    offset += Int64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
  }
}
