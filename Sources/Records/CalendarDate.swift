/// A day of the Gregorian calendar, carried back before its introduction: `2024-02-29`.
public struct CalendarDate: Hashable, Sendable {
  /// The year, from 1 to 9,999.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// The date with these parts, or `nil` if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9_999 ~= year, 1...12 ~= month,
      1...Self.days(inMonth: month, of: year) ~= day
    else { return nil }
    self.init(unchecked: (year, month, day))
  }

  /// The date written exactly as `YYYY-MM-DD`, or `nil` if it is not one.
  public init?(_ text: some StringProtocol) {
    guard let date = Array(text.utf8).withUnsafeBytes({ Self(bytes: $0) }) else { return nil }
    self = date
  }

  /// The date written exactly as `YYYY-MM-DD` in these bytes, or `nil` if it is not one.
  public init?(utf8 bytes: RawSpan) {
    guard let date = bytes.withUnsafeBytes({ Self(bytes: $0) }) else { return nil }
    self = date
  }

  init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 10, bytes[4] == Byte.minus, bytes[7] == Byte.minus,
      let year = decimal(bytes, 0..<4), let month = decimal(bytes, 5..<7),
      let day = decimal(bytes, 8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date that lies this many days after 1970-01-01; the first or last day that can
  /// be written where it lies beyond them.
  public init(dayNumber: Int) {
    let day = min(max(dayNumber, Self.firstDay), Self.lastDay)
    // Years are counted from 1 March, so that the leap day is a year's last.
    let sinceMarch0 = day + Self.daysToEpoch
    let era = sinceMarch0 >= 0 ? sinceMarch0 / 146_097 : (sinceMarch0 - 146_096) / 146_097
    let dayOfEra = sinceMarch0 - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(unchecked: (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
  }

  private init(unchecked parts: (year: Int, month: Int, day: Int)) {
    (year, month, day) = parts
  }

  /// `YYYY-MM-DD`.
  public var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// Days since 1970-01-01; negative before it.
  public var dayNumber: Int {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = yearFromMarch >= 0 ? yearFromMarch / 400 : (yearFromMarch - 399) / 400
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - Self.daysToEpoch
  }

  /// The date this many days later, or earlier where it is negative.
  ///
  /// It stays within the years that can be written, so that a date from a stranger's
  /// record can never stop the program.
  public func adding(days: Int) -> Self {
    let (sum, overflowed) = dayNumber.addingReportingOverflow(days)
    return Self(dayNumber: overflowed ? (days > 0 ? .max : .min) : sum)
  }

  static let firstDay = -719_162
  static let lastDay = 2_932_896
  /// Days from 1 March of the year 0 to 1970-01-01.
  private static let daysToEpoch = 719_468

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2:
      year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400) ? 29 : 28
    default: 31
    }
  }
}

extension CalendarDate: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String { text }
}

/// The number that is written in these bytes with nothing but digits, or `nil`.
func decimal(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
  var value = 0
  for index in range {
    guard Byte.digits ~= bytes[index] else { return nil }
    value = value * 10 + Int(bytes[index] - Byte.zero)
  }
  return value
}

/// `number` with zeros before it up to `width` characters.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
