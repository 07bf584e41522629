public import Records

/// Who makes a report, and when: what stands at the top of every one.
public struct ReportingFirm: Hashable, Sendable {
  /// The organisation's id.
  public var organisation: String
  /// Its name.
  public var name: String
  /// Its country, by code.
  public var country: String
  /// How to reach it; may be empty.
  public var contact: String
  /// The person whom the authority asks, with how to reach them; `nil` where none is
  /// recorded for the day.
  public var officer: String?
  /// The day on which the report is made.
  public var date: CalendarDate

  /// Describes who reports.
  public init(
    organisation: String,
    name: String,
    country: String,
    contact: String = "",
    officer: String? = nil,
    date: CalendarDate,
  ) {
    self.organisation = organisation
    self.name = name
    self.country = country
    self.contact = contact
    self.officer = officer
    self.date = date
  }

  /// Who it is, for the top of a report.
  public var facts: [ReportFact] {
    var facts = [
      ReportFact("Operator", "\(name), \(Country(country)?.name ?? country)"),
      ReportFact("Organisation id", organisation),
    ]
    if !contact.isEmpty { facts.append(ReportFact("Contact", contact)) }
    if let officer { facts.append(ReportFact("Single point of contact", officer)) }
    return facts
  }

  /// Whether EU law asks it for declarations and returns.
  public var isInEU: Bool { Self.unionCountries.contains(country) }

  private static let unionCountries: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}
