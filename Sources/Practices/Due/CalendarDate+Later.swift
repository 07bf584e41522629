public import Records

extension CalendarDate {
  /// The same day so many years later, or earlier where the number is negative; the last of
  /// February where that year has no 29th.
  func later(years: Int) -> CalendarDate { later(months: 12 * years) }

  /// The same day so many months later, or earlier where the number is negative.
  ///
  /// Where that month is shorter, its last day: a period of months or years ends on the day
  /// with the number of the day it began (Regulation 1182/71, Article 3).
  public func later(months: Int) -> CalendarDate {
    let index = year * 12 + month - 1 + months
    let newYear = index >= 0 ? index / 12 : -((-index + 11) / 12)
    guard let first = CalendarDate(year: newYear, month: index - newYear * 12 + 1, day: 1) else {
      return CalendarDate(dayNumber: months < 0 ? .min : .max)
    }
    let next = first.adding(days: 31)
    let last = next.adding(days: -next.day).day
    return first.adding(days: min(day, last) - 1)
  }
}
