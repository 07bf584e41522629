import CentralView
import Records

/// What is due in the firm's own house: policies, training, officers, reviews and actions.
extension DueSurvey {
  mutating func addHouse() throws {
    if applies(1) {
      try addPolicies()
      try addTraining()
      try addOfficers()
    }
    if applies(8) {
      try addReview()
      try addActions()
    }
    try addAnnualReturn()
    try addExemptions()
  }

  private mutating func addPolicies() throws {
    let policies = try briefs("policy")
    func key(_ brief: RecordBrief) -> FirmFile.PaperKey { FirmFile.PaperKey(nil, brief.part) }
    for policy in FirmFile.undatedOfEach(policies, by: key) {
      add(
        .policy,
        due: try recorded(policy.id),
        record: policy.id,
        title: "policy ‘\(policy.part ?? "")’ without a date",
        command: "steward revise \(policy.id.short) --field review_on=DATE -m WHY",
      )
    }
    for (policy, end) in FirmFile.lastOfEach(policies, by: key) {
      add(
        .policy,
        due: end,
        record: policy.id,
        title: "policy ‘\(policy.part ?? "")’",
        command: "steward revise \(policy.id.short) --field review_on=DATE -m WHY",
      )
    }
  }

  /// Whoever was trained once is to be trained every year; who has not been for two years is
  /// taken to have left.
  private mutating func addTraining() throws {
    var last: [Text: (end: CalendarDate, record: EntryID, name: String)] = [:]
    for record in try view.records(ofForm: "training", organisation: organisation)
    where !record.isVoid {
      guard let date = record.body["date"]?.string.flatMap({ CalendarDate($0) }),
        date <= self.date
      else { continue }
      let said = record.body["valid_until"]?.string.flatMap { CalendarDate($0) }
      let end = said ?? date.later(years: FirmFile.usualYears)
      for name in (record.body["people"]?.elements ?? []).compactMap(\.string) {
        if let known = last[Text(name)], known.end >= end { continue }
        last[Text(name)] = (end, record.id, name)
      }
    }
    for training in last.values where training.end.later(years: 1) >= date {
      add(
        .training,
        due: training.end,
        record: training.record,
        title: "training",
        aboutTitle: training.name,
        command: "steward add training --field \(Self.quoted("people[]=\(training.name)"))",
      )
    }
  }

  private mutating func addOfficers() throws {
    let officers = try view.records(ofForm: "officer", organisation: organisation)
      .filter { !$0.isVoid }
    let ends = Dictionary(
      try briefs("officer").map { ($0.id, $0.finish) },
      uniquingKeysWith: { first, _ in first },
    )
    // An appointment without an end follows on every one that ends.
    let latest = ends.values.contains(nil) ? nil : ends.values.compactMap(\.self).max()
    for officer in officers {
      let name = officer.body["name"]?.string ?? officer.id.short
      let end = ends[officer.id] ?? nil
      if let end, end == latest {
        add(
          .officer,
          due: end,
          record: officer.id,
          title: "officer’s term",
          aboutTitle: name,
          command: "steward revise \(officer.id.short) --field valid_until=DATE -m WHY",
        )
      }
      if officer.body["notified_on"] == nil, end.map({ $0 >= date }) ?? true {
        let start = officer.body["valid_from"]?.string.flatMap { CalendarDate($0) }
        add(
          .officer,
          due: start ?? date,
          record: officer.id,
          title: "officer not notified",
          aboutTitle: name,
          command: "steward revise \(officer.id.short) --field notified_on=DATE -m WHY",
        )
      }
    }
  }

  private mutating func addReview() throws {
    let newest = try briefs("review").filter { $0.start.map { $0 <= date } ?? false }
      .max { ($0.start ?? date) < ($1.start ?? date) }
    guard let since = newest?.start ?? options.began else { return }
    add(
      .review,
      due: since.later(years: 1),
      record: newest?.id,
      title: newest == nil ? "the first yearly review" : "yearly review",
      command: "steward add review",
    )
  }

  private mutating func addActions() throws {
    for action in try briefs("corrective_action") where action.state == nil {
      // What has no due date waits for one from the day on which it was recorded.
      let due = try action.finish ?? recorded(action.id)
      guard due <= horizon else { continue }
      let record = try view.record(action.id, of: organisation)
      let isDated = action.finish != nil
      add(
        .action,
        due: due,
        record: action.id,
        title: isDated ? "corrective action" : "corrective action without a due date",
        aboutTitle: record?.body["description"]?.string ?? "",
        command:
          "steward revise \(action.id.short) --field \(isDated ? "closed" : "due")=DATE -m WHY",
      )
    }
  }

  /// The return of last year, as long as it is not there whole.
  private mutating func addAnnualReturn() throws {
    let year = date.year - 1
    guard let due = FirmFile.returnDue(for: year), due <= horizon else { return }
    let missing: String
    switch try file.annualReturn(of: year, began: options.began) {
    case .notAsked, .returned: return
    case .exempt(let reason):
      notApplicable.append("the return of \(year), because: \(reason)")
      return
    case .open: missing = ""
    case .incomplete(let parts, let count):
      let list = parts.map(String.init).joined(separator: ", ")
      missing = ", of which part \(list) of \(count) is missing"
    }
    add(
      .annualReturn,
      due: due,
      title: "the return of \(year)\(missing)",
      command: "steward report annual --year \(year) --save",
    )
  }

  private mutating func addExemptions() throws {
    for brief in try briefs("applicability") where brief.state == "false" {
      guard let due = FirmFile.end(ofYearly: brief) else { continue }
      add(
        .applicability,
        due: due,
        record: brief.id,
        title: brief.kind.map { "that practice \($0) does not apply" }
          ?? "that rule ‘\(brief.part ?? "")’ does not apply",
        command: "steward revise \(brief.id.short) --field review_on=DATE -m WHY",
      )
    }
  }

  mutating func addAgreements() throws {
    let agreements = try briefs("agreement").filter { $0.finish != nil }
    for (agreement, end) in FirmFile.lastOfEach(
      agreements,
      by: { FirmFile.PaperKey(nil, $0.kind) },
    ) {
      add(
        .agreement,
        due: end,
        record: agreement.id,
        title: agreement.kind == "mou" ? "memorandum of understanding" : "code of conduct",
        command: "steward revise \(agreement.id.short) --field valid_until=DATE -m WHY",
      )
    }
  }
}
