import Foundation
import GRDB
import Records

/// Working out the records that single lines could not settle.
extension Projector {
  /// Works out every marked record, each once.
  func settle() throws {
    hasReworked = hasReworked || !dirty.isEmpty
    for record in dirty.sorted() { try workOut(record) }
    if isBulk {
      try finishBulk()
    } else {
      touched.formUnion(dirty)
      try noteChangedParties()
      try fileChangedWords()
      try fileChangedBriefs()
    }
    dirty.removeAll()
    tally.opened = conflicts.opened.count
    tally.closed = conflicts.closed.count
    tally.open = try CentralView.openConflicts(database)
  }

  private func workOut(_ number: Int64) throws {
    let record = try RecordNodes(number, on: database)
    try retire(number)
    guard let start = record.start, try beginsRecord(start) else {
      return try dissolve(record)
    }
    let family = try family(of: record)
    var revisions: [Revision] = []
    var forms: [FormTable.Row?] = []
    for node in record.nodes {
      let revision = try revision(node, of: record, family: family)
      revisions.append(revision)
      forms.append(revision.isValid ? node.formName.flatMap(row(ofForm:)) : nil)
    }
    guard let form = Self.form(of: forms.compactMap(\.self)) else {
      return try database.execute(sql: "DELETE FROM record WHERE number = ?", arguments: [number])
    }
    if form.form != nil {
      // Beside a version that is known, one that is not says what nobody here can read.
      for (index, other) in forms.enumerated() where other != nil && other?.form == nil {
        revisions[index] = revisions[index].unreadable
      }
    }
    let merged = RecordMerge(rules: form.rules, form: form.form).merge(revisions, of: start.id)
    try write(merged, record: record, form: form, revisions: revisions)
  }

  /// Whether the entry is, or may be, the first of a record of its organisation.
  private func beginsRecord(_ start: FiledEntry) throws -> Bool {
    guard start.kind.isOpen else { return true }
    return try !isElsewhere(start.id)
  }

  /// Whether an entry that cannot be read here is another organisation's: an id commits to
  /// the organisation, so an entry that another one can read is its own.
  func isElsewhere(_ id: EntryID) throws -> Bool {
    let isFound = try Bool.fetchOne(
      database,
      sql:
        "SELECT EXISTS(SELECT 1 FROM entry WHERE id = ? AND kind IN \(EntryKind.ownAndReadable))",
      arguments: [id.hash.bytes.databaseValue],
    )
    return isFound == true
  }

