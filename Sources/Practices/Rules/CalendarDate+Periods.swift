import Records

extension CalendarDate {
  /// The same day so many months later, or earlier where the number is negative.
  ///
  /// Where that month is shorter, its last day: a period of months or years ends on the day
  /// with the number of the day it began (Regulation 1182/71, Article 3).
  func shifted(months: Int) -> CalendarDate {
    let index = year * 12 + month - 1 + months
    let newYear = index.quotientFloor(12)
    let newMonth = index - newYear * 12 + 1
    for candidate in stride(from: day, through: 28, by: -1) where day > 28 {
      if let date = CalendarDate(year: newYear, month: newMonth, day: candidate) { return date }
    }
    return CalendarDate(year: newYear, month: newMonth, day: day) ?? (months < 0 ? .first : .last)
  }

  private static let first = CalendarDate(dayNumber: .min)
  private static let last = CalendarDate(dayNumber: .max)

  /// The first day of its month.
  var startOfMonth: CalendarDate { CalendarDate(year: year, month: month, day: 1) ?? self }

  /// The first day of its year.
  var startOfYear: CalendarDate { CalendarDate(year: year, month: 1, day: 1) ?? self }
}

extension Int {
  fileprivate func quotientFloor(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
