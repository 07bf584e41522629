/// A moment, to the millisecond, in universal time: `2026-03-01T08:30:00.000Z`.
///
/// An entry's time is its writer's claim and never a proof of order.
public struct Timestamp: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let milliseconds: Int64

  /// The moment this many milliseconds after the beginning of 1970; the first or last
  /// one that can be written where it lies beyond them.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.first), Self.last)
  }

  /// The moment written exactly as `YYYY-MM-DDThh:mm:ss.sssZ`, or `nil` if it is not one:
  /// a day that no calendar has and a second 60 are refused.
  public init?(_ text: some StringProtocol) {
    guard let moment = Array(text.utf8).withUnsafeBytes({ Self(bytes: $0) }) else { return nil }
    self = moment
  }

  /// The moment written exactly as `YYYY-MM-DDThh:mm:ss.sssZ` in these bytes, or `nil`.
  public init?(utf8 bytes: RawSpan) {
    guard let moment = bytes.withUnsafeBytes({ Self(bytes: $0) }) else { return nil }
    self = moment
  }

  init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z")
    else { return nil }
    guard let date = CalendarDate(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<10])),
      let hour = decimal(bytes, 11..<13), let minute = decimal(bytes, 14..<16),
      let second = decimal(bytes, 17..<19), let thousandths = decimal(bytes, 20..<23),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = date.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
    milliseconds = Int64(seconds * 1_000 + thousandths)
  }

  /// `YYYY-MM-DDThh:mm:ss.sssZ`.
  public var text: String {
    let (_, rest) = parts
    let seconds = rest / 1_000
    let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
      .map { padded($0, 2) }
      .joined(separator: ":")
    return "\(date.text)T\(clock).\(padded(rest % 1_000, 3))Z"
  }

  /// The day in universal time.
  public var date: CalendarDate { CalendarDate(dayNumber: parts.day) }

  /// The day's number, and the milliseconds that have passed of it.
  private var parts: (day: Int, milliseconds: Int) {
    let (day, rest) = Int(milliseconds).quotientAndRemainder(dividingBy: Self.dayLength)
    return rest < 0 ? (day - 1, rest + Self.dayLength) : (day, rest)
  }

  private static let dayLength = 86_400_000
  private static let first = Int64(CalendarDate.firstDay * dayLength)
  private static let last = Int64((CalendarDate.lastDay + 1) * dayLength - 1)
}

extension Timestamp: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: CustomStringConvertible {
  public var description: String { text }
}
