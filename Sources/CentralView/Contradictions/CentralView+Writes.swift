import Foundation
import GRDB
public import Records

/// A record's row, as far as its writes are asked for.
struct WrittenRecord {
  let number: Int64
  let id: EntryID
  /// The form's name, with version.
  let form: String
  let organisation: OrganisationID
}

extension CentralView {
  /// The writes of a field that stand in a record, ordered by entry.
  public func standingWrites(of field: String, in record: RecordSummary) throws -> [StandingValue] {
    try ask { database in
      let number = try Int64.fetchOne(
        database,
        sql: """
          SELECT e.record FROM entry e JOIN organisation o ON o.number = e.organisation
          WHERE e.id = ? AND o.id = ? AND e.record IS NOT NULL
          """,
        arguments: [Data(record.id.hash.bytes), record.organisation.text],
      )
      guard let number else { return [] }
      let written = WrittenRecord(
        number: number,
        id: record.id,
        form: record.form,
        organisation: record.organisation,
      )
      return try writes(of: field, in: written, on: database)
    }
  }

  /// What an entry says of a field of its record; `nil` where it cannot be read here.
  public func statement(
    of entry: EntryID,
    field: String,
    confidential: Confidentiality = .leftOut,
  ) throws -> StandingValue? {
    try ask { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT r.number, r.id, f.name AS form, o.id AS organisation FROM entry e
          JOIN record r ON r.number = e.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          JOIN organisation o ON o.number = r.organisation WHERE e.id = ? ORDER BY o.id
          """,
        arguments: [Data(entry.hash.bytes)],
      )
      guard let row else { return nil }
      let record = WrittenRecord(
        number: row["number"],
        id: try Self.id(row["id"]),
        form: row["form"],
        organisation: try Self.organisation(row["organisation"]),
      )
      let nodes = try RecordNodes(record.number, on: database)
      guard let revision = nodes.revisions.first(where: { $0.id == entry }) else { return nil }
      let value = revision.value(ofField: Text(field), rules: rules(of: record.form))
      return StandingValue(
        value: value.json,
        entry: entry,
        organisation: record.organisation,
        time: Timestamp(milliseconds: revision.time),
        author: nodes.author(of: entry),
        record: record.id,
      )
    }
  }

  /// The writes of a field that stand in a record.
  func writes(
    of field: String,
    in record: WrittenRecord,
    on database: Database,
  ) throws -> [StandingValue] {
    let nodes = try RecordNodes(record.number, on: database)
    let merge = RecordMerge(rules: rules(of: record.form))
    return merge.standing(Text(field), in: nodes.revisions, of: record.id).map { write in
      StandingValue(
        value: write.value.json,
        entry: write.entry,
        organisation: record.organisation,
        time: Timestamp(milliseconds: write.time),
        author: nodes.author(of: write.entry),
        record: record.id,
      )
    }
  }

  func rules(of form: String) -> FieldRules {
    FormName(form).flatMap { forms[$0] }?.fieldRules ?? .none
  }
}

extension RecordNodes {
  /// The entries as the merge takes them, once the record was worked out: what breaks a rule
  /// by its place is marked by then.
  var revisions: [Revision] {
    nodes.map { node in
      let entry = node.entry
      if entry.kind == .first {
        let body = (try? JSON(parsing: node.line.span.bytes)) ?? .object([])
        return revision(entry, parents: [], .first(body: body))
      }
      guard let line = line(node) else { return revision(entry, parents: [], .malformed) }
      guard entry.kind == .revision else {
        return revision(entry, parents: line.parents, .malformed)
      }
      let content: Revision.Content =
        line.isVoid
        ? .void : .revision(writes: line.writes ?? [], body: line.body ?? .object([]))
      return revision(entry, parents: line.parents, content)
    }
  }

  /// The author that a revision claims; the view does not keep that of a first entry.
  func author(of entry: EntryID) -> String? {
    nodes.first { $0.entry.id == entry && $0.entry.kind == .revision }.flatMap(line)?.author
  }

  /// The reason that a revision gives.
  func reason(of entry: EntryID) -> String? {
    nodes.first { $0.entry.id == entry && $0.entry.kind == .revision }.flatMap(line)?.because
  }

  private func line(_ node: Node) -> Entry? { try? Entry(line: node.line.span.bytes) }

  private func revision(
    _ entry: FiledEntry,
    parents: [EntryID],
    _ content: Revision.Content,
  ) -> Revision {
    Revision(id: entry.id, parents: parents, time: entry.time ?? 0, content: content)
  }
}
