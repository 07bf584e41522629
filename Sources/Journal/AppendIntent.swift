/// Where the group of lines that is being written begins and ends in its segment.
///
/// A crash can leave the later part of an unsynced write on the disk without the earlier
/// one: a hole followed by whole lines. That looks like damage to entries that were
/// acknowledged, unless it is known that they never were. So the place of a group is
/// written and synced before the group. A single line needs no intent: nothing whole can
/// follow a hole in it.
struct AppendIntent: Hashable, Sendable {
  /// The segment's first index.
  let segment: UInt64
  /// The offsets that the group fills.
  let range: Range<Int64>

  init(segment: UInt64, range: Range<Int64>) {
    self.segment = segment
    self.range = range
  }

  /// A line of fixed length, so that writing it again changes one sector of one file.
  var text: [UInt8] {
    let numbers = [UInt64(range.lowerBound), UInt64(range.upperBound)]
    let words = [segment] + numbers
    return Array((words.map(SegmentName.digits).joined(separator: " ") + "\n").utf8)
  }

  /// Reads what ``text`` writes; `nil` for all else, an empty file among it.
  init?(parsing text: [UInt8]) {
    guard text.last == Line.feed else { return nil }
    let words = text.dropLast().split(separator: UInt8(ascii: " ")).map(SegmentName.index)
    guard words.count == 3, let segment = words[0], let start = words[1], let end = words[2],
      start <= end
    else { return nil }
    self.segment = segment
    range = Int64(start)..<Int64(end)
  }
}
