/// Packs the lines of a finished segment, and reads them again.
///
/// Segments are gzip files, so that a journal can be read with `zcat`. The library that
/// packs them stands in another target, and tests have no use for it.
public protocol SegmentCodec: Sendable {
  /// The whole segment file for these lines, each of which ends in a line feed.
  func compress(_ lines: RawSpan) throws(SegmentFault) -> [UInt8]

  /// Starts to read the segment in `file`, from its first byte to its last.
  ///
  /// Nothing needs to be read yet, so that a file which is not a segment is found out by
  /// the first call of ``InflatedSegment/read(into:in:)`` at the latest.
  func inflate(_ file: any OpenFile) throws(SegmentFault) -> any InflatedSegment
}

/// The bytes of a segment, unpacked as they are asked for.
public protocol InflatedSegment: AnyObject {
  /// Unpacks the next bytes into `range` of `buffer`.
  ///
  /// Returns how many there were: 0 only at the end, once the segment's own checksum and
  /// length were found right and nothing followed them.
  func read(into buffer: inout [UInt8], in range: Range<Int>) throws(SegmentFault) -> Int
}

/// Why a segment cannot be packed or unpacked.
public enum SegmentFault: Error, Hashable, Sendable {
  /// The file's bytes are not a segment; the text says in one clause what is wrong.
  case damaged(String)
  /// The file cannot be read.
  case unreadable(FileSystemError)
}
