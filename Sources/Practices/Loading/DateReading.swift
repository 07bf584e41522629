internal import Records

/// Reads the ways in which people and spreadsheets write dates.
enum DateReading {
  /// What stands first in a date with slashes or hyphens.
  enum Style: Hashable, Sendable {
    case dayFirst, monthFirst
  }

  /// What a cell says.
  struct Reading: Hashable {
    let date: CalendarDate
    /// The style that the cell gives away by itself.
    let evidence: Style?
  }

  /// The date in `text`, or why it is not one.
  ///
  /// `2026-12-31` and `31.12.2026` mean one day everywhere. `05/03/2026` is read by
  /// continents, so it is refused unless the column shows elsewhere which `style` it is
  /// written in.
  static func read(_ text: String, style: Style?) throws(CellFault) -> Reading {
    let notDate = CellFault("‘\(text)’ is not a date; write it as 2026-12-31")
    if text.utf8.count == 5, text.utf8.allSatisfy(isDigit) {
      throw CellFault(
        "‘\(text)’ is a spreadsheet's day number; format the column as a date, 2026-12-31"
      )
    }
    guard let separator = text.first(where: { "-/.".contains($0) }) else { throw notDate }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else {
      throw notDate
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { throw notDate }
    if parts[0].utf8.count == 4, parts[1].utf8.count <= 2, parts[2].utf8.count <= 2 {
      return Reading(date: try day(numbers[0], numbers[1], numbers[2], text), evidence: nil)
    }
    guard parts[0].utf8.count <= 2, parts[1].utf8.count <= 2 else { throw notDate }
    guard parts[2].utf8.count == 4 else {
      throw CellFault("‘\(text)’ has a year of two digits; write it as 2026-12-31")
    }
    return try read(numbers, isDotted: separator == ".", style, text)
  }

  /// Reads day, month and year, or month, day and year.
  private static func read(
    _ numbers: [Int],
    isDotted: Bool,
    _ style: Style?,
    _ text: String,
  ) throws(CellFault) -> Reading {
    let (first, second, year) = (numbers[0], numbers[1], numbers[2])
    // Points are written only where the day stands first.
    if isDotted { return Reading(date: try day(year, second, first, text), evidence: nil) }
    let evidence: Style? = first > 12 ? .dayFirst : second > 12 ? .monthFirst : nil
    if first == second { return Reading(date: try day(year, first, second, text), evidence: nil) }
    switch evidence ?? style {
    case .dayFirst?: return Reading(date: try day(year, second, first, text), evidence: evidence)
    case .monthFirst?:
      return Reading(date: try day(year, first, second, text), evidence: evidence)
    case nil:
      let readings = [
        CalendarDate(year: year, month: second, day: first),
        CalendarDate(year: year, month: first, day: second),
      ].compactMap { $0?.text }
      guard readings.count == 2 else {
        throw CellFault("‘\(text)’ is not a day of the calendar; write it as 2026-12-31")
      }
      throw CellFault(
        "‘\(text)’ can be read as \(readings[0]) and as \(readings[1]); write the one that is meant"
      )
    }
  }

  private static func day(
    _ year: Int,
    _ month: Int,
    _ day: Int,
    _ text: String,
  ) throws(CellFault) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw CellFault("‘\(text)’ is not a day of the calendar; write it as 2026-12-31")
    }
    return date
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
