import GRDB
import Records

/// From rows to revisions: what the entries of a record say, and which of them have no say.
extension Projector {
  /// The entry as the merge sees it, as far as is known of its record.
  func revision(
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
    if entry.kind == .revision || entry.kind == .rejected {
      let problem = try problem(with: line, node: node, record: record, family: family)
      try reject(entry, because: problem)
      if problem != nil {
        content = .malformed
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
      let known = try statements.entry(parent, of: node.entry.organisation)
      if let known, known.kind != .copied, !known.kind.isOpen {
        return "one of its parents is no entry of its record"
      }
      if try known?.kind == .copied || isElsewhere(parent) {
        return "one of its parents is another organisation’s entry"
      }
    }
    return nil
  }

  /// Marks a revision that does not go with its record, or takes the mark back: what else is
  /// known of the record may change.
  private func reject(_ entry: FiledEntry, because reason: String?) throws {
    if entry.kind == .rejected {
      try database.execute(
        sql: "DELETE FROM malformed WHERE number = ?",
        arguments: [entry.number],
      )
    }
    if let reason {
      try statements.insertMalformed(
        number: entry.number,
        id: entry.id,
        organisation: entry.organisation,
        reason: reason,
      )
    }
    let kind = reason == nil ? EntryKind.revision : .rejected
    guard kind != entry.kind else { return }
    try statements.setKind(kind, record: entry.record, ofEntry: entry.number)
    tally.malformed += reason == nil ? 0 : 1
  }

  /// Gives up a record whose supposed first entry is none: what named it is malformed.
  func dissolve(_ record: RecordNodes) throws {
    for node in record.nodes {
      if node.entry.kind != .malformed {
        try reject(node.entry, because: Self.notAFirstEntry)
      }
      try statements.setKind(.malformed, record: nil, ofEntry: node.entry.number)
    }
    try database.execute(sql: "DELETE FROM record WHERE number = ?", arguments: [record.number])
    guard let start = record.start else { return }
    if start.kind == .missing {
      try database.execute(sql: "DELETE FROM entry WHERE number = ?", arguments: [start.number])
    } else {
      try statements.setKind(start.kind, record: nil, ofEntry: start.number)
    }
  }
}
