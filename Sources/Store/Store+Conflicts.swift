public import CentralView
import Records
import Sealing

extension Store {
  /// The conflicts that a filter lets through, by id, each with what was decided about it.
  public func conflicts(
    _ filter: ConflictFilter = ConflictFilter(),
    confidential: Confidentiality = .leftOut,
  ) throws -> [ConflictSummary] {
    let wantsOver = filter.statuses?.contains(.resolved) ?? false
    var found = try allConflicts(confidential: confidential, includingOver: wantsOver)
    if wantsOver, filter.kinds.isEmpty || filter.kinds.contains(.duplicate) {
      let known = Set(found.map(\.id))
      found += try answered().filter { !known.contains($0.id) }
      found.sort { $0.id < $1.id }
    }
    return try found.filter(filter.matches).map(naming)
  }

  /// The conflict whose id begins with these characters, in whichever state it is.
  ///
  /// - Throws: ``CentralView/ViewError/unknownConflict(_:)`` when none does.
  public func conflict(
    named prefix: String,
    confidential: Confidentiality = .leftOut,
  ) throws -> ConflictSummary {
    let letters = prefix.lowercased()
    guard letters.utf8.count >= 4 else { throw ViewError.unknownConflict(prefix) }
    var found = try allConflicts(confidential: confidential, includingOver: true)
      .filter { $0.id.hasPrefix(letters) }
    if found.isEmpty { found = try answered().filter { $0.id.hasPrefix(letters) } }
    guard found.count <= 1 else {
      throw ViewError.ambiguousConflict(prefix, candidates: found.map(\.id))
    }
    guard let conflict = found.first, found.count == 1 else {
      // A fork has no values to choose from: another command closes it.
      guard found.isEmpty, let fork = try view.fork(named: prefix) else {
        throw ViewError.unknownConflict(prefix)
      }
      let owner = try name(of: fork.organisation)
      throw ConflictError.closedElsewhere(
        id: String(fork.id.prefix(8)),
        kind: .fork,
        command: fork.organisation == settings.organisation
          ? "steward restore --after-fork"
          : "\(owner) settles it: steward restore --after-fork BUNDLE",
      )
    }
    return try naming(conflict)
  }

  /// The questions of matching that a judgement has answered.
  private func answered() throws -> [ConflictSummary] {
    try view.answeredMatches(judgedBy: settings.organisation).map { $0.conflict }
  }

  /// The conflict with who closed it, where a judgement did.
  private func naming(_ conflict: ConflictSummary) throws -> ConflictSummary {
    guard conflict.kind == ConflictKind.duplicate.rawValue, let closing = conflict.closing,
      let judgement = try view.record(withEntry: closing.entry)
    else { return conflict }
    var named = conflict
    let entry = try history(of: judgement).first { $0.id == closing.entry }?.entry
    named.closing?.author = entry?.author ?? ""
    return named
  }

  /// The conflicts that a record is party to, without those that are over.
  public func conflicts(
    on record: RecordSummary,
    confidential: Confidentiality = .leftOut,
  ) throws -> [ConflictSummary] {
    var found =
      record.conflicts.isEmpty
      ? [] : try view.conflicts(of: record.id, confidential: confidential)
    found += try view.contradictions(among: party(of: record)).filter {
      $0.records.contains(record.id)
    }
    guard !found.isEmpty else { return [] }
    return try view.judged(found, by: deciders(), confidential: confidential)
      .filter { $0.status != .resolved && $0.records.contains(record.id) }
  }

  /// The records held to be about the party that a record describes or is about.
  private func party(of record: RecordSummary) throws -> [[PartyRecord]] {
    let isCompared = ContradictionRule.all.contains { record.form.hasPrefix($0.form + "/") }
    guard settings.role != .company, isCompared else { return [] }
    let member = FormName(record.form).flatMap { forms[$0] }?.subject
    let subject = member.flatMap { record.body[$0]?.string }.flatMap { EntryID($0) }
    let group = try view.party(
      of: subject ?? record.id,
      organisation: record.organisation,
      judgedBy: settings.organisation,
    )
    return group.map { [$0.records] } ?? []
  }

  private func allConflicts(
    confidential: Confidentiality,
    includingOver: Bool,
  ) throws -> [ConflictSummary] {
    var conflicts = try view.judged(
      currentConflicts(confidential: confidential),
      by: deciders(),
      confidential: confidential,
    )
    guard includingOver else { return conflicts }
    for over in try view.resolvedConflicts(confidential: confidential) {
      if let index = conflicts.firstIndex(where: { $0.id == over.id }) {
        conflicts[index].closing = over.closing
      } else {
        conflicts.append(over)
      }
    }
    return conflicts.sorted { $0.id < $1.id }
  }

