public import SystemPackage

/// The names of a journal's files.
///
/// They are valid on Windows and FAT32, and everything but the packed segments can be
/// read with any editor.
public struct JournalFolder: Hashable, Sendable {
  /// The journal's own folder, named after its origin.
  public let path: FilePath
  /// The store's folder for what was cut off, so that nothing is ever thrown away.
  public let lost: FilePath

  /// The folder of the segments.
  public let entries: FilePath
  /// What was last signed or accepted: ``JournalHead``.
  public let head: FilePath
  /// The newest signed checkpoint, with every signature collected.
  public let checkpoint: FilePath
  /// The ranges in which entries were replaced: see ``JournalReader/completedRanges()``.
  public let completed: FilePath
  /// Where the group that is being written begins and ends: ``AppendIntent``.
  public let appending: FilePath
  /// The lock file: one process at a time changes the journal.
  public let lock: FilePath

  /// The folder at `path` in a store that keeps what is cut off in `lost`.
  public init(_ path: FilePath, lost: FilePath) {
    self.path = path
    self.lost = lost
    entries = path.appending("entries")
    head = path.appending("head")
    checkpoint = path.appending("checkpoint")
    completed = path.appending("completed")
    appending = path.appending("appending")
    lock = path.appending("lock")
  }

  /// The journal's name, for messages.
  public var name: String { path.lastComponent?.string ?? path.string }

  /// The open segment that begins at this index.
  public func openSegment(_ first: UInt64) -> FilePath {
    FilePath("\(entries.string)/\(SegmentName.digits(first))\(SegmentName.openEnding)")
  }

  /// The packed segment with this range.
  public func sealedSegment(_ range: SegmentRange) -> FilePath {
    FilePath("\(entries.string)/\(range.text)\(SegmentName.sealedEnding)")
  }
}
