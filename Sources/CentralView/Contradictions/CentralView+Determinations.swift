import Foundation
import GRDB
public import Records

extension CentralView {
  /// Every determination of these organisations that is held, withdrawn ones too, by record.
  public func determinations(by organisations: [OrganisationID]) throws -> [Determination] {
    try Set(organisations).sorted().flatMap { organisation in
      try records(ofForm: "determination", organisation: organisation).compactMap { record in
        let times = try record.heads.compactMap { try time(of: $0) }
        return Determination(record, time: times.max() ?? Timestamp(milliseconds: 0))
      }
    }.sorted { $0.record < $1.record }
  }

  /// The conflicts with what was decided about them, those that are over too, and those of
  /// the determinations themselves; by id.
  ///
  /// `conflicts`: What is in conflict now.
  /// `organisations`: Whose determinations count.
  public func judged(
    _ conflicts: [ConflictSummary],
    by organisations: [OrganisationID],
    confidential: Confidentiality = .leftOut,
  ) throws -> [ConflictSummary] {
    let all = try determinations(by: organisations).filter { !$0.isLetter }
    var judged = conflicts
    var taken: Set<EntryID> = []
    for index in judged.indices {
      let exact = all.filter { $0.conflict == judged[index].id }
      judged[index].determinations = exact
      taken.formUnion(exact.map(\.record))
    }
    var evidence: [EntryID: Evidence] = [:]
    for determination in all where !taken.contains(determination.record) {
      evidence[determination.record] = try self.evidence(determination, confidential)
    }
    for index in judged.indices {
      let earlier = all.filter { evidence[$0.record]?.isAbout(judged[index]) ?? false }
      taken.formUnion(earlier.map(\.record))
      let isDecided = judged[index].determinations.contains(where: \.counts)
      judged[index].status = Self.status(of: judged[index], earlier: earlier)
      if !isDecided { judged[index].determinations += earlier }
    }
    for determination in all where !taken.contains(determination.record) && determination.counts {
      guard let evidence = evidence[determination.record] else { continue }
      if let over = evidence.summary(of: determination) { judged.append(over) }
    }
    judged += try disagreements(among: all)
    return judged.sorted { $0.id < $1.id }
  }

  private static func status(
    of conflict: ConflictSummary,
    earlier: [Determination],
  ) -> ConflictStatus {
    let standing = conflict.determinations.filter(\.counts)
    if let first = standing.first, standing.allSatisfy({ $0.agrees(with: first) }) {
      return .determined
    }
    if standing.isEmpty, earlier.contains(where: \.counts) { return .stale }
    return conflict.isIncomplete ? .incomplete : .open
  }

  /// The statements that a determination names, as they were written.
  private struct Evidence {
    let field: String
    let form: String
    let values: [StandingValue]
    var records: Set<EntryID> { Set(values.compactMap(\.record)) }

    /// Whether a conflict grew out of the one that was decided: it is one of the same field,
    /// and a record is party to both.
    func isAbout(_ conflict: ConflictSummary) -> Bool {
      conflict.field.utf8.elementsEqual(field.utf8)
        && (conflict.records.count > 1) == (records.count > 1)
        && !records.isDisjoint(with: conflict.records)
    }

    /// The conflict that was decided, now that it is over.
    func summary(of determination: Determination) -> ConflictSummary? {
      guard let first = values.first(where: { $0.record == records.min() }),
        let record = first.record
      else { return nil }
      let kind: ConflictKind =
        form.hasPrefix("judgement/")
        ? .judgement : records.count > 1 ? .contradiction : .concurrent
      return ConflictSummary(
        id: determination.conflict,
        kind: kind.rawValue,
        record: record,
        form: form,
        organisation: first.organisation,
        field: field,
        shown: nil,
        isIncomplete: false,
        values: values,
        status: .resolved,
        determinations: [determination],
      )
    }
  }

  private func evidence(
    _ determination: Determination,
    _ confidential: Confidentiality,
  ) throws -> Evidence {
    let values = try determination.writes.compactMap {
      try statement(of: $0, field: determination.field, confidential: confidential)
    }
    let least = values.compactMap(\.record).min()
    let form = try least.flatMap { try record($0, confidential: confidential)?.form }
    return Evidence(field: determination.field, form: form ?? "", values: values)
  }