  /// What is in conflict now, whatever was decided.
  private func currentConflicts(confidential: Confidentiality) throws -> [ConflictSummary] {
    try view.conflicts(confidential: confidential)
      + view.contradictions(among: partyRecords(confidential: confidential)) + matchConflicts()
  }

  /// The records held to be about one party, by the own judgements.
  private func partyRecords(confidential: Confidentiality) throws -> [[PartyRecord]] {
    // A firm holds nobody's customers but its own.
    guard settings.role != .company else { return [] }
    return try view.parties(judgedBy: settings.organisation, confidential: confidential)
      .map(\.records)
  }

  /// Whose determinations count: the own ones, and those of the authorities that are trusted.
  func deciders() throws -> [OrganisationID] {
    try [settings.organisation] + trust().organisations(in: .authority)
  }

  /// The command that closes a conflict from here, with capitals for what a person has to say;
  /// `nil` where somebody else has to.
  public func closingCommand(for conflict: ConflictSummary) -> String? {
    let id = conflict.id.prefix(8)
    let newest = conflict.values.max { ($0.time, $0.entry) < ($1.time, $1.entry) }
    let entry = newest?.entry.short ?? "ENTRY"
    let isOwn = conflict.organisation == settings.organisation
    switch ConflictKind(rawValue: conflict.kind) {
    case .concurrent, nil:
      if isOwn { return "steward conflicts resolve \(id) --take \(entry) -m WHY" }
      return settings.role == .authority ? "steward determine \(id) --take \(entry) -m WHY" : nil
    case .contradiction, .judgement:
      if settings.role == .authority { return "steward determine \(id) --take \(entry) -m WHY" }
      return conflict.kind == ConflictKind.judgement.rawValue ? judging(conflict) : nil
    case .duplicate: return judging(conflict)
    case .fork:
      return isOwn ? "steward restore --after-fork BUNDLE" : nil
    }
  }

  /// The command that says again whether two records are about one party.
  private func judging(_ conflict: ConflictSummary) -> String {
    let names = conflict.records.prefix(2).map(\.short).joined(separator: " ")
    return "steward matches same \(names) -m WHY"
  }

  /// Refuses to close with one command what another closes.
  public func requireResolvable(_ conflict: ConflictSummary) throws {
    guard conflict.status != .resolved else {
      throw ConflictError.over(String(conflict.id.prefix(8)))
    }
    let kind = ConflictKind(rawValue: conflict.kind) ?? .concurrent
    guard kind == .concurrent else { throw try closedElsewhere(conflict, kind) }
    guard conflict.organisation == settings.organisation else {
      throw ConflictError.closedByOwner(
        id: String(conflict.id.prefix(8)),
        owner: try name(of: conflict.organisation),
        command: closingCommand(for: conflict).map { "say how you see it: \($0)" },
      )
    }
  }

  /// Refuses to decide what is not decided by an authority.
  public func requireDeterminable(_ conflict: ConflictSummary) throws {
    guard conflict.status != .resolved else {
      throw ConflictError.over(String(conflict.id.prefix(8)))
    }
    let kind = ConflictKind(rawValue: conflict.kind) ?? .concurrent
    switch kind {
    case .contradiction: break
    case .judgement:
      // Whoever is no authority takes one of its own judgements back.
      guard settings.role == .authority else { throw try closedElsewhere(conflict, kind) }
    case .concurrent:
      guard conflict.organisation != settings.organisation else {
        throw try closedElsewhere(conflict, kind)
      }
    case .duplicate, .fork: throw try closedElsewhere(conflict, kind)
    }
    guard settings.role == .authority else { throw ConflictError.notAnAuthority }
  }

  private func closedElsewhere(
    _ conflict: ConflictSummary,
    _ kind: ConflictKind,
  ) throws -> ConflictError {
    let command: String
    if let own = closingCommand(for: conflict) {
      command = own
    } else if kind == .fork {
      let owner = try name(of: conflict.organisation)
      command = "\(owner) settles it: steward restore --after-fork BUNDLE"
    } else {
      command = "an authority decides it: steward determine \(conflict.id.prefix(8)) …"
    }
    return .closedElsewhere(id: String(conflict.id.prefix(8)), kind: kind, command: command)
  }
}

extension PartyGroup {
  /// The records, as contradictions look for them.
  fileprivate var records: [PartyRecord] {
    members.map { PartyRecord($0.record, of: $0.organisation) }
  }
}
