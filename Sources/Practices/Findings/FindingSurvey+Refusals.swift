import CentralView
import Records

/// Turned away at one firm, supplied by another.
extension FindingSurvey {
  /// A refusal or a supply.
  private struct Event: Hashable {
    var record: EntryID
    var organisation: OrganisationID
    var form: String
    var party: EntryID
    var date: CalendarDate?
    var what: String
    var isDisputed: Bool
    var isConfidential = false

    var evidence: CrossFirmFinding.Evidence {
      CrossFirmFinding.Evidence(
        record: record,
        form: form,
        organisation: organisation,
        date: date,
        what: what,
        isDisputed: isDisputed,
      )
    }
  }

  func refusedAndSupplied() throws -> [CrossFirmFinding] {
    var refusals = try events("assessment", states: ["refused", "suspended"])
    refusals += try events("order", states: ["refuse"])
    if options.isConfidential { refusals += try suspicions() }
    let refused = Dictionary(grouping: refusals, by: \.party)
    let shared = refused.keys.filter(parties.isShared)
    let supplied = try supplies(to: shared.flatMap { parties.members(of: $0) })
    var findings: [CrossFirmFinding] = []
    for party in shared {
      findings += try pairs(refused[party] ?? [], supplied[party] ?? []).compactMap {
        try finding(party, $0, $1)
      }
    }
    return try findings + proposed(refused)
  }

  private func supplies(to members: [KnownParties.Member]) throws -> [EntryID: [Event]] {
    var supplies = try events("movement", kinds: ["supplied"], about: members)
    supplies += try events("order", states: ["supply"], about: members)
    return Dictionary(grouping: supplies, by: \.party)
  }

  /// The refusals of each firm beside the supplies of each other one.
  private func pairs(_ refusals: [Event], _ supplies: [Event]) -> [([Event], [Event])] {
    let byFirm = Dictionary(grouping: supplies, by: \.organisation)
    return Dictionary(grouping: refusals, by: \.organisation).flatMap { refusing, refusals in
      byFirm.filter { $0.key != refusing }.map { (refusals, $0.value) }
    }
  }

  /// What would be found if those were one party of whom only names and addresses say so.
  private func proposed(_ refused: [EntryID: [Event]]) throws -> [CrossFirmFinding] {
    let turned = options.proposals.flatMap { proposal in
      [
        proposal,
        PartyProposal(one: proposal.other, other: proposal.one, reason: proposal.reason),
      ].filter { refused[parties.key($0.one.record)] != nil }
    }
    let supplied = try supplies(
      to: turned.flatMap { parties.members(of: parties.key($0.other.record)) + [$0.other] }
    )
    var findings: [String: CrossFirmFinding] = [:]
    for proposal in turned {
      let party = parties.key(proposal.one.record)
      let other = parties.key(proposal.other.record)
      guard party != other else { continue }
      for (refusals, supplies) in pairs(refused[party] ?? [], supplied[other] ?? []) {
        guard let finding = try finding(party, refusals, supplies, ifOne: proposal) else {
          continue
        }
        findings[finding.id] = finding
      }
    }
    return Array(findings.values)
  }

  /// What would decide whether two records are about one party.
  private func missing(_ proposal: PartyProposal) throws -> [CrossFirmFinding.Missing] {
    let both = [proposal.one, proposal.other]
    let without = try both.filter { member in
      try view.record(member.record, of: member.organisation)?.body["registration_number"] == nil
    }
    let (one, other) = (proposal.one.record.short, proposal.other.record.short)
    return (without.isEmpty ? [proposal.one] : without).map { member in
      CrossFirmFinding.Missing(
        record: member.record,
        organisation: member.organisation,
        field: without.isEmpty ? "judgement" : "registration_number",
        decides: "whether the two are one party, as steward matches same \(one) \(other) says",
      )
    }
  }

  private func finding(
    _ party: EntryID,
    _ refusals: [Event],
    _ supplies: [Event],
    ifOne proposal: PartyProposal? = nil,
  ) throws -> CrossFirmFinding? {
    var found: Set<Event> = []
    var undated: Set<Event> = []
    for refusal in refusals {
      for supply in supplies {
        switch isClose(refusal.date, supply.date) {
        case true: found.formUnion([refusal, supply])
        case nil: undated.formUnion([refusal, supply])
        case false: break
        }
      }
    }
    // Two things that nobody knows are too many.
    let events = found.isEmpty && proposal == nil ? undated : found
    guard let refusing = refusals.first?.organisation,
      let supplying = supplies.first?.organisation, !events.isEmpty
    else { return nil }
    let turned = events.filter { $0.organisation == refusing }
    let went = events.filter { $0.organisation == supplying }
    var missing = undated.filter { $0.date == nil }.map(Self.missingDate)
    var line = try "\(called(party)): \(words(turned, went))"
    if found.isEmpty { line += "; nobody wrote down when, so it may be within 12 months" }
    var parties = try shown(party)
    if let proposal {
      line += "; if both are one party: \(proposal.reason)"
      missing += try self.missing(proposal)
      parties += try shown(party, [proposal.one])
      parties += try shown(self.parties.key(proposal.other.record), [proposal.other])
    }
    return CrossFirmFinding(
      .refusedAndSupplied,
      found.isEmpty || proposal != nil ? .unknown : .found,
      line: line,
      parties: parties,
      figures: [
        .init(name: "refusals", value: String(Set(turned.map(\.record)).count)),
        .init(name: "supplies", value: String(Set(went.map(\.record)).count)),
      ],
      evidence: events.map(\.evidence),
      missing: missing,
      isConfidential: turned.contains(where: \.isConfidential),
    )
  }

