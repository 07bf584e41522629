public import Records

extension CalendarDate {
  /// The same day so many years later; the last of February where that year has no 29th.
  func later(years: Int) -> CalendarDate {
    CalendarDate(year: year + years, month: month, day: day)
      ?? CalendarDate(year: year + years, month: month, day: 28)
      ?? CalendarDate(dayNumber: years < 0 ? .min : .max)
  }

  /// The same day so many months later; the last of a month that is shorter.
  public func later(months: Int) -> CalendarDate {
    let index = month - 1 + months
    guard let first = CalendarDate(year: year + index / 12, month: index % 12 + 1, day: 1) else {
      return CalendarDate(dayNumber: .max)
    }
    let next = first.adding(days: 31)
    let last = next.adding(days: -next.day).day
    return first.adding(days: min(day, last) - 1)
  }
}
