import Foundation
import GRDB
import Records

/// Working out the records that single lines could not settle.
extension Projector {
  /// Works out every marked record, each once.
  func settle() throws {
    for record in dirty.sorted() { try workOut(record) }
    if isBulk {
      try finishBulk()
    } else {
      touched.formUnion(dirty)
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
    var forms: [String] = []
    for node in record.nodes {
      let revision = try revision(node, of: record, family: family)
      revisions.append(revision)
      if let name = node.formName, revision.isValid { forms.append(name) }
    }
    guard revisions.contains(where: \.isValid) else {
      return try database.execute(sql: "DELETE FROM record WHERE number = ?", arguments: [number])
    }
    let formName = forms.max { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard let form = try formName.flatMap({ try row(ofForm: $0) }) else { return }
    let merged = RecordMerge(rules: form.rules).merge(revisions, of: start.id)
    try write(merged, record: record, form: form, revisions: revisions)
  }

  /// Whether the entry is, or may be, the first of a record of its organisation.
  private func beginsRecord(_ start: FiledEntry) throws -> Bool {
    guard start.kind == .missing else { return true }
    // An id commits to the organisation, so an entry that another one can read is its own.
    let isElsewhere = try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS(SELECT 1 FROM entry WHERE id = ? AND kind IN (0, 1, 2, 6))",
      arguments: [start.id.hash.bytes.databaseValue],
    )
    return isElsewhere != true
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

  private func row(ofForm name: String) throws -> FormTable.Row? {
    forms.rows.first { $0.nameBytes.elementsEqual(name.utf8) }
  }

  // MARK: From rows to revisions

  private func revision(
    _ node: RecordNodes.Node,
    of record: RecordNodes,
    family: String?,
  ) throws -> Revision {
    let entry = node.entry
    let time = entry.time ?? 0
    if entry.kind == .malformedFirst {
      return Revision(id: entry.id, parents: [], time: time, content: .malformed)
    }
    if entry.kind == .first {
      let body = (try? JSON(parsing: node.line.span.bytes)) ?? .object([])
      return Revision(id: entry.id, parents: [], time: time, content: .first(body: body))
    }
    let line = try Entry(line: node.line.span.bytes)
    var content: Revision.Content = .malformed
    if entry.kind == .revision {
      if let problem = try problem(with: line, node: node, record: record, family: family) {
        try reject(entry, because: problem)
      } else if line.isVoid {
        content = .void
      } else {
        content = .revision(writes: line.writes ?? [], body: line.body ?? .object([]))
      }
    }
    return Revision(id: entry.id, parents: line.parents, time: time, content: content)
  }

  /// Why an entry is no revision of its record, as far as is known.
  private func problem(
    with line: Entry,
    node: RecordNodes.Node,
    record: RecordNodes,
    family: String?,
  ) throws -> String? {
    if let family, node.formName.map({ $0.hasPrefix(family + "/") }) != true {
      return "it revises a record of another form"
    }
    let own = Set(record.nodes.map(\.entry.id))
    for parent in line.parents where !own.contains(parent) && parent != record.start?.id {
      if let known = try statements.entry(parent, of: node.entry.organisation) {
        guard !known.kind.isOpen, let other = known.record, other != record.number else { continue }
        return "one of its parents is an entry of another record"
      }
      let isElsewhere = try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS(SELECT 1 FROM entry WHERE id = ? AND kind IN (0, 1, 2, 6))",
        arguments: [parent.hash.bytes.databaseValue],
      )
      if isElsewhere == true { return "one of its parents is another organisation’s entry" }
    }
    return nil
  }

  private func reject(_ entry: FiledEntry, because reason: String) throws {
    try statements.setKind(.malformed, record: entry.record, ofEntry: entry.number)
    try statements.insertMalformed(
      number: entry.number,
      id: entry.id,
      organisation: entry.organisation,
      reason: reason,
    )
    tally.malformed += 1
  }

  /// Gives up a record whose supposed first entry is none: what named it is malformed.
  private func dissolve(_ record: RecordNodes) throws {
    for node in record.nodes {
      try statements.setKind(.malformed, record: nil, ofEntry: node.entry.number)
      if node.entry.kind != .malformed {
        try reject(
          FiledEntry(
            number: node.entry.number,
            id: node.entry.id,
            organisation: node.entry.organisation,
            kind: .malformed,
          ),
          because: Self.notAFirstEntry,
        )
      }
    }
    try database.execute(sql: "DELETE FROM record WHERE number = ?", arguments: [record.number])
    if let start = record.start, start.kind == .missing {
      try database.execute(sql: "DELETE FROM entry WHERE number = ?", arguments: [start.number])
    }
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
      sql: "INSERT INTO conflict VALUES (?, ?, 'concurrent', ?, ?)",
      arguments: [conflict.id.text, record, field?.name.string ?? "", field?.shown.json?.text],
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
