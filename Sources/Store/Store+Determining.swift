public import CentralView
public import Records
import Sealing

/// A determination that was written, and whom it tells.
public struct WrittenDetermination: Sendable {
  /// The determination itself.
  public let entry: WrittenEntry
  /// The firms that are told, each once, ascending: they read it in the next bundle to them.
  public let told: [OrganisationID]
  /// The firms that had been told something, and are told that it is taken back.
  public let recalled: [OrganisationID]
}

extension Store {
  /// Decides a conflict as an authority.
  ///
  /// Within a firm the determination is for that firm to read. Between firms it stays at home,
  /// and each firm whose statement does not hold gets a letter: a determination of its own,
  /// which names no record, entry or value of anybody else. What was decided before is revised,
  /// so that the last word and all before it are one history.
  ///
  /// - Throws: ``ConflictError``; nothing is written then.
  public func determine(
    _ conflict: ConflictSummary,
    _ choices: [RulingChoice],
    because reason: String,
    author: String? = nil,
  ) throws -> WrittenDetermination {
    try requireDeterminable(conflict)
    if conflict.form.hasPrefix("determination/") {
      return try confirm(conflict, choices, because: reason, author: author)
    }
    let ruling = try Ruling(choices, on: conflict, members: members(of: conflict))
    let letters = ruling.letters(reason: reason.normalized, keeping: settings.organisation)
    let earlier = try ownDeterminations(of: conflict)
    let told = try earlier.flatMap { try self.letters(of: $0) }
    try requireSilence(of: ruling, reason, letters: letters, withdrawn: told)
    var draft = DeterminationDraft(store: self, author: author, reason: reason)
    return try draft.write(ruling, letters: letters, in: earlier, told: told)
  }

  /// What of a conflict's field can be set.
  private func members(of conflict: ConflictSummary) throws -> [String] {
    switch ConflictKind(rawValue: conflict.kind) {
    case .contradiction:
      return ContradictionRule.rule(form: conflict.form, field: conflict.field)?.members ?? []
    case .concurrent:
      guard !conflict.field.isEmpty else { return [] }
      return try form(named: conflict.form).group(conflict.field)?.members ?? [conflict.field]
    default: return []
    }
  }

  /// Settles determinations that disagree: the own ones say what the one that is taken says.
  private func confirm(
    _ conflict: ConflictSummary,
    _ choices: [RulingChoice],
    because reason: String,
    author: String?,
  ) throws -> WrittenDetermination {
    guard choices.count == 1, case .take(let name) = choices[0] else {
      throw ConflictError.oneDecision
    }
    let prefix = name.lowercased()
    let found = conflict.values.filter { $0.entry.text.hasPrefix(prefix) }
    guard let taken = found.first, found.count == 1, prefix.utf8.count >= 4,
      let determination = try view.determinations(by: deciders())
        .first(where: { $0.record == taken.record })
    else { throw StoreError.notStanding(name) }
    let original = try self.conflict(named: determination.conflict)
    return try determine(original, determination.choices, because: reason, author: author)
  }

  /// The own determinations of a conflict or of what it grew out of.
  private func ownDeterminations(of conflict: ConflictSummary) throws -> [RecordSummary] {
    try conflict.determinations
      .filter { $0.organisation == settings.organisation && !$0.isVoid }
      .compactMap { try view.record($0.record, of: settings.organisation) }
      .filter { !$0.heads.isEmpty }
  }

  /// The letters of a determination that are not withdrawn, to be withdrawn with it.
  func letters(of record: RecordSummary) throws -> [RecordSummary] {
    guard record.form.hasPrefix("determination/") else { return [] }
    return try (record.body["letters"]?.elements ?? []).compactMap { value in
      guard let id = value.string.flatMap({ EntryID($0) }),
        let letter = try view.record(id, of: settings.organisation), !letter.isVoid,
        !letter.heads.isEmpty
      else { return nil }
      return letter
    }
  }
}

