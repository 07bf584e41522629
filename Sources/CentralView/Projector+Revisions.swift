import GRDB
import Records

/// Revisions of records.
extension Projector {
  /// Files an entry of a record that others have begun, or will turn out to have begun.
  func projectRevision(
    _ line: RawSpan,
    id: EntryID,
    at place: Place,
    form: FormTable.Row,
    problem: String?,
  ) throws {
    let header = reader.header
    guard let recordID = header.record else { return }
    var entry = FiledEntry(
      place,
      id: id,
      kind: problem == nil ? .revision : .malformed,
    )
    entry.form = form.number
    entry.time = header.moment.milliseconds
    guard let claim = try claim(recordID, for: place.organisation, form: form.number) else {
      entry.kind = .malformed
      try noteMalformed(place, id: entry.id, because: Self.notAFirstEntry)
      _ = try insert(entry)
      return
    }
    let record = claim.record
    entry.record = record
    guard try insert(entry) != .known else {
      // A record that was given up has no more to say now than before.
      if !claim.isCertain { dirty.insert(record) }
      return
    }
    if let problem { try noteMalformed(place, id: entry.id, because: problem) }
    if !form.isConfidential {
      tally.revised += header.isVoid ? 0 : 1
      tally.voided += header.isVoid ? 1 : 0
    }
    noteHidden(form, by: place.organisation)
    let isFiled =
      try entry.kind == .revision && !dirty.contains(record)
      && fileSuccessor(entry, of: record, header: header, form: form, line: line)
    try statements.insertRevision(entry: place.number, line: line)
    if !isFiled { dirty.insert(record) }
  }

  /// Why an entry is malformed whose `record` names no record.
  static let notAFirstEntry = "the record it names is not a record’s first entry"

  /// The number of the record that begins with `id`, made when nothing is known of it yet;
  /// `nil` when the entry with that id begins no record.
  ///
  /// It is certain that there is such a record where its first entry is read and valid.
  private func claim(
    _ id: EntryID,
    for organisation: Int64,
    form: Int64,
  ) throws -> (record: Int64, isCertain: Bool)? {
    func ensureRecord(_ number: Int64) throws {
      try statements.ensureRecord(
        NewRecord(number: number, id: id, organisation: organisation, form: form)
      )
    }
    if let known = try statements.entry(id, of: organisation) {
      guard known.kind.canBeginRecord else { return nil }
      if let record = known.record {
        // It was given up if nothing that was held so far had a say in it.
        if known.kind != .first { try ensureRecord(record) }
        return (record, known.kind == .first)
      }
      try statements.setRecord(known.number, ofEntry: known.number)
      try ensureRecord(known.number)
      return (known.number, false)
    }
    lastMissing -= 1
    hasAwaited = true
    var entry = FiledEntry(number: lastMissing, id: id, organisation: organisation, kind: .missing)
    entry.record = lastMissing
    _ = try statements.insertEntry(entry)
    try ensureRecord(lastMissing)
    return (lastMissing, false)
  }

  /// Files a revision of the only head of a record that is whole and without conflict.
  ///
  /// Its body may be shown as it stands when it differs from what is shown in written
  /// fields only, which one comparison of bytes finds out.
  ///
  /// - Returns: `false` when the record has to be worked out whole.
  private func fileSuccessor(
    _ entry: FiledEntry,
    of record: Int64,
    header: EntryHeader,
    form: FormTable.Row,
    line: RawSpan,
  ) throws -> Bool {
    guard header.parents.count == 1, let shown = try statements.plainRecord(record) else {
      return false
    }
    guard shown.form == form.number,
      try isHead(header.parents[0], of: record, named: header.record, head: shown.head, entry)
    else { return false }
    if shown.revisions == 1 {
      try statements.insertRevision(entry: shown.head, line: shown.body.span.bytes)
    }
    if form.isFollowed, !isBulk { touched.insert(record) }
    if header.isVoid {
      try statements.updateVoid(record, head: entry.number)
      return true
    }
    guard try differsInWrittenFieldsOnly(shown.body, header: header, form: form, line: line) else {
      return false
    }
    try statements.updateRecord(
      record,
      head: entry.number,
      takesBack: writesVoid(header, in: line),
      subject: subject(form, header: header, line: line),
      body: reader.tape.outerRange(of: header.body),
      of: line,
    )
    try changeNames(
      of: record,
      form: form,
      from: (shownTape, shown.body),
      to: reader.tape,
      body: header.body,
      in: line,
    )
    return true
  }

  /// Whether the entry with this id is the record's head.
  private func isHead(
    _ id: EntryID,
    of record: Int64,
    named recordID: EntryID?,
    head: Int64,
    _ entry: FiledEntry,
  ) throws -> Bool {
    // A record has its first entry's number, so that one need not be looked for.
    if head == record { return id == recordID }
    return try statements.entry(id, of: entry.organisation)?.number == head
  }

  private func writesVoid(_ header: EntryHeader, in line: RawSpan) -> Bool {
    var found = false
    reader.tape.forEachElement(of: header.writes) { element in
      if reader.tape.isText(element, equalTo: "void", in: line) { found = true }
    }
    return found
  }

  private func differsInWrittenFieldsOnly(
    _ shown: [UInt8],
    header: EntryHeader,
    form: FormTable.Row,
    line: RawSpan,
  ) throws -> Bool {
    try shownTape.parse(shown.span.bytes)
    let shownBytes = shown.span.bytes
    func isWritten(_ name: [UInt8]) -> Bool {
      let member = String(decoding: name, as: UTF8.self)
      let field = Array((form.form?.fieldName(ofMember: member) ?? member).utf8)
      var isFound = false
      reader.tape.forEachElement(of: header.writes) { element in
        if reader.tape.isText(element, equalTo: field, in: line) { isFound = true }
      }
      return isFound
    }
    var isPlain = true
    reader.tape.forEachMember(of: header.body) { name, value in
      guard isPlain else { return }
      let key = reader.tape.text(of: name, in: line)
      let old = shownTape.member(key, of: JSONTape.root, in: shownBytes)
      let isSame = old.map { old in
        let oldRange = shownTape.outerRange(of: old)
        let newRange = reader.tape.outerRange(of: value)
        return line.withUnsafeBytes { $0[newRange].elementsEqual(shown[oldRange]) }
      }
      if isSame != true { isPlain = isWritten(key) }
    }
    shownTape.forEachMember(of: JSONTape.root) { name, _ in
      guard isPlain else { return }
      let key = shownTape.text(of: name, in: shownBytes)
      if reader.tape.member(key, of: header.body, in: line) == nil { isPlain = isWritten(key) }
    }
    return isPlain
  }
}
