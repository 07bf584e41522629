public import CentralView
import Practices
import Records
import Sealing

extension Store {
  /// The determinations that name a write of this record, by record; of letters only those
  /// that came from others, since the own ones are part of what they tell of.
  public func determinations(on record: RecordSummary) throws -> [DeterminationNote] {
    let found = try view.determinations(by: deciders()).filter { determination in
      guard !isOwnLetter(determination) else { return false }
      if determination.about == record.id { return true }
      return try determination.writes.contains { entry in
        try view.statement(of: entry, field: determination.field)?.record == record.id
      }
    }
    guard !found.isEmpty else { return [] }
    let wanted = Set(found.map(\.conflict))
    // Nobody determines whether two records are about one party.
    let kinds: Set<ConflictKind> = [.concurrent, .contradiction, .judgement]
    let filter = ConflictFilter(kinds: kinds, statuses: Set(ConflictStatus.allCases))
    let conflicts = try conflicts(filter)
      .filter { conflict in
        wanted.contains(conflict.id)
          || conflict.determinations.contains { wanted.contains($0.conflict) }
      }
    return try notes(found, among: conflicts)
  }

  /// What authorities decided and the own organisation has not followed yet.
  public func openDeterminations() throws -> [DeterminationNote] {
    let found = try view.determinations(by: trust().organisations(in: .authority)).filter {
      $0.counts && $0.organisation != settings.organisation
    }
    guard !found.isEmpty else { return [] }
    // Of the own records only versions of one can be in conflict.
    let conflicts = try view.judged(view.conflicts(), by: deciders())
    return try notes(found, among: conflicts).filter { $0.duty != nil }
  }

  private func isOwnLetter(_ determination: Determination) -> Bool {
    determination.organisation == settings.organisation && determination.isLetter
  }

  private func notes(
    _ determinations: [Determination],
    among conflicts: [ConflictSummary],
  ) throws -> [DeterminationNote] {
    try determinations.map { determination in
      let record = try view.record(determination.record, of: determination.organisation)
      return DeterminationNote(
        determination: determination,
        state: try state(of: determination, among: conflicts),
        history: try record.map { try history(of: $0) } ?? [],
        duty: try duty(of: determination, among: conflicts),
      )
    }
  }

  private func state(
    of determination: Determination,
    among conflicts: [ConflictSummary],
  ) throws -> DeterminationNote.State {
    if determination.isVoid { return .withdrawn }
    if determination.isInConflict { return .disputed }
    if try isIncomplete(determination) { return .incomplete }
    if determination.isLetter { return try stands(determination) == nil ? .settled : .holds }
    let own = conflicts.filter {
      $0.determinations.contains { $0.record == determination.record }
    }
    if let exact = own.first(where: { $0.id == determination.conflict }) {
      switch exact.status {
      case .determined: return .holds
      case .resolved: return .settled
      default: return .disputed
      }
    }
    return own.isEmpty ? .settled : .stale
  }

  /// Whether a write that a determination names has not arrived here: what is here cannot tell
  /// then whether it is settled.
  private func isIncomplete(_ determination: Determination) throws -> Bool {
    try !determination.writes.allSatisfy { try view.holds($0) }
  }

  // MARK: What the own organisation has to do

  /// The own record that a determination is about, while exactly the writes that it names
  /// stand there.
  private func stands(_ determination: Determination) throws -> RecordSummary? {
    guard let about = determination.about, let record = try view.record(about), !record.isVoid,
      try Set(view.standingWrites(of: determination.field, in: record).map(\.entry))
        == Set(determination.writes)
    else { return nil }
    return try view.isNewestStatement(record, field: determination.field) ? record : nil
  }

  private func duty(
    of determination: Determination,
    among conflicts: [ConflictSummary],
  ) throws -> DeterminationNote.Duty? {
    guard determination.counts, determination.decision != .bothStand else { return nil }
    if try isIncomplete(determination) { return try dutyToImport(determination) }
    guard let record = try stands(determination), record.organisation == settings.organisation
    else { return nil }
    let conflict = conflicts.first { $0.id == determination.conflict }
    guard determination.isLetter || conflict?.status == .determined else { return nil }
    let open =
      try record.conflicts.isEmpty
      ? nil
      : view.conflicts(of: record.id).first {
        $0.field.utf8.elementsEqual(determination.field.utf8)
      }
    return DeterminationNote.Duty(
      record: record,
      command: Self.command(following: determination, in: record, conflict: open),
    )
  }

  /// What another office or copy wrote has to be here before anything is done.
  private func dutyToImport(_ determination: Determination) throws -> DeterminationNote.Duty? {
    guard let about = determination.about, let record = try view.record(about),
      record.organisation == settings.organisation, !record.isVoid
    else { return nil }
    return DeterminationNote.Duty(record: record, command: "steward import BUNDLE")
  }

  /// The command that does what was determined.
  private static func command(
    following determination: Determination,
    in record: RecordSummary,
    conflict: ConflictSummary?,
  ) -> String {
    var words = ["steward"]
    words +=
      conflict.map { ["conflicts", "resolve", String($0.id.prefix(8))] }
      ?? ["revise", record.id.short]
    if determination.decision == .take, let entry = determination.entry {
      words += ["--take", entry.short]
    }
    let rule = ContradictionRule.rule(form: record.form, field: determination.field)
    let members: [(name: String, text: String)] =
      determination.decision == .doesNotStand
      ? (rule?.members ?? [determination.field]).map { ($0, $0.uppercased()) }
      : (determination.value?.members ?? []).map { ($0.name, $0.value.argument) }
    for member in members {
      words += [conflict == nil ? "--field" : "--set", "\(member.name)=\(member.text)".quoted]
    }
    return (words + ["-m", "WHY"]).joined(separator: " ")
  }
}

extension JSON {
  /// The value as it is written on a command line; nothing for what is left out.
  fileprivate var argument: String {
    switch self {
    case .null: ""
    case .string(let text): text
    default: text
    }
  }
}

extension String {
  /// The word as a shell takes it.
  fileprivate var quoted: String {
    let isPlain = unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", ",", "/", ":", "=", "@", "+": true
      default: false
      }
    }
    return isPlain ? self : "'" + replacing("'", with: #"'\''"#) + "'"
  }
}
