import CentralView
import Practices
import Records
import Store

/// Everything about a record, as `show` tells it.
struct RecordPortrait: CommandResult {
  let record: RecordSummary
  let form: Form?
  let audience: [String]?
  let conflicts: [ConflictSummary]
  let merges: [(field: String, writes: [StandingValue])]
  /// What authorities decided about it.
  let determinations: [DeterminationNote]
  /// What was said of it and other records here.
  let judgements: [JudgementNote]
  /// The record's entries, where the history is asked for.
  let entries: [HistoryEntry]?
  let wording: RecordWording

  init(
    record: RecordSummary,
    entries: [HistoryEntry]?,
    store: Store,
    confidential: Confidentiality,
  ) throws {
    self.record = record
    self.entries = entries
    wording = RecordWording(store, confidential: confidential)
    form = wording.form(of: record)
    audience = try store.readers(of: record)
    conflicts = try store.conflicts(on: record, confidential: confidential)
    determinations = try store.determinations(on: record)
    judgements = try store.judgements(on: record)
    merges = try store.view.automaticMerges(of: record)
  }

  var json: JSON {
    var members = record.members
    members.append(.init("audience", audience.map { .strings($0) } ?? .null))
    members.append(.init("open", .array(conflicts.map(\.json))))
    members.append(
      .init(
        "merged",
        .array(
          merges.map { ["field": .string($0.field), "writes": .array($0.writes.map(\.json))] }
        ),
      )
    )
    members.append(
      .init("determinations", .array(determinations.map { $0.json(history: entries != nil) }))
    )
    members.append(
      .init("judgements", .array(judgements.map { $0.json(history: entries != nil) }))
    )
    if basis != .none { members.append(.init("decision_basis", .string(basis.rawValue))) }
    if let entries { members.append(.init("history", .array(entries.map(RecordHistory.json)))) }
    return .object(members)
  }

  func text(columns: Int) -> String {
    let label = form?.label ?? RecordWording.plainName(record.form)
    var parts = ["\(label.shown): \(wording.title(of: record))", facts(columns), fields(columns)]
    for conflict in conflicts {
      parts.append(
        ConflictBlock(conflict: conflict, wording: wording, form: form).text(
          columns: columns,
          isAlone: false,
        )
      )
    }
    for note in determinations {
      parts.append(
        DeterminationBlock(note: note, form: form, wording: wording).text(
          columns: columns,
          history: entries != nil,
        )
      )
    }
    for note in judgements where !note.record.isVoid || entries != nil {
      parts.append(
        JudgementBlock(note: note, wording: wording).text(
          columns: columns,
          history: entries != nil,
        )
      )
    }
    if !merges.isEmpty { parts.append(merged(columns)) }
    if let entries {
      parts.append(
        RecordHistory(entries: entries, form: form, wording: wording).text(columns: columns)
      )
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func facts(_ columns: Int) -> String {
    var table = TextTable(titles: ["", ""])
    table.rows.append(["record", record.id.text])
    table.rows.append([
      "form", "\(record.form.shown), \(Layout.count(record.revisions, "entry", "entries"))",
    ])
    table.rows.append(["kept by", wording.name(of: record.organisation)])
    let readers =
      audience.map { wording.readers($0, of: record.organisation) }
      ?? "not known: its first entry cannot be read here"
    table.rows.append(["readers", readers])
    if record.isVoid { table.rows.append(["state", "WITHDRAWN"]) }
    if record.isIncomplete {
      table.rows.append(["state", "INCOMPLETE: entries of it are missing or cannot be read here"])
    }
    switch basis {
    case .unchecked: table.rows.append(["decision", "to supply, decided without a check"])
    case .stale:
      table.rows.append([
        "decision", "NO LONGER HOLDS: it changed since, and is to be decided anew",
      ])
    case .holds, .none: break
    }
    if record.isForked {
      table.rows.append([
        "state",
        "FORKED: entries of it stand on one branch of a forked journal: ‘steward conflicts’",
      ])
    }
    if form == nil {
      table.rows.append(["", "this program does not know its form and shows it as it came"])
    }
    return table.text(columns: columns, indent: "  ")
  }

  /// How the decision about an order or a sample stands.
  private var basis: DecisionBasis {
    let family = String(record.form.prefix { $0 != "/" })
    let isRequest = CheckRequest.Subject(rawValue: family) != nil && !record.isVoid
    return isRequest ? DecisionBasis(of: record.body) : .none
  }

  /// Each field by its label; what the form does not know, by its own name.
  private func fields(_ columns: Int) -> String {
    let known = form?.fields.map(\.name) ?? []
    let units = Set((form?.fields ?? []).compactMap { $0.unit })
    let names =
      known.filter { record.body[$0] != nil }
      + (record.body.members ?? []).map(\.name).filter { !known.contains($0) }
    let rows = names.filter { !units.contains($0) || !hasAmount(withUnit: $0) }.map { name in
      (
        label: known.contains(name)
          ? RecordWording.label(of: name, in: form) : "\(name.shown) (not in the form)",
        text: wording.text(of: name, in: record.body, form: form, isMultiline: true),
        mark: isInConflict(name) ? "   ! in conflict, see below" : "",
      )
    }
    let width = min(34, rows.map { Layout.width($0.label) }.max() ?? 0)
    let indent = String(repeating: " ", count: width + 4)
    return rows.map { row in
      Layout.wrapped(
        row.text + row.mark,
        width: columns,
        indent: indent,
        first: "  " + Layout.padded(row.label, to: width) + "  ",
      )
    }.joined(separator: "\n")
  }

  private func hasAmount(withUnit unit: String) -> Bool {
    (form?.fields ?? []).contains { $0.unit == unit && record.body[$0.name] != nil }
  }

  private func isInConflict(_ name: String) -> Bool {
    record.conflicts.contains(form?.fieldName(ofMember: name) ?? name)
  }

  private func merged(_ columns: Int) -> String {
    let sentence = "Merged by itself, as entries that did not know of each other wrote:"
    let lines = merges.flatMap { merge in
      let label = RecordWording.label(of: merge.field, in: form)
      return merge.writes.map { write in
        let text = wording.text(of: write.value, field: merge.field, form: form)
        let author = write.author.map { "\($0.shown), " } ?? ""
        return Layout.wrapped(
          "\(label): \(text)\n\(author)\(write.time.shown), entry \(write.entry.short)",
          width: columns,
          indent: "      ",
          first: "  ",
        )
      }
    }
    return ([Layout.wrapped(sentence, width: columns)] + lines).joined(separator: "\n")
  }
}
