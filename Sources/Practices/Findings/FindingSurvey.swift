public import CentralView
public import Records

/// Looks through the records of all firms that are held for what no firm can see alone.
///
/// Everything is computed when it is asked for, and for a day: nothing of it is stored.
public struct FindingSurvey {
  let view: CentralView
  let date: CalendarDate
  let parties: KnownParties
  let firms: [OrganisationID: FirmFacts]
  let options: Options
  let scale: GoodsScale
  let names: NameBook

  /// What to look at.
  public struct Options: Sendable {
    /// The organisation that asks: its own journals are not silent.
    public var own: OrganisationID
    /// Whether confidential records count.
    public var isConfidential: Bool
    /// What may be one party besides, and nobody has judged.
    public var proposals: [PartyProposal]
    /// The days on which journals last came in, by origin; shown, never counted.
    public var arrivals: [String: CalendarDate]

    /// Looks at all that is not confidential.
    public init(
      own: OrganisationID,
      isConfidential: Bool = false,
      proposals: [PartyProposal] = [],
      arrivals: [String: CalendarDate] = [:],
    ) {
      self.own = own
      self.isConfidential = isConfidential
      self.proposals = proposals
      self.arrivals = arrivals
    }
  }

  /// Prepares to look.
  ///
  /// `parties`: Which records are about one party.
  /// `firms`: What is known of the organisations that keep the records.
  public init(
    _ view: CentralView,
    on date: CalendarDate,
    parties: KnownParties,
    firms: [OrganisationID: FirmFacts],
    options: Options,
    register: SubstanceRegister = .standard,
  ) throws {
    self.view = view
    self.date = date
    self.parties = parties
    self.firms = firms
    self.options = options
    scale = try GoodsScale(view, register: register)
    names = NameBook(view)
  }

  /// What the rules find: by rule, what is found before what is not known.
  public func findings(
    of rules: some Collection<CrossFirmRule> = CrossFirmRule.allCases
  ) throws -> [CrossFirmFinding] {
    try Set(rules).flatMap { try findings(of: $0) }.sorted()
  }

  private func findings(of rule: CrossFirmRule) throws -> [CrossFirmFinding] {
    switch rule {
    case .refusedAndSupplied: try refusedAndSupplied()
    case .aboveNeed: try aboveNeed()
    case .aboveThreshold: try aboveThreshold()
    case .samplesAtSeveralFirms: try samplesAtSeveralFirms()
    case .sharedAddress: try sharedAddresses()
    case .splitOrders: try splitOrders()
    case .sealsDiffer: try sealsDiffer()
    case .silentJournal: try silentJournals()
    }
  }

  // MARK: What every rule needs

  /// The first of the 12 months that end with the day asked for, by days.
  var yearBegan: CalendarDate { date.later(months: -12).adding(days: 1) }

  /// The first of the 12 calendar months up to the day asked for.
  var firstMonth: CalendarDate { date.startOfMonth.later(months: -11) }

  /// The name of a firm.
  func name(_ firm: OrganisationID) -> String {
    firms[firm]?.name ?? String(firm.text.prefix(8))
  }

  /// The records of a party that stand in findings, each with its name; `records` are those
  /// of one that is in no group.
  func shown(
    _ key: EntryID,
    _ records: some Sequence<KnownParties.Member> = [],
  ) throws -> [CrossFirmFinding.Party] {
    let members = Set(parties.members(of: key)).union(records)
    return try members.map { member in
      CrossFirmFinding.Party(
        record: member.record,
        organisation: member.organisation,
        name: try names.name(of: member.record) ?? "",
      )
    }
  }

  /// What a line calls a party: the longest name that its records give, of equals the first.
  func called(_ key: EntryID) throws -> String {
    let records = Set([key] + parties.members(of: key).map(\.record))
    let known = try records.compactMap { try names.name(of: $0) }
    return Self.longest(known).map { "‘\($0)’" } ?? key.short
  }

  /// The longest of several names, which says most; of equals the first.
  static func longest(_ names: [String]) -> String? {
    names.filter { !$0.isEmpty }.map { Text($0) }.min {
      ($1.string.utf8.count, $0) < ($0.string.utf8.count, $1)
    }?.string
  }

  /// What a line calls a substance.
  func called(substance cas: String) -> String {
    let known = scale.register.substance(cas: cas)
    return known.map { $0.abbreviation ?? $0.shownName } ?? cas
  }

  /// A count and what it counts.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
