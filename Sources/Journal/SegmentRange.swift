/// The entries that one packed segment holds: both ends are in it.
public struct SegmentRange: Hashable, Sendable {
  /// The index of its first entry.
  public let first: UInt64
  /// The index of its last entry.
  public let last: UInt64

  /// The range from `first` to `last`, which is not empty.
  public init(first: UInt64, last: UInt64) {
    precondition(first <= last, "A segment holds at least one entry.")
    precondition(last <= SegmentName.maximum, "An index has twelve digits.")
    self.first = first
    self.last = last
  }

  /// How many entries it holds.
  public var count: UInt64 { last - first + 1 }

  /// The index after its last entry.
  public var end: UInt64 { last + 1 }

  /// Whether the entry at `index` is in it.
  public func contains(_ index: UInt64) -> Bool { first <= index && index <= last }

  /// The range as names and lists write it: both indexes in twelve digits.
  public var text: String { "\(SegmentName.digits(first))-\(SegmentName.digits(last))" }

  /// The range written as this text, or `nil`.
  public init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, let first = SegmentName.index(parts[0]),
      let last = SegmentName.index(parts[1]), first <= last
    else { return nil }
    self.first = first
    self.last = last
  }
}

extension SegmentRange: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }
}

/// The names of segment files.
enum SegmentName {
  /// The largest index that a name can hold.
  static let maximum: UInt64 = 999_999_999_999

  static let openEnding = ".ndjson"
  static let sealedEnding = ".ndjson.gz"

  /// An index in twelve digits, so that names sort as indexes do.
  static func digits(_ index: UInt64) -> String {
    let text = String(index)
    return String(repeating: "0", count: max(0, 12 - text.utf8.count)) + text
  }

  /// The index that exactly twelve digits are.
  static func index(_ text: some Collection<UInt8>) -> UInt64? {
    guard text.count == 12 else { return nil }
    var value: UInt64 = 0
    for digit in text {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = digit else { return nil }
      value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// The range of a packed segment with this name.
  static func sealed(_ name: String) -> SegmentRange? {
    guard name.hasSuffix(sealedEnding) else { return nil }
    return SegmentRange(name.dropLast(sealedEnding.count))
  }

  /// The first index of an open segment with this name.
  static func open(_ name: String) -> UInt64? {
    guard name.hasSuffix(openEnding) else { return nil }
    return index(name.dropLast(openEnding.count).utf8)
  }
}