  /// The form's name without version: the first entry's, else the least that is claimed.
  private func family(of record: RecordNodes) throws -> String? {
    func family(_ node: RecordNodes.Node) -> String? {
      node.formName.map { String($0.prefix { $0 != "/" }) }
    }
    let first = record.nodes.first { $0.entry.kind == .first || $0.entry.kind == .malformedFirst }
    if let first { return family(first) }
    return record.nodes.compactMap(family)
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The form that a record is read by: the newest that is known here, else the newest.
  private static func form(of rows: [FormTable.Row]) -> FormTable.Row? {
    func precedes(_ left: FormTable.Row, _ right: FormTable.Row) -> Bool {
      guard left.nameBytes.count == right.nameBytes.count else {
        return left.nameBytes.count < right.nameBytes.count
      }
      return left.nameBytes.lexicographicallyPrecedes(right.nameBytes)
    }
    return rows.filter { $0.form != nil }.max(by: precedes) ?? rows.max(by: precedes)
  }

  private func row(ofForm name: String) -> FormTable.Row? {
    forms.rows.first { $0.nameBytes.elementsEqual(name.utf8) }
  }

  // MARK: From the merge to rows

  /// Takes back everything that was worked out for a record before.
  private func retire(_ number: Int64) throws {
    let old = try Row.fetchOne(
      database,
      sql: "SELECT form, body, heads FROM record WHERE number = ?",
      arguments: [number],
    )
    if let old, (old["heads"] as Int) > 0, let form = forms[old["form"]] {
      try removeNames(of: number, form: form, body: Array((old["body"] as String).utf8))
    }
    let ids = try String.fetchAll(
      database,
      sql: "SELECT id FROM conflict WHERE record = ?",
      arguments: [number],
    )
    let isConfidential = old.flatMap { forms[$0["form"]] }?.isConfidential ?? false
    for id in ids {
      if !isConfidential { conflicts.remove(id) }
      try database.execute(sql: "DELETE FROM standing WHERE conflict = ?", arguments: [id])
    }
    for table in ["conflict", "merged", "head", "awaited"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE record = ?", arguments: [number])
    }
  }

  private func write(
    _ merged: MergedRecord,
    record: RecordNodes,
    form: FormTable.Row,
    revisions: [Revision],
  ) throws {
    let body = merged.body.bytes
    try statements.ensureRecord(
      NewRecord(
        number: record.number,
        id: merged.record,
        organisation: record.start?.organisation ?? 0,
        form: form.number,
      )
    )
    let numbers = Dictionary(
      record.nodes.map { ($0.entry.id, $0.entry.number) },
      uniquingKeysWith: { first, _ in first },
    )
    let heads = merged.heads.compactMap { numbers[$0] }
    try database.execute(
      sql: """
        UPDATE record SET form = ?, head = ?, heads = ?, revisions = ?, void = ?, incomplete = ?,
          open = ?, subject = ?, body = ? WHERE number = ?
        """,
      arguments: [
        form.number, heads.count == 1 ? heads[0] : nil, heads.count, revisions.count,
        merged.isVoid, merged.isIncomplete, merged.conflicts.count,
        subject(form, body: body)?.hash.bytes.databaseValue, String(decoding: body, as: UTF8.self),
        record.number,
      ],
    )
    if heads.count > 1 {
      for head in heads {
        try database.execute(
          sql: "INSERT INTO head VALUES (?, ?)",
          arguments: [record.number, head],
        )
      }
    }
    for id in merged.missing { try note(id, awaitedBy: record.number) }
    for conflict in merged.conflicts {
      if !form.isConfidential { conflicts.add(conflict.id.text) }
      try add(conflict, of: merged, record: record.number)
    }
    for merge in merged.automaticMerges { try add(merge, record: record.number) }
    try keepFirstBody(record)
    try fileNames(of: record.number, form: form, body: body)
  }

  private func subject(_ form: FormTable.Row, body: [UInt8]) throws -> EntryID? {
    guard let name = form.subject else { return nil }
    var tape = JSONTape()
    try tape.parse(body.span.bytes)
    guard let node = tape.member(name, of: JSONTape.root, in: body.span.bytes) else { return nil }
    guard tape.nodes[node].kind == .string else { return nil }
    return tape.id(of: node, in: body.span.bytes)
  }

  /// Keeps what the first entry said, now that the record shows something else.
  private func keepFirstBody(_ record: RecordNodes) throws {
    for node in record.nodes where node.entry.kind == .first {
      try statements.insertRevision(entry: node.entry.number, line: node.line.span.bytes)
    }
  }

  private func note(_ id: EntryID, awaitedBy record: Int64) throws {
    hasAwaited = true
    try database.execute(
      sql: "INSERT OR IGNORE INTO awaited VALUES (?, ?)",
      arguments: [id.hash.bytes.databaseValue, record],
    )
  }

  private func add(_ conflict: RecordConflict, of merged: MergedRecord, record: Int64) throws {
    let field: MergedField? =
      if case .field(let name) = conflict.cause { merged.field(named: name) } else { nil }
    try database.execute(
      sql: """
        INSERT INTO conflict(id, record, kind, field, shown, problem)
        VALUES (?, ?, 'concurrent', ?, ?, ?)
        """,
      arguments: [
        conflict.id.text, record, field?.name.string ?? "", field?.shown.json?.text,
        field?.problem,
      ],
    )
    for id in conflict.writes {
      let write = field?.writes.first { $0.entry == id }
      try database.execute(
        sql: "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?)",
        arguments: [
          conflict.id.text, id.hash.bytes.databaseValue, write?.value.json?.text, write?.time,
        ],
      )
    }
  }

  private func add(_ merge: AutomaticMerge, record: Int64) throws {
    let writes = JSON.array(
      merge.writes.map { write in
        .object(
          [JSON.Member("entry", .string(write.entry.text))]
            + (write.value.json.map { [JSON.Member("value", $0)] } ?? [])
        )
      }
    )
    try database.execute(
      sql: "INSERT INTO merged VALUES (?, ?, ?)",
      arguments: [record, merge.field.string, writes.text],
    )
  }
}

extension Revision {
  /// Whether the entry has a say in its record.
  fileprivate var isValid: Bool {
    switch content {
    case .first, .revision, .void: true
    case .malformed, .unreadable: false
    }
  }

  /// The entry with nothing to be read of what it says.
  fileprivate var unreadable: Revision {
    Revision(id: id, parents: parents, time: time, content: .unreadable)
  }
}

extension [UInt8] {
  /// The bytes as a BLOB.
  fileprivate var databaseValue: DatabaseValue { Data(self).databaseValue }
}

/// The conflicts that came and went, net of those that did both.
struct ConflictChanges {
  private(set) var opened: Set<String> = []
  private(set) var closed: Set<String> = []

  mutating func add(_ id: String) {
    if closed.remove(id) == nil { opened.insert(id) }
  }

  mutating func remove(_ id: String) {
    if opened.remove(id) == nil { closed.insert(id) }
  }
}
