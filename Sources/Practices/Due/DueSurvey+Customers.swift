import CentralView
import Records

/// What lapses of customers: assessments, declarations, licences, and what binds distributors.
extension DueSurvey {
  /// Whether a paper of a customer is to be renewed at all.
  ///
  /// Nobody renews the papers of somebody who was turned away. What has lapsed of a customer
  /// with whom there was nothing for twelve months waits for the next order, which asks for
  /// it.
  private mutating func counts(_ customer: EntryID, end: CalendarDate) -> Bool {
    guard end <= horizon, !file.isTurnedAway(customer) else { return false }
    if active.contains(customer) || options.includesDormant { return true }
    leftOut.dormantPapers += 1
    return false
  }

  mutating func addCustomerPapers() throws {
    if applies(2) {
      for (customer, assessment) in file.assessments {
        guard let end = FirmFile.end(ofAssessment: assessment),
          counts(customer, end: end)
        else { continue }
        add(
          .assessment,
          due: end,
          record: assessment.id,
          title: "assessment",
          about: customer,
          command: "steward add assessment --copy-last \(assessment.id.short)",
        )
      }
    }
    guard applies(3) else { return }
    // A declaration for one transaction is used up by it, and never renewed.
    let renewable = file.declarations.lazy.filter { $0.kind != "single" && $0.subject != nil }
    func key(_ brief: RecordBrief) -> FirmFile.PaperKey {
      FirmFile.PaperKey(brief.subject, brief.substance, brief.part)
    }
    try addUndated(FirmFile.undatedOfEach(renewable, by: key))
    let last = FirmFile.lastOfEach(renewable, by: key)
    for (declaration, end) in last {
      guard let customer = declaration.subject, counts(customer, end: end) else {
        continue
      }
      add(
        .declaration,
        due: end,
        record: declaration.id,
        title: "declaration for \(Self.substance(declaration.substance) ?? "a substance")",
        about: customer,
        command: "steward add declaration --copy-last \(declaration.id.short)",
        isLaw: Self.isDeclaredByLaw(declaration.substance),
      )
    }
  }

  /// A declaration without any date waits for one from the day on which it was recorded.
  private mutating func addUndated(_ declarations: [RecordBrief]) throws {
    for declaration in declarations {
      let due = try recorded(declaration.id)
      guard let customer = declaration.subject, counts(customer, end: due) else { continue }
      let substance = Self.substance(declaration.substance) ?? "a substance"
      add(
        .declaration,
        due: due,
        record: declaration.id,
        title: "declaration for \(substance) without a date",
        about: customer,
        command: "steward revise \(declaration.id.short) --field valid_until=DATE -m WHY",
        isLaw: Self.isDeclaredByLaw(declaration.substance),
      )
    }
  }

  mutating func addLicences() throws {
    let licences = try briefs("licence")
    func key(_ brief: RecordBrief) -> FirmFile.PaperKey {
      FirmFile.PaperKey(brief.subject, brief.kind, brief.substance)
    }
    let endless = licences.filter { $0.finish == nil }
    try addVerifications(endless)
    // One without an end follows on every one that ends.
    let followed = Set(endless.map(key))
    let ending = licences.filter { $0.finish != nil && !followed.contains(key($0)) }
    for (licence, end) in FirmFile.lastOfEach(ending, by: key) {
      if let holder = licence.subject, !counts(holder, end: end) { continue }
      add(
        .licence,
        due: end,
        record: licence.id,
        title: "\(licence.subject == nil ? "your " : "")licence \(licence.part ?? "")",
        about: licence.subject,
        command: "steward add licence --copy-last \(licence.id.short)",
      )
    }
  }

  /// A licence without an end counts for as long as somebody goes on making sure of it.
  private mutating func addVerifications(_ licences: [RecordBrief]) throws {
    for licence in licences {
      let body = try view.record(licence.id, of: organisation)?.body
      let verified = body?["verified_on"]?.string.flatMap { CalendarDate($0) }
      let due = try verified?.later(years: FirmFile.usualYears) ?? recorded(licence.id)
      if let holder = licence.subject, !counts(holder, end: due) { continue }
      let number = "\(licence.subject == nil ? "your " : "")licence \(licence.part ?? "")"
      add(
        .verification,
        due: due,
        record: licence.id,
        title:
          "\(number) without an end, \(verified == nil ? "never verified" : "to verify again")",
        about: licence.subject,
        command: "steward revise \(licence.id.short) --field verified_on=DATE"
          + " --field verified_how=HOW -m WHY",
      )
    }
  }

  mutating func addDistributors() throws {
    guard applies(4) else { return }
    let distributors = Set(try file.distributors())
    guard !distributors.isEmpty else { return }
    let commitments = try briefs("distributor_commitment")
    for (commitment, end) in FirmFile.lastOfEach(commitments, by: \.subject) {
      guard let distributor = commitment.subject, distributors.contains(distributor),
        counts(distributor, end: end)
      else { continue }
      add(
        .commitment,
        due: end,
        record: commitment.id,
        title: "commitment",
        about: distributor,
        command: "steward add distributor_commitment --field distributor=\(distributor.short)",
      )
    }
    // Who was never audited is to be a year after the commitment began.
    let audits = try briefs("distributor_audit")
    let audited = Set(audits.compactMap(\.subject))
    let begun = commitments.filter { $0.subject.map { !audited.contains($0) } ?? false }
      .map { brief in
        var brief = brief
        brief.finish = nil
        return brief
      }
    for (audit, end) in FirmFile.lastOfEach(audits + begun, by: \.subject) {
      guard let distributor = audit.subject, distributors.contains(distributor),
        counts(distributor, end: end)
      else { continue }
      add(
        .audit,
        due: end,
        record: audited.contains(distributor) ? audit.id : nil,
        title: "audit",
        about: distributor,
        command: "steward add distributor_audit --field distributor=\(distributor.short)",
      )
    }
  }
}
