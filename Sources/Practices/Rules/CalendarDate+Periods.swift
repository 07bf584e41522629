import Records

extension CalendarDate {
  /// The first day of its month.
  var startOfMonth: CalendarDate { CalendarDate(year: year, month: month, day: 1) ?? self }

  /// The last day of its month.
  var endOfMonth: CalendarDate { startOfMonth.later(months: 1).adding(days: -1) }

  /// The first day of its year.
  var startOfYear: CalendarDate { CalendarDate(year: year, month: 1, day: 1) ?? self }

  /// The last day of its year.
  var endOfYear: CalendarDate { CalendarDate(year: year, month: 12, day: 31) ?? self }
}
