import CentralView
import Journal
public import Practices
public import Records
import Sealing

/// What to look for over all firms.
public struct FindingOptions: Sendable {
  /// The day for which it is asked.
  public var date: CalendarDate
  /// The rules.
  public var rules: [CrossFirmRule]
  /// The firm whose records have to be among the evidence; `nil` for any.
  public var firm: OrganisationID?
  /// Whether confidential records count.
  public var isConfidential: Bool

  /// Looks for everything on a day.
  public init(
    date: CalendarDate,
    rules: [CrossFirmRule] = CrossFirmRule.allCases,
    firm: OrganisationID? = nil,
    isConfidential: Bool = false,
  ) {
    self.date = date
    self.rules = rules
    self.firm = firm
    self.isConfidential = isConfidential
  }
}

extension Store {
  /// What the rules find in the records of all firms that are held here.
  ///
  /// Which records are about one party, the organisation's own judgements say beside registers'
  /// numbers.
  public func findings(_ options: FindingOptions) throws -> [CrossFirmFinding] {
    let judge = settings.organisation
    let groups = try view.parties(judgedBy: judge)
    let parties = KnownParties(
      groups: groups.map { group in
        group.members.map { .init(record: $0.record, organisation: $0.organisation) }
      },
      different: try view.recordsJudgedDifferent(by: judge),
    )
    let survey = try FindingSurvey(
      view,
      on: options.date,
      parties: parties,
      firms: try firmFacts(),
      options: FindingSurvey.Options(
        own: judge,
        isConfidential: options.isConfidential,
        proposals: try proposals(for: options.rules),
        arrivals: try arrivals(),
      ),
    )
    let found = try survey.findings(of: options.rules)
    guard let firm = options.firm else { return found }
    return found.filter { $0.firms.contains(firm) }
  }

  /// The customers, and people who asked for samples, that may be one party, and that nobody
  /// has judged; as far as these rules ask.
  private func proposals(for rules: [CrossFirmRule]) throws -> [PartyProposal] {
    let asksForSamples = rules.contains(.samplesAtSeveralFirms)
    guard asksForSamples || rules.contains(.refusedAndSupplied) else { return [] }
    return try view.matches(judgedBy: settings.organisation).compactMap { match in
      guard match.isOpen, let found = match.match, found.finding == .proposed,
        match.sides.count == 2,
        match.sides.allSatisfy({
          $0.form.hasPrefix("customer/") || asksForSamples && $0.form.hasPrefix("sample/")
        })
      else { return nil }
      let sides = match.sides.map {
        KnownParties.Member(record: $0.record, organisation: $0.organisation)
      }
      return PartyProposal(one: sides[0], other: sides[1], reason: found.reason)
    }
  }

  /// What is known of the organisations whose records are here.
  private func firmFacts() throws -> [OrganisationID: FirmFacts] {
    let book = try trust()
    var intervals: [OrganisationID: ReportingInterval] = [:]
    for record in try view.records(ofForm: "enrolment", organisation: settings.organisation)
    where !record.isVoid {
      guard let organisation = record.body["organisation"]?.string.flatMap({ OrganisationID($0) }),
        let interval = record.body["reporting_interval"]?.string
          .flatMap({ ReportingInterval(rawValue: $0) })
      else { continue }
      // Who is enrolled twice keeps to the shorter one.
      let known = intervals[organisation]
      if known.map({ interval.months < $0.months }) ?? true { intervals[organisation] = interval }
    }
    var facts: [OrganisationID: FirmFacts] = [
      settings.organisation: FirmFacts(name: settings.name, country: settings.country)
    ]
    for organisation in try view.organisations(but: settings.organisation) {
      let card = book.card(of: organisation)
      let roles = book.roles(of: organisation)
      facts[organisation] = FirmFacts(
        name: card?.name ?? String(organisation.text.prefix(8)),
        country: card?.country,
        isReporting: settings.role != .company
          && !roles.isDisjoint(with: [.company, .association]),
        reportingInterval: intervals[organisation],
      )
    }
    return facts
  }

  /// The days on which something of each journal was last taken in, by origin.
  private func arrivals() throws -> [String: CalendarDate] {
    guard try files.exists(layout.imports) else { return [:] }
    let bytes = try files.contents(of: layout.imports, limit: 1 << 30)
    var days: [String: CalendarDate] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      // A line that a crash tore says nothing.
      guard let json = try? JSON(parsing: Array(line).span.bytes),
        let day = json["time"]?.string.flatMap({ Timestamp($0) })?.date
      else { continue }
      for journal in json["journals"]?.elements ?? [] {
        guard let origin = journal["origin"]?.string,
          let outcome = journal["outcome"]?.string.flatMap({ ImportOutcome(rawValue: $0) }),
          outcome == .merged || outcome == .nothingNew
        else { continue }
        days[origin] = max(days[origin] ?? day, day)
      }
    }
    return days
  }
}
