import Records

extension RuleEngine {
  /// What a rule says in the worst of all states that the records may be in.
  func evaluate(
    _ rule: Rule,
    of package: RulePackage,
    _ request: CheckRequest,
    in book: BookCache,
  ) throws -> RuleResult {
    if rule.canBeExempted, let exempted = try exemption(of: rule, of: package, in: book) {
      return exempted
    }
    let state = RuleCase(request, in: book, package: package)
    var worst = try verdict(of: rule, in: state)
    var records = state.records
    var differs = false
    while state.next() {
      let other = try verdict(of: rule, in: state)
      if other.verdict != worst.verdict { differs = true }
      if worst.verdict < other.verdict {
        worst = other
        records = state.records
      }
    }
    if differs {
      let ids = state.disputed.map(\.short).joined(separator: ", ")
      let what = ids.isEmpty ? "the \(state.noun)" : ids
      worst.finding.because += "; \(what) is in conflict, and its worst value counts"
    }
    if state.isCutShort, worst.verdict < .unknown {
      worst.verdict = .unknown
      worst.finding.because = "more records are in conflict than can be looked at together"
    }
    if let incomplete = state.incomplete {
      if worst.verdict < .hold { worst.verdict = .hold }
      worst.finding.because += "; an entry of \(incomplete.id.short) is missing or cannot be read"
      if incomplete.isConfidential { worst.finding.isConfidential = true }
      if !records.contains(incomplete.id) { records.append(incomplete.id) }
    }
    return result(rule, of: package, worst, records, state)
  }

  private func verdict(
    of rule: Rule,
    in state: RuleCase,
  ) throws -> (verdict: Verdict, finding: Finding) {
    let fit = try rule.condition.fit(state)
    if case .no(let reason) = fit { return (.notApplicable, .notApplicable(reason)) }
    var finding = try rule.test.finding(in: state)
    // No rule says worse than what its package lets it say.
    let verdict =
      if case .broken(let other?) = finding.outcome {
        min(other, rule.verdict)
      } else {
        finding.verdict(rule.verdict)
      }
    if verdict == .unknown { finding.missing = state.missing.first }
    guard case .unknown(let doubt) = fit, verdict > .pass else { return (verdict, finding) }
    finding.because = "\(doubt), so nobody can say whether the rule applies; \(finding.because)"
    finding.missing = state.missing.first
    // What may not even apply is never worse than what it says where it does.
    return (min(.unknown, verdict == .unknown ? rule.verdict : verdict), finding)
  }

  private func result(
    _ rule: Rule,
    of package: RulePackage,
    _ worst: (verdict: Verdict, finding: Finding),
    _ records: [EntryID],
    _ state: RuleCase,
  ) -> RuleResult {
    let isAmiss = worst.verdict > .pass
    return RuleResult(
      rule: rule.name,
      package: package.name,
      verdict: worst.verdict,
      because: worst.finding.because,
      source: rule.source,
      isConfirmed: rule.isConfirmed,
      basis: rule.basis,
      remedy: isAmiss ? remedy(rule, worst.finding, in: state, about: records) : "",
      records: worst.verdict == .notApplicable ? [] : records,
      isConfidential: isAmiss && worst.finding.isConfidential,
    )
  }

  /// The remedy with what is known put into its command.
  private func remedy(
    _ rule: Rule,
    _ finding: Finding,
    in state: RuleCase,
    about records: [EntryID],
  ) -> String {
    let order = state.request.bodies.first ?? .object([])
    let customer = order["customer"]?.string.flatMap { EntryID($0)?.short }
    func paper(_ form: String) -> String {
      // What cannot be looked up now is left for the person to fill in.
      let known = records.last { (try? state.book.record($0))?.form == form }
      return known?.short ?? form.uppercased()
    }
    var text = finding.missing?.remedy ?? rule.remedy
    if text.contains("{licence}"), paper("licence") == "LICENCE" { text = Self.newLicence }
    return
      text
      .replacing("{assessment}", with: paper("assessment"))
      .replacing("{declaration}", with: paper("declaration"))
      .replacing("{licence}", with: paper("licence"))
      .replacing("{customer}", with: customer ?? "CUSTOMER")
      .replacing("{substance}", with: order["substance"]?.string ?? "SUBSTANCE")
      .replacing("{order}", with: state.request.record?.short ?? state.noun.uppercased())
  }

  /// What to do where a remedy would revise a licence and there is none.
  private static let newLicence =
    "ask for the customer's licence, verify it and add it: steward add licence --field holder={customer} --field number=… --field substances[]={substance} --field verified_on=… --field verified_how=…"

  /// The result of a voluntary rule that the firm recorded as not its own, by itself or with
  /// its practice.
  ///
  /// The newest record counts; while what it says is in conflict, the rule applies.
  private func exemption(
    of rule: Rule,
    of package: RulePackage,
    in book: BookCache,
  ) throws -> RuleResult? {
    var newest: (day: CalendarDate?, record: KnownRecord, exempts: Bool)?
    for record in try book.records(ofForm: "applicability") {
      let isAbout = record.bodies.contains { body in
        body.text("subject") == "rule"
          ? body.text("rule") == rule.name
          : rule.practice.map { body.text("practice") == String($0) } ?? false
      }
      guard isAbout else { continue }
      let exempts =
        !record.isIncomplete && record.bodies.allSatisfy { $0["applies"]?.bool == false }
      let day = record.body.day("date")
      if let known = newest, (day?.dayNumber ?? .min) < (known.day?.dayNumber ?? .min) {
        continue
      }
      if let known = newest, day == known.day, !known.exempts { continue }
      newest = (day, record, exempts)
    }
    guard let newest, newest.exempts else { return nil }
    return RuleResult(
      rule: rule.name,
      package: package.name,
      verdict: .notApplicable,
      because: "does not apply here: \(newest.record.body.text("reason") ?? "no reason given")",
      source: rule.source,
      isConfirmed: rule.isConfirmed,
      basis: rule.basis,
      records: [newest.record.id],
    )
  }
}
