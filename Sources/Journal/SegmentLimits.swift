import Records

/// Where a journal's segments end.
///
/// A segment ends before every index that is divisible by `entries`, and before it grows
/// beyond `bytes`, whichever comes first.
public struct SegmentLimits: Hashable, Sendable {
  /// The entries of a full segment.
  public let entries: UInt64
  /// The bytes that a segment may have before it is packed, line feeds counted.
  public let bytes: Int

  /// What every journal outside a test has.
  public static let standard = Self(
    entries: UInt64(Limits.segmentEntries),
    bytes: Limits.segmentBytes,
  )

  /// These limits: a test can have segments of a few lines.
  public init(entries: UInt64, bytes: Int) {
    precondition(entries > 0, "A segment holds at least one entry.")
    self.entries = entries
    self.bytes = bytes
  }

  /// Whether a segment that ends before `index` with this many bytes has no room for a
  /// further line with `lineBytes`, its line feed counted.
  func end(before index: UInt64, segmentBytes: Int, lineBytes: Int) -> Bool {
    segmentBytes > 0 && (index % entries == 0 || segmentBytes + lineBytes > bytes)
  }
}
