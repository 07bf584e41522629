public import CentralView
import Bundling
import Journal
import Practices
public import Records

/// An entry that was written.
public struct WrittenEntry: Hashable, Sendable {
  /// The record.
  public let record: EntryID
  /// The entry.
  public let entry: EntryID
  /// The form, with version.
  public let form: FormName
}

/// How one field in conflict is to be settled, or another one changed.
public enum FieldChoice: Sendable {
  /// What this entry wrote, named by the beginning of its id, in every field in conflict
  /// that it has a standing write of.
  case take(entry: String)
  /// This value; `nil` removes the field.
  case set(member: String, JSON?)
}

extension Store {
  /// The form with this name, the newest where no version is named.
  public func form(named name: String) throws -> Form {
    try forms.form(named: name)
  }

  /// Begins a record.
  public func add(
    form: Form,
    body: JSON,
    audience: [String]? = nil,
    author: String? = nil,
  ) throws -> WrittenEntry {
    try checkPointers(in: body, of: form)
    if form.name.name == "disclosure" { try checkDisclosure(body) }
    if form.name.name == "applicability" { try checkApplicability(body) }
    let line = try maker(author).first(
      form: form,
      body: body,
      audience: audience ?? defaultAudience(of: form),
    )
    let id = EntryID(line: line.span.bytes)
    try append([line])
    return WrittenEntry(record: id, entry: id, form: form.name)
  }

  /// Changes members of a record of the own organisation.
  ///
  /// A decision to supply that nobody checked here is tied to what the order said until now, so
  /// that a change takes the ground from it as from any other.
  ///
  /// `changes`: New values by member; `nil` removes one.
  public func revise(
    _ record: RecordSummary,
    changes: [(member: String, value: JSON?)],
    because: String,
    author: String? = nil,
  ) throws -> WrittenEntry {
    var changes = changes
    if DecisionBasis(of: record.body) == .unchecked,
      !changes.contains(where: { DecisionBasis.decisionMembers.contains($0.member) }),
      FormName(record.form).map({ CheckRequest.Subject(rawValue: $0.name) != nil }) ?? false
    {
      let before = DecisionBasis.digest(of: record.body)
      if DecisionBasis.digest(of: record.body.changed(by: changes)) != before {
        changes.append((DecisionBasis.member, .string(before)))
      }
    }
    return try write(
      record,
      changes: changes,
      because: because,
      author: author,
    )
  }

  /// Withdraws a record of the own organisation.
  public func void(
    _ record: RecordSummary,
    because: String,
    author: String? = nil,
  ) throws -> WrittenEntry {
    try requireOwn(record)
    guard !record.isVoid else { throw StoreError.nothingChanged(record.id.short) }
    let record = try visible(record)
    return try withdraw(record, because: because, author: author)
  }

  private func withdraw(
    _ record: RecordSummary,
    because: String,
    author: String?,
  ) throws -> WrittenEntry {
    guard let form = FormName(record.form) else { throw ViewError.unknownForm(record.form) }
    // Whoever takes a determination back takes back what firms were told of it.
    let withdrawn = try letters(of: record) + [record]
    for record in withdrawn { try requireSilence(of: record, because, []) }
    let lines = try withdrawn.map { record in
      try maker(author).void(
        of: record.id,
        form: form,
        parents: record.heads,
        because: because,
      )
    }
    let line = lines[lines.count - 1]
    try append(lines)
    return WrittenEntry(record: record.id, entry: EntryID(line: line.span.bytes), form: form)
  }

  /// Closes the conflicts of a record with one revision that has seen every side.
  public func resolve(
    _ conflict: ConflictSummary,
    choices: [FieldChoice],
    because: String,
    author: String? = nil,
  ) throws -> WrittenEntry {
    try requireResolvable(conflict)
    // Whoever names the conflict has asked for the record already.
    guard let record = try view.record(conflict.record, confidential: .included) else {
      throw ViewError.unknownRecord(conflict.record.short)
    }
    try requireOwn(record)
    let open = try view.conflicts(of: conflict.record, confidential: .included)
    var changes: [(member: String, value: JSON?)] = []
    for choice in choices {
      switch choice {
      case .set(let member, let value): changes.append((member, value))
      case .take(let entry):
        changes += try Self.changes(taking: entry, from: open, of: record, in: self)
      }
    }
    return try write(record, changes: changes, because: because, author: author)
  }

