/// How often an organisation reports, as agreements and enrolments write it.
public enum ReportingInterval: String, CaseIterable, Sendable {
  case monthly, quarterly
  case halfYearly = "half_yearly"
  case yearly

  /// In calendar months.
  public var months: Int {
    switch self {
    case .monthly: 1
    case .quarterly: 3
    case .halfYearly: 6
    case .yearly: 12
    }
  }

  /// How often, in words.
  var words: String {
    switch self {
    case .monthly: "every month"
    case .quarterly: "every quarter"
    case .halfYearly: "every half year"
    case .yearly: "every year"
    }
  }

  /// After how many days silence is noticed where nothing was agreed.
  public static let usualDays = 90
}
