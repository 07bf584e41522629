import Records

/// The entries that one file of a stretch holds: both ends are in it.
///
/// A file ends before every index that is divisible by 4,096, so that the segments a journal
/// has packed can be copied as they are.
public struct BundleRange: Hashable, Sendable {
  /// The index of its first entry.
  public let first: UInt64
  /// The index of its last entry.
  public let last: UInt64

  /// The largest size that a journal in a bundle can have: an index has twelve digits.
  public static let maximumSize: UInt64 = 1_000_000_000_000

  /// The range from `first` to `last`, or `nil` where no one file can hold it.
  public init?(first: UInt64, last: UInt64) {
    let step = UInt64(Limits.segmentEntries)
    guard first <= last, last < Self.maximumSize, first / step == last / step else { return nil }
    self.first = first
    self.last = last
  }

  /// The two numbers of twelve digits that a name gives, or `nil`.
  static func bounds(in text: some StringProtocol) -> (first: UInt64, last: UInt64)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 25, bytes[12] == UInt8(ascii: "-"), let first = index(bytes[..<12]),
      let last = index(bytes[13...])
    else { return nil }
    return (first, last)
  }

  /// How many entries it holds.
  public var count: UInt64 { last - first + 1 }

  /// The range in twice twelve digits.
  var text: String { "\(Self.digits(first))-\(Self.digits(last))" }

  private static func digits(_ index: UInt64) -> String {
    let text = String(index)
    return String(repeating: "0", count: max(0, 12 - text.utf8.count)) + text
  }

  private static func index(_ digits: some Collection<UInt8>) -> UInt64? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
  }
}
