import Records

/// Over which days quantities are added up.
enum CheckedPeriod: Hashable, Sendable {
  /// Nothing but the transaction itself.
  case transaction
  case calendarMonth
  case calendarYear
  /// The 12 months up to and with the day.
  case rollingYear
  /// So many days up to and with the day.
  case days(Int)

  /// The values that a package may give.
  static let names = ["transaction", "calendar-month", "calendar-year", "rolling-year"]

  init?(_ name: String) {
    switch name {
    case "transaction": self = .transaction
    case "calendar-month": self = .calendarMonth
    case "calendar-year": self = .calendarYear
    case "rolling-year": self = .rollingYear
    default: return nil
    }
  }

  /// The first day that counts for a transaction on `date`; `nil` where nothing else counts.
  func start(on date: CalendarDate) -> CalendarDate? {
    switch self {
    case .transaction: nil
    case .calendarMonth: date.startOfMonth
    case .calendarYear: date.startOfYear
    case .rollingYear: date.later(months: -12).adding(days: 1)
    case .days(let count): date.adding(days: 1 - count)
    }
  }

  /// The period as the end of a clause.
  var words: String {
    switch self {
    case .transaction: "in this transaction"
    case .calendarMonth: "in this calendar month"
    case .calendarYear: "in this calendar year"
    case .rollingYear: "in 12 months"
    case .days(let count): "in \(count) days"
    }
  }

  /// The last day that counts for a transaction on `date`: a month or year of the calendar is
  /// whole, with what was decided for its later days.
  private func end(on date: CalendarDate) -> CalendarDate {
    switch self {
    case .calendarMonth: date.endOfMonth
    case .calendarYear: date.endOfYear
    case .transaction, .rollingYear, .days: date
    }
  }

  /// Whether a day counts for a transaction on `date`; a record without a day counts, since
  /// nobody can say that it does not.
  func contains(_ day: CalendarDate?, on date: CalendarDate) -> Bool {
    guard let start = start(on: date) else { return false }
    guard let day else { return true }
    return start <= day && day <= end(on: date)
  }
}
