public import CentralView
public import Records

/// Looks through a firm's records for how it stands with the eight practices.
public struct ScoreSurvey {
  let view: CentralView
  let organisation: OrganisationID
  let date: CalendarDate
  let isOwn: Bool
  let isConfidential: Bool
  let began: CalendarDate?
  let file: FirmFile
  let counts: [String: (count: Int, newest: CalendarDate?)]

  /// Prepares to look at a firm on a day.
  ///
  /// `isOwn`: Whether the firm looks at itself; of another firm's records only some can be
  ///   read, so that nothing follows from what is not there.
  /// `isConfidential`: Whether suspicions are counted; how many there are says something
  ///   already.
  /// `began`: The day on which the firm's first entry was written, where that is known.
  public init(
    _ view: CentralView,
    of organisation: OrganisationID,
    on date: CalendarDate,
    isOwn: Bool,
    isConfidential: Bool = false,
    began: CalendarDate? = nil,
  ) throws {
    self.view = view
    self.organisation = organisation
    self.date = date
    self.isOwn = isOwn
    self.isConfidential = isConfidential
    self.began = began
    file = try FirmFile(view, of: organisation, on: date)
    var counts: [String: (count: Int, newest: CalendarDate?)] = [:]
    for form in Self.counted {
      counts[form] = try view.briefCount(ofForm: form, organisation: organisation, on: date)
    }
    self.counts = counts
  }

  /// The scorecard.
  ///
  /// Of another firm, what its newest summary says stands in for what cannot be read here.
  public func card() throws -> ScoreCard {
    var scores = [
      try policies(), customers(), declarations(), try distributors(), try orders(),
      try containers(), try samples(), try reviews(),
    ]
    for index in scores.indices {
      guard let exemption = file.exemptions[index + 1] else { continue }
      var score = PracticeScore(index + 1)
      score.applies = false
      score.reason = try view.record(exemption.id, of: organisation)?.body["reason"]?.string
      score.records = 1
      scores[index] = score
    }
    guard !isOwn else {
      return ScoreCard(organisation: organisation, date: date, scores: scores)
    }
    let summary = try newestSummary()
    for index in scores.indices {
      // Policies and reviews stay at home as a rule: what is seen of them is never all.
      let isSeen = scores[index].records > 0 && ![1, 8].contains(index + 1)
      if isSeen { continue }
      if let said = summary?.scores[index], said.source != .nothing {
        scores[index] = said
      } else {
        scores[index] = PracticeScore(index + 1)
        scores[index].source = .nothing
      }
    }
    return ScoreCard(organisation: organisation, date: date, scores: scores)
  }

  private func newestSummary() throws -> ScoreCard? {
    let newest = try view.briefs(ofForm: "summary", organisation: organisation)
      .filter { $0.start.map { $0 <= date } ?? false }
      .max { ($0.start ?? date, $0.id) < ($1.start ?? date, $1.id) }
    guard let newest, let record = try view.record(newest.id, of: organisation) else { return nil }
    return ScoreCard(summary: record.body, organisation: organisation)
  }

  // MARK: Counting

  /// The forms whose records are counted one form at a time: those that no firm has many of.
  private static let counted = [
    "policy", "training", "officer", "theft_or_loss", "review", "distributor_commitment",
    "distributor_audit", "sample",
  ]

  func count(_ form: String) -> Int { counts[form]?.count ?? 0 }

  func evidence(_ form: String, _ what: String, _ plural: String? = nil) -> PracticeScore.Evidence {
    PracticeScore.Evidence(what, plural, count: count(form), newest: counts[form]?.newest)
  }

  func briefs(_ form: String) throws -> [RecordBrief] {
    try view.briefs(ofForm: form, organisation: organisation)
  }

  /// Number and noun: `1 customer`, `3 customers`.
  static func number(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}
