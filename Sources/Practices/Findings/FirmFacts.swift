/// What is known of an organisation beside its records.
public struct FirmFacts: Sendable {
  /// What people call it.
  public var name: String
  /// Its country's code; `nil` where nobody says.
  public var country: String?
  /// Whether it is to send what it writes here.
  public var isReporting: Bool
  /// How often it is to be heard from, by its enrolment; `nil` where that says nothing.
  public var reportingInterval: ReportingInterval?

  /// Describes an organisation.
  public init(
    name: String,
    country: String? = nil,
    isReporting: Bool = false,
    reportingInterval: ReportingInterval? = nil,
  ) {
    self.name = name
    self.country = country
    self.isReporting = isReporting
    self.reportingInterval = reportingInterval
  }
}