extension Determination {
  /// What was decided, to be decided once more.
  fileprivate var choices: [RulingChoice] {
    switch decision {
    case .take: entry.map { [.take(entry: $0.text)] } ?? []
    case .set:
      (value?.members ?? []).map { .set(member: $0.name, $0.value == .null ? nil : $0.value) }
    case .bothStand: [.bothStand]
    case .doesNotStand: []
    }
  }
}

/// The entries of one decision, written together.
private struct DeterminationDraft {
  let store: Store
  let form: Form
  let maker: EntryMaker
  let reason: String
  private var lines: [[UInt8]] = []

  init(store: Store, author: String?, reason: String) {
    self.store = store
    self.reason = reason
    maker = store.maker(author)
    guard let form = store.forms.newest("determination") else {
      preconditionFailure("The program carries the form of determinations.")
    }
    self.form = form
  }

  /// Writes letters first, so that the determination can name them.
  ///
  /// `earlier`: What was decided before, and `told`, the letters that told of it: what is not said
  /// again is withdrawn.
  mutating func write(
    _ ruling: Ruling,
    letters: [Ruling.Letter],
    in earlier: [RecordSummary],
    told: [RecordSummary],
  ) throws -> WrittenDetermination {
    let isWithinFirm = ruling.conflict.kind == ConflictKind.concurrent.rawValue
    var known: [EntryID: RecordSummary] = [:]
    for letter in told {
      if let about = letter.body["record"]?.string.flatMap({ EntryID($0) }) {
        known[about] = letter
      }
    }
    var named: [EntryID] = []
    for letter in letters {
      named.append(
        try say(letter.body, in: known[letter.record].map { [$0] } ?? [], to: letter.organisation)
      )
      known[letter.record] = nil
    }
    var recalled: Set<OrganisationID> = []
    for (_, letter) in known.sorted(by: { $0.key < $1.key }) {
      recalled.formUnion(try store.readers(ofLetter: letter))
      lines.append(
        try maker.void(of: letter.id, form: form.name, parents: letter.heads, because: reason)
      )
    }
    let count = lines.count
    let record = try say(
      ruling.body(reason: reason, letters: named),
      in: earlier,
      to: isWithinFirm ? ruling.conflict.organisation : nil,
    )
    guard lines.count > count, let last = lines.last else {
      throw ConflictError.decidedSo(String(ruling.conflict.id.prefix(8)))
    }
    let entry = EntryID(line: last.span.bytes)
    try store.append(lines)
    let readers = Set(
      letters.map(\.organisation) + (isWithinFirm ? [ruling.conflict.organisation] : [])
    )
    return WrittenDetermination(
      entry: WrittenEntry(record: record, entry: entry, form: form.name),
      told: readers.sorted(),
      recalled: recalled.subtracting(readers).sorted(),
    )
  }

  /// Says something in the records that there are, or in a new one; returns the first of them.
  private mutating func say(
    _ body: JSON,
    in earlier: [RecordSummary],
    to reader: OrganisationID?,
  ) throws -> EntryID {
    try store.checkPointers(in: body, of: form)
    guard let first = earlier.first else {
      let line = try maker.first(form: form, body: body, audience: reader.map { [$0.text] } ?? [])
      lines.append(line)
      return EntryID(line: line.span.bytes)
    }
    let rules = form.fieldRules
    for record in earlier where record.body != body.normalized || !record.conflicts.isEmpty {
      let names = ((record.body.members ?? []) + (body.members ?? [])).map(\.name)
      let changed = names.filter { record.body[$0] != body.normalized[$0] }
        .map { rules.fieldName(ofMember: Text($0)).string }
      lines.append(
        try maker.revision(
          of: record.id,
          form: form,
          parents: record.heads,
          writes: Array(Set(changed + record.conflicts)),
          body: body,
          because: reason,
        )
      )
    }
    return first.id
  }
}