  /// What happened, as a line tells it.
  private func words(_ refusals: Set<Event>, _ supplies: Set<Event>) -> String {
    let isSuspended = refusals.allSatisfy { $0.what == "suspended" }
    var words = isSuspended ? "suspended" : "refused"
    if let firm = refusals.first?.organisation { words += " at \(name(firm))" }
    if let day = refusals.compactMap(\.date).max() { words += " on \(day)" }
    if let firm = supplies.first?.organisation { words += ", supplied by \(name(firm))" }
    if let day = supplies.compactMap(\.date).max() {
      let count = Set(supplies.map(\.record)).count
      words += count == 1 ? " on \(day)" : " \(count) times, last on \(day)"
    }
    return words
  }

  private static func missingDate(_ event: Event) -> CrossFirmFinding.Missing {
    CrossFirmFinding.Missing(
      record: event.record,
      organisation: event.organisation,
      field: "date",
      decides: "whether the refusal and the supply lie within 12 months",
    )
  }

  /// Whether two days lie within 12 months of each other, the later in those that end with the
  /// day asked for; `nil` where one is not known and it may be so.
  private func isClose(_ one: CalendarDate?, _ other: CalendarDate?) -> Bool? {
    let known = [one, other].compactMap(\.self)
    if known.contains(where: { date < $0 }) { return false }
    guard let one, let other else {
      // A day that nobody wrote down lies close to one that is not too long ago.
      return known.allSatisfy { date.later(months: -24) <= $0 } ? nil : false
    }
    return max(one, other) <= min(one, other).later(months: 12) && yearBegan <= max(one, other)
  }

  private func events(
    _ form: String,
    kinds: [String] = [],
    states: [String] = [],
    about members: [KnownParties.Member]? = nil,
  ) throws -> [Event] {
    let question = BriefQuestion(form: form, kinds: kinds, states: states, through: date)
    return try briefs(question, about: members).flatMap { state -> [Event] in
      let brief = state.brief
      guard let subject = brief.subject, !(form == "order" && brief.kind == "cancelled") else {
        return []
      }
      let what = brief.state ?? brief.kind ?? ""
      return parties.keys(of: subject).map { party in
        Event(
          record: brief.id,
          organisation: state.organisation,
          form: form,
          party: party,
          date: brief.start,
          what: form == "order" ? "order decided ‘\(what)’" : what,
          isDisputed: brief.isInConflict,
        )
      }
    }
  }

  // MARK: Reports of a suspicion

  /// Refusals that reports of a suspicion tell of, of everybody in them who is a customer.
  private func suspicions() throws -> [Event] {
    let reports = try view.firmRecords(
      ofForm: "suspicious_transaction",
      members: ["action", "noticed", "parties"],
      having: "parties",
      confidential: .included,
    )
    let refusals = reports.flatMap { report in
      report.states.filter { $0["action"]?.string == "refused" }.map { (report, $0) }
    }
    guard !refusals.isEmpty else { return [] }
    var customers: [String: [EntryID]] = [:]
    for record in try view.firmRecords(ofForm: "customer", members: ["name", "email"]) {
      for key in record.states.flatMap(Self.keys) { customers[key, default: []].append(record.id) }
    }
    return refusals.flatMap { report, state in
      let named = (state["parties"]?.elements ?? []).flatMap { party in
        Self.keys(party).flatMap { customers[$0] ?? [] }
      }
      return Set(named.flatMap(parties.keys)).map { party in
        Event(
          record: report.id,
          organisation: report.organisation,
          form: "suspicious_transaction",
          party: party,
          date: state["noticed"]?.string.flatMap { CalendarDate($0.prefix(10)) },
          what: "refused",
          isDisputed: report.states.count > 1,
          isConfidential: true,
        )
      }
    }
  }

  /// What makes two of whom little is known one: the e-mail address, or the name.
  private static func keys(_ body: JSON) -> [String] {
    var keys: [String] = []
    if let email = body["email"]?.string { keys.append("@" + email.lowercased()) }
    if let name = body["name"]?.string {
      let key = FoldedWords(name).key
      if !key.isEmpty { keys.append(key) }
    }
    return keys
  }
}