  /// Determinations of one conflict that decide differently.
  private func disagreements(among all: [Determination]) throws -> [ConflictSummary] {
    let byConflict = Dictionary(grouping: all.filter(\.counts), by: \.conflict)
    return try byConflict.values.compactMap { same -> ConflictSummary? in
      let sorted = same.sorted { $0.record < $1.record }
      guard let first = sorted.first, !sorted.allSatisfy({ $0.agrees(with: first) }) else {
        return nil
      }
      var values: [StandingValue] = []
      for determination in sorted {
        guard let record = try record(determination.record) else { continue }
        values += try standingWrites(of: Self.ruling, in: record)
      }
      values.sort { $0.entry < $1.entry }
      return ConflictSummary(
        id: ConflictID(
          kind: ConflictKind.contradiction.rawValue,
          record: first.record,
          field: Self.ruling,
          writes: values.map(\.entry),
        ).text,
        kind: ConflictKind.contradiction.rawValue,
        record: first.record,
        form: "determination/1",
        organisation: first.organisation,
        field: Self.ruling,
        shown: nil,
        isIncomplete: false,
        values: values,
      )
    }
  }

  /// The group of a determination that says what was decided.
  public static let ruling = "ruling"
}

extension CentralView {
  /// The conflicts that the owners of records have closed by an entry that saw every side.
  public func resolvedConflicts(
    confidential: Confidentiality = .leftOut
  ) throws -> [ConflictSummary] {
    try ask { database in
      // An entry with one parent closes nothing that its parent had not seen apart.
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT r.number, r.id, f.name AS form, o.id AS organisation
          FROM revision v JOIN entry e ON e.number = v.entry
          JOIN record r ON r.number = e.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          JOIN organisation o ON o.number = r.organisation
          WHERE e.kind = \(EntryKind.revision.rawValue)
            AND json_array_length(CAST(v.line AS TEXT), '$.parents') > 1 ORDER BY r.id
          """,
      )
      let open = Set(try String.fetchAll(database, sql: "SELECT id FROM conflict"))
      var closed: [String: ConflictSummary] = [:]
      for row in rows {
        let record = WrittenRecord(
          number: row["number"],
          id: try Self.id(row["id"]),
          form: row["form"],
          organisation: try Self.organisation(row["organisation"]),
        )
        for conflict in try self.closed(in: record, on: database)
        where closed[conflict.id] == nil && !open.contains(conflict.id) {
          closed[conflict.id] = conflict
        }
      }
      return closed.values.sorted { $0.id < $1.id }
    }
  }

  private func closed(in record: WrittenRecord, on database: Database) throws -> [ConflictSummary] {
    let nodes = try RecordNodes(record.number, on: database)
    let revisions = nodes.revisions
    let rules = rules(of: record.form)
    let merge = RecordMerge(rules: rules)
    return revisions.sorted { ($0.time, $0.id) < ($1.time, $1.id) }.flatMap { revision in
      let written: Set<Text>
      switch revision.content {
      case .revision(let writes, _):
        written = Set(writes.map { rules.fieldName(ofMember: Text($0)) })
      case .void: written = [FieldRules.void]
      default: return [ConflictSummary]()
      }
      let seen = merge.merge(revisions, of: record.id, seenFrom: revision.parents)
      return seen.conflicts.compactMap { conflict in
        guard case .field(let name) = conflict.cause, written.contains(name),
          let field = seen.field(named: name)
        else { return nil }
        return ConflictSummary(
          id: conflict.id.text,
          kind: ConflictKind.concurrent.rawValue,
          record: record.id,
          form: record.form,
          organisation: record.organisation,
          field: name.string,
          shown: revision.value(ofField: name, rules: rules).json,
          isIncomplete: false,
          values: field.writes.map { write in
            StandingValue(
              value: write.value.json,
              entry: write.entry,
              organisation: record.organisation,
              time: Timestamp(milliseconds: write.time),
              author: nodes.author(of: write.entry),
              record: record.id,
            )
          },
          status: .resolved,
          closing: ConflictClosing(
            entry: revision.id,
            author: nodes.author(of: revision.id) ?? "",
            time: Timestamp(milliseconds: revision.time),
            reason: nodes.reason(of: revision.id),
          ),
        )
      }
    }
  }
}
