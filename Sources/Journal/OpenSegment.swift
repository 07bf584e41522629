/// The segment that a journal's writer appends to.
struct OpenSegment: Sendable {
  /// The index of its first entry.
  let first: UInt64
  /// How many entries it holds, all of them on the disk.
  var count: UInt64
  /// How many bytes they take, line feeds counted.
  var size: Int64
  /// The file.
  let file: any OpenFile

  /// The index that the next entry gets.
  var end: UInt64 { first + count }

  /// The entries that it holds, which must be some.
  var range: SegmentRange { SegmentRange(first: first, last: end - 1) }
}