  /// What it takes to give every field in conflict the value that one entry wrote.
  private static func changes(
    taking name: String,
    from open: [ConflictSummary],
    of record: RecordSummary,
    in store: Store,
  ) throws -> [(member: String, value: JSON?)] {
    let rules = try store.form(named: record.form).fieldRules
    let prefix = name.lowercased()
    var changes: [(member: String, value: JSON?)] = []
    var isFound = false
    for conflict in open where !conflict.field.isEmpty {
      let standing = conflict.values.filter { $0.entry.text.hasPrefix(prefix) }
      guard prefix.utf8.count >= 4, let write = standing.first, standing.count == 1 else {
        continue
      }
      isFound = true
      guard rules.isGroup(Text(conflict.field)) else {
        changes.append((conflict.field, write.value))
        continue
      }
      for member in (rules.members(ofGroup: Text(conflict.field)) ?? []) {
        changes.append((member.string, write.value?[member.string]))
      }
    }
    guard isFound else { throw StoreError.notStanding(name) }
    return changes
  }

  private func write(
    _ record: RecordSummary,
    changes: [(member: String, value: JSON?)],
    because: String,
    author: String?,
  ) throws -> WrittenEntry {
    try requireOwn(record)
    let record = try visible(record)
    let form = try form(named: record.form)
    let rules = form.fieldRules
    var writes: Set<Text> = []
    var members = record.body.members ?? []
    if let withdrawal = changes.last(where: { Text($0.member) == FieldRules.void }) {
      if withdrawal.value == .bool(true) {
        // An entry that withdraws has no body to say anything else with.
        guard changes.count == 1 else { throw StoreError.withdrawsAndSays }
        return try withdraw(record, because: because, author: author)
      }
      writes.insert(FieldRules.void)
    }
    for change in changes where Text(change.member) != FieldRules.void {
      let value = change.value?.normalized
      let old = members.first { $0.name.utf8.elementsEqual(change.member.utf8) }?.value
      let field = rules.fieldName(ofMember: Text(change.member))
      let isOpen = record.conflicts.contains { Text($0) == field }
      if old != value || isOpen { writes.insert(field) }
      members.removeAll { $0.name.utf8.elementsEqual(change.member.utf8) }
      if let value { members.append(JSON.Member(change.member, value)) }
    }
    let left = record.conflicts.filter { !writes.contains(Text($0)) && !$0.isEmpty }
    guard left.isEmpty else { throw StoreError.fieldsInConflict(left) }
    guard !writes.isEmpty || record.heads.count > 1 else {
      throw StoreError.nothingChanged(record.id.short)
    }
    try checkPointers(in: .object(members), of: form)
    if form.name.name == "disclosure" { try checkDisclosure(.object(members)) }
    if form.name.name == "applicability" { try checkApplicability(.object(members)) }
    try requireSilence(of: record, because, members)
    let line = try maker(author).revision(
      of: record.id,
      form: form,
      parents: record.heads,
      writes: writes.map(\.string),
      body: .object(members),
      because: because,
    )
    try append([line])
    return WrittenEntry(record: record.id, entry: EntryID(line: line.span.bytes), form: form.name)
  }

  /// The record with as many of its heads as one revision can name.
  private func visible(_ record: RecordSummary) throws -> RecordSummary {
    guard record.heads.count > MergedRecord.mostHeads else { return record }
    let heads = Array(record.heads.prefix(MergedRecord.mostHeads))
    return try view.record(record, seenFrom: heads, in: heldJournals())
  }

  private func requireOwn(_ record: RecordSummary) throws {
    guard record.organisation == settings.organisation else {
      throw StoreError.foreignRecord(record.id.short, owner: try name(of: record.organisation))
    }
    guard !record.heads.isEmpty else { throw StoreError.incompleteRecord(record.id.short) }
  }

  func maker(_ author: String?) -> EntryMaker {
    EntryMaker(settings: settings, forms: forms, author: author)
  }

  /// Writes lines to the own journal, durably, and brings the view up to date.
  func append(_ lines: [[UInt8]]) throws {
    do {
      var writer = try journalWriter()
      _ = try writer.append(lines)
    }
    try catchUp()
  }

  /// Opens the own journal for writing.
  ///
  /// `afterFork`: Whether it may have forked, as for whoever settles that.
  func journalWriter(afterFork: Bool = false) throws -> JournalWriter {
    if !afterFork { try requireUnforked() }
    return try JournalWriter.open(
      layout.journal(settings.origin),
      files: files,
      codec: codec,
      saying: "steward, writing an entry",
    )
  }
}
