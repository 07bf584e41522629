public import Records

/// Where a line of a stretch stands, and which entry it is or stands for.
public struct BundleLine: Hashable, Sendable {
  /// The entry's index in its journal.
  public let index: UInt64
  /// The entry's id: its leaf in the tree.
  public let id: EntryID
  /// What stands for the entry when the line is not the entry itself.
  public let stub: Stub?

  /// The line at `index`.
  init(_ line: RawSpan, at index: UInt64) {
    self.index = index
    stub = Stub(line: line)
    id = stub?.leaf ?? EntryID(line: line)
  }
}
