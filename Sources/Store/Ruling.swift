import CentralView
public import Records

/// What an authority says of a conflict.
public enum RulingChoice: Sendable {
  /// What this entry wrote holds, named by the beginning of its id.
  case take(entry: String)
  /// This value holds; `nil` removes it.
  case set(member: String, JSON?)
  /// All the statements hold.
  case bothStand
}

/// A decision on a conflict, checked against what it is about.
struct Ruling {
  let conflict: ConflictSummary
  let decision: Determination.Decision
  var entry: StandingValue?
  var value: JSON?

  /// Reads choices.
  ///
  /// `members`: What of the field can be set.
  init(_ choices: [RulingChoice], on conflict: ConflictSummary, members: [String]) throws {
    self.conflict = conflict
    var taken: [String] = []
    var set: [JSON.Member] = []
    var standsBoth = false
    for choice in choices {
      switch choice {
      case .take(let entry): taken.append(entry.lowercased())
      case .set(let member, let value):
        guard members.contains(where: { $0.utf8.elementsEqual(member.utf8) }) else {
          throw ConflictError.unknownMember(member, members: members)
        }
        set.append(JSON.Member(member, value ?? .null))
      case .bothStand: standsBoth = true
      }
    }
    switch (taken.count, set.isEmpty, standsBoth) {
    case (1, true, false):
      decision = .take
      let found = conflict.values.filter { $0.entry.text.hasPrefix(taken[0]) }
      guard let write = found.first, found.count == 1, taken[0].utf8.count >= 4 else {
        throw StoreError.notStanding(taken[0])
      }
      entry = write
    case (0, false, false):
      decision = .set
      value = JSON.object(set).normalized
    case (0, true, true):
      guard conflict.kind != ConflictKind.concurrent.rawValue else {
        throw ConflictError.oneValue(field: conflict.field)
      }
      decision = .bothStand
    default: throw ConflictError.oneDecision
    }
  }

  /// The body of the determination that stays at home, or that tells one firm of its own
  /// conflict.
  func body(reason: String, letters: [EntryID]) -> JSON {
    Self.body(
      conflict: conflict.id,
      record: conflict.record,
      field: conflict.field,
      writes: conflict.values.map(\.entry),
      decision: decision,
      entry: entry?.entry,
      value: value,
      reason: reason,
      letters: letters,
    )
  }

  // MARK: Letters

  /// What one firm is told: of one record of its own, and of nothing else.
  struct Letter {
    let organisation: OrganisationID
    let record: EntryID
    let body: JSON
  }

  /// A letter for each record whose statement does not hold as it is.
  func letters(reason: String, keeping own: OrganisationID) -> [Letter] {
    guard conflict.kind == ConflictKind.contradiction.rawValue,
      let rule = ContradictionRule.rule(form: conflict.form, field: conflict.field)
    else { return [] }
    let byRecord = Dictionary(grouping: conflict.values) { $0.record ?? conflict.record }
    return byRecord.sorted { $0.key < $1.key }.compactMap { record, writes in
      guard let organisation = writes.first?.organisation, organisation != own,
        let said = said(of: writes, rule)
      else { return nil }
      let body = Self.body(
        conflict: Determination.letterID(
          about: record,
          field: conflict.field,
          writes: writes.map(\.entry),
        ).text,
        record: record,
        field: conflict.field,
        writes: writes.map(\.entry),
        decision: said.decision,
        entry: said.entry,
        value: said.value,
        reason: reason,
        letters: [],
      )
      return Letter(organisation: organisation, record: record, body: body)
    }
  }

  private typealias Said = (decision: Determination.Decision, entry: EntryID?, value: JSON?)

  /// What is said to whoever wrote these; `nil` where there is nothing to do.
  private func said(of writes: [StandingValue], _ rule: ContradictionRule) -> Said? {
    switch decision {
    case .bothStand, .doesNotStand: return nil
    case .set:
      guard let value, writes.contains(where: { !value.isContained(in: $0, rule) }) else {
        return nil
      }
      return (.set, nil, value)
    case .take:
      guard let entry else { return nil }
      if writes.contains(where: { $0.entry == entry.entry }) {
        return writes.count > 1 ? (.take, entry.entry, nil) : nil
      }
      let taken = JSON.object(
        rule.members.compactMap { name in
          rule.member(name, of: entry.value).map { JSON.Member(name, $0) }
        }
      )
      guard writes.contains(where: { !taken.isContained(in: $0, rule) }) else { return nil }
      return rule.isTold ? (.set, nil, taken) : (.doesNotStand, nil, nil)
    }
  }

  private static func body(
    conflict: String,
    record: EntryID,
    field: String,
    writes: [EntryID],
    decision: Determination.Decision,
    entry: EntryID?,
    value: JSON?,
    reason: String,
    letters: [EntryID],
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("conflict", .string(conflict)), .init("record", .string(record.text)),
      .init("writes", .array(Set(writes).sorted().map { .string($0.text) })),
      .init("decision", .string(decision.rawValue)), .init("reason", .string(reason)),
    ]
    if !field.isEmpty { members.append(.init("field", .string(field))) }
    if let entry { members.append(.init("entry", .string(entry.text))) }
    if let value { members.append(.init("value", value)) }
    if !letters.isEmpty {
      members.append(.init("letters", .array(letters.sorted().map { .string($0.text) })))
    }
    return .object(members)
  }
}

extension JSON {
  /// Whether a write says all of this already, null standing for what is left out.
  fileprivate func isContained(in write: StandingValue, _ rule: ContradictionRule) -> Bool {
    (members ?? []).allSatisfy { member in
      let said = rule.member(member.name, of: write.value)
      return member.value == .null ? said == nil : said == member.value
    }
  }
}
