import CentralView
import Records

/// What one firm's records say in brief on one day, read once for everything that is asked.
struct FirmFile {
  let view: CentralView
  let organisation: OrganisationID
  let date: CalendarDate
  /// The newest assessment of each customer.
  let assessments: [EntryID: RecordBrief]
  /// How many assessments there are, and the day of the newest.
  let assessed: (count: Int, newest: CalendarDate?)
  /// Every declaration in force as a record, whatever its dates.
  let declarations: [RecordBrief]
  /// Orders of the last twelve months that were not cancelled.
  let orders: [TradeSum]
  /// What went to customers in the last twelve months.
  let supplies: [TradeSum]
  /// Requests for samples of the last twelve months.
  let samples: [TradeSum]
  /// What practices do not apply, by number; of those that a person declared so.
  let exemptions: [Int: RecordBrief]
  /// What rules do not apply, by name.
  let exemptedRules: [Text: RecordBrief]

  /// How long an assessment counts that says nothing of it: the code leaves between one and
  /// three years.
  static let assessmentYears = 3
  /// How long everything counts that is renewed every year and says nothing else.
  static let usualYears = 1

  init(_ view: CentralView, of organisation: OrganisationID, on date: CalendarDate) throws {
    self.view = view
    self.organisation = organisation
    self.date = date
    let first = date.later(years: -1).adding(days: 1)
    let all = try view.briefs(ofForm: "assessment", organisation: organisation)
    assessments = Self.newest(all)
    assessed = (all.count, all.compactMap(\.start).filter { $0 <= date }.max())
    declarations = try view.briefs(ofForm: "declaration", organisation: organisation)
    orders = try view.trade(.orders, of: organisation, from: first, through: date)
    supplies = try view.trade(.supplies, of: organisation, from: first, through: date)
    samples = try view.trade(.samples, of: organisation, from: first, through: date)
    var practices: [Int: RecordBrief] = [:]
    var rules: [Text: RecordBrief] = [:]
    for brief in try view.briefs(ofForm: "applicability", organisation: organisation) {
      if let practice = brief.kind.flatMap({ Int($0) }) {
        practices[practice] = Self.deciding(practices[practice], brief)
      } else if let rule = brief.part {
        rules[Text(rule)] = Self.deciding(rules[Text(rule)], brief)
      }
    }
    exemptions = practices.filter { Self.exempts($0.value) }
    exemptedRules = rules.filter { Self.exempts($0.value) }
  }

  /// Which of two records about the same practice or rule decides whether it applies: the
  /// newer, and of one day the one that says it does.
  private static func deciding(_ known: RecordBrief?, _ other: RecordBrief) -> RecordBrief {
    guard let known else { return other }
    let (day, otherDay) = (known.start?.dayNumber ?? .min, other.start?.dayNumber ?? .min)
    if day != otherDay { return day < otherDay ? other : known }
    return exempts(known) ? other : known
  }

  /// Whether a record says for certain that something does not apply.
  private static func exempts(_ brief: RecordBrief) -> Bool {
    brief.state == "false" && !brief.isIncomplete
  }

  /// The first day of the twelve months that end with the day asked for.
  var yearBegan: CalendarDate { date.later(years: -1).adding(days: 1) }

  // MARK: Customers

  /// Of each customer the assessment with the latest date; the less trusting of two of one
  /// day.
  private static func newest(_ briefs: [RecordBrief]) -> [EntryID: RecordBrief] {
    var newest: [EntryID: RecordBrief] = [:]
    newest.reserveCapacity(briefs.count)
    for brief in briefs {
      guard let customer = brief.subject else { continue }
      guard let known = newest[customer] else {
        newest[customer] = brief
        continue
      }
      let (day, other) = (brief.start?.dayNumber ?? .min, known.start?.dayNumber ?? .min)
      if day > other || day == other && caution(brief) > caution(known) {
        newest[customer] = brief
      }
    }
    return newest
  }

  private static func caution(_ assessment: RecordBrief) -> Int {
    switch assessment.state {
    case "approved": 0
    case "conditional": 1
    case "suspended": 2
    default: 3
    }
  }

  /// Whether the newest assessment turns a customer away.
  func isTurnedAway(_ customer: EntryID) -> Bool {
    guard let assessment = assessments[customer] else { return false }
    return Self.caution(assessment) > 1
  }

  /// The customers with whom there was anything in the last twelve months: an order, a
  /// supply, a sample, a declaration or an assessment.
  func activeCustomers() -> Set<EntryID> {
    var active: Set<EntryID> = []
    active.reserveCapacity(assessments.count)
    forEachBuyer { active.insert($0) }
    for brief in declarations where isRecent(brief) {
      if let customer = brief.subject { active.insert(customer) }
    }
    for (customer, brief) in assessments where isRecent(brief) { active.insert(customer) }
    return active
  }

  /// Calls `body` with every customer with orders that were not refused, supplies or samples
  /// in the last twelve months, some of them several times.
  func forEachBuyer(_ body: (EntryID) -> Void) {
    for trade in [orders, supplies, samples] {
      for sum in trade where sum.last != nil {
        if let customer = sum.customer { body(customer) }
      }
    }
  }

  private func isRecent(_ brief: RecordBrief) -> Bool {
    guard let start = brief.start else { return false }
    return start >= yearBegan
  }

  // MARK: Until when papers count

  /// The last day on which an assessment counts.
  static func end(ofAssessment brief: RecordBrief) -> CalendarDate? {
    brief.finish ?? brief.start?.later(years: assessmentYears)
  }

  /// The last day on which a declaration, commitment or the like counts.
  static func end(ofYearly brief: RecordBrief) -> CalendarDate? {
    brief.finish ?? brief.start?.later(years: usualYears)
  }

  /// Of each group the record that counts longest.
  static func lastOfEach<Key: Hashable>(
    _ briefs: some Sequence<RecordBrief>,
    by key: (RecordBrief) -> Key,
  ) -> [(brief: RecordBrief, end: CalendarDate)] {
    var last: [Key: (brief: RecordBrief, end: CalendarDate)] = [:]
    for brief in briefs {
      guard let end = end(ofYearly: brief) else { continue }
      let group = key(brief)
      if let known = last[group], known.end >= end { continue }
      last[group] = (brief, end)
    }
    return Array(last.values)
  }

  /// Of each group in which no record has a day from which its end follows, the record with
  /// the least id.
  static func undatedOfEach<Key: Hashable>(
    _ briefs: some Sequence<RecordBrief>,
    by key: (RecordBrief) -> Key,
  ) -> [RecordBrief] {
    let undated = briefs.filter { end(ofYearly: $0) == nil }
    guard !undated.isEmpty else { return [] }
    let dated = Set(briefs.filter { end(ofYearly: $0) != nil }.map(key))
    var first: [Key: RecordBrief] = [:]
    for brief in undated where !dated.contains(key(brief)) {
      let group = key(brief)
      if let known = first[group], known.id < brief.id { continue }
      first[group] = brief
    }
    return Array(first.values)
  }

  /// What papers have in common of which the later takes the place of the earlier.
  struct PaperKey: Hashable {
    let subject: EntryID?
    let first: Text?
    let second: Text?

    init(_ subject: EntryID?, _ first: String?, _ second: String? = nil) {
      self.subject = subject
      self.first = first.map { Text($0) }
      self.second = second.map { Text($0) }
    }
  }

  /// The customers that pass goods on, and have not been turned away.
  func distributors() throws -> [EntryID] {
    try view.briefs(ofForm: "customer", organisation: organisation).map(\.id)
      .filter { !isTurnedAway($0) }
  }
}
