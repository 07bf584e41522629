import Records
import TestSupport

/// What a view has to say of a history, worked out the slow way from the rules of the format.
///
/// Of every line it is asked again and again what it is; nothing is kept between questions
/// but a table for speed, and nothing of the view's own code is used.
struct NaiveView {
  /// A line as the journals of one organisation have it.
  private struct Known {
    let id: EntryID
    /// `nil` where all that is held is a stub, or a line past a revocation.
    var entry: Entry?
    /// Whether the line can be read, an entry or not.
    var isReadable = false
    /// Whether it was written by another organisation, and copied here.
    var isCopy = false
    /// Whether it is an entry that breaks its form.
    var breaksForm = false

    /// Whether it is an entry of this organisation, valid or not.
    var isOwn: Bool { entry != nil && !isCopy }
  }

  private let history: WrittenHistory
  private var lines: [OrganisationID: [EntryID: Known]] = [:]
  /// The entries of each organisation by the record that they name, ordered by id.
  private var entries: [OrganisationID: [EntryID: [Known]]] = [:]

  init(_ history: WrittenHistory) {
    self.history = history
    for journal in history.journals {
      for (position, line) in journal.lines.enumerated() {
        let isOpen =
          line.withheld == .always || journal.revokedFrom.map { position >= $0 } ?? false
        let known = Self.known(line, isOpen: isOpen, of: journal.organisation)
        let other = lines[journal.organisation]?[line.id]
        guard other?.isReadable != true else { continue }
        lines[journal.organisation, default: [:]][line.id] = known
      }
    }
    for (organisation, known) in lines {
      let own = known.values.filter(\.isOwn).sorted { $0.id < $1.id }
      entries[organisation] = Dictionary(grouping: own) { $0.entry?.record ?? $0.id }
    }
  }

  private static func known(
    _ line: WrittenHistory.Line,
    isOpen: Bool,
    of organisation: OrganisationID,
  ) -> Known {
    var known = Known(id: line.id)
    guard !isOpen else { return known }
    known.isReadable = true
    known.entry = try? Entry(line: line.text.span.bytes)
    guard let entry = known.entry else { return known }
    known.isCopy = entry.organisation != organisation
    if let body = entry.body {
      known.breaksForm = !HistoryForms.brokenRules(of: entry.form.text, in: body).isEmpty
    }
    return known
  }

  /// Whether another organisation wrote the line with this id, as far as is known.
  private func isElsewhere(_ id: EntryID, than organisation: OrganisationID) -> Bool {
    if lines[organisation]?[id]?.isCopy == true { return true }
    return lines.contains { other, known in
      guard other != organisation, let line = known[id] else { return false }
      return line.isReadable && !line.isCopy
    }
  }

  /// Whether a record may begin with this entry.
  private func canBegin(_ id: EntryID, of organisation: OrganisationID) -> Bool {
    guard let known = lines[organisation]?[id], known.isReadable else {
      return !isElsewhere(id, than: organisation)
    }
    return known.isOwn && known.entry?.record == nil
  }

  // MARK: Records

  private func entries(of record: EntryID, _ organisation: OrganisationID) -> [Known] {
    entries[organisation]?[record] ?? []
  }

  /// The name of a record's form without its version.
  private func family(of entries: [Known], record: EntryID) -> String? {
    let first = entries.first { $0.id == record }
    return first?.entry?.form.name ?? entries.compactMap { $0.entry?.form.name }.min()
  }

  /// Whether an entry has a say in its record.
  private func isValid(
    _ known: Known,
    among entries: [Known],
    of record: EntryID,
    _ organisation: OrganisationID,
  ) -> Bool {
    guard let entry = known.entry, known.isOwn, !known.breaksForm else { return false }
    guard entry.record != nil else { return true }
    guard entry.form.name == family(of: entries, record: record) else { return false }
    return entry.parents.allSatisfy { parent in
      if parent == record || entries.contains(where: { $0.id == parent }) { return true }
      let isHeld = lines[organisation]?[parent]?.isReadable == true
      return !isHeld && !isElsewhere(parent, than: organisation)
    }
  }

  /// A record as it comes out.
  private struct Outcome {
    let id: EntryID
    let organisation: OrganisationID
    let form: String
    let revisions: Int
    let merged: NaiveMerge.Outcome
  }

  private func outcome(_ record: EntryID, of organisation: OrganisationID) -> Outcome? {
    guard canBegin(record, of: organisation) else { return nil }
    let entries = entries(of: record, organisation)
    let valid = entries.filter { isValid($0, among: entries, of: record, organisation) }
    let names = valid.compactMap { $0.entry?.form }.sorted()
    let known = names.filter { HistoryForms.isKnown($0.text) }
    guard let form = (known.last ?? names.last)?.text else { return nil }
    let revisions = entries.compactMap { item -> Revision? in
      guard let entry = item.entry else { return nil }
      let isValid = valid.contains { $0.id == item.id }
      let isReadable = known.isEmpty || HistoryForms.isKnown(entry.form.text)
      let content: Revision.Content =
        if !isValid {
          .malformed
        } else if !isReadable {
          .unreadable
        } else if entry.isVoid {
          .void
        } else if entry.record == nil {
          .first(body: entry.body ?? [:])
        } else {
          .revision(writes: entry.writes ?? [], body: entry.body ?? [:])
        }
      return Revision(
        id: item.id,
        parents: entry.parents,
        time: entry.time.milliseconds,
        content: content,
      )
    }
    let (groups, rules) = HistoryForms.rules(of: form)
    let merge = NaiveMerge(
      revisions,
      of: record,
      groups: groups,
      rules: rules,
      brokenRules: { HistoryForms.brokenRules(of: form, in: $0) },
    )
    return Outcome(
      id: record,
      organisation: organisation,
      form: form,
      revisions: entries.count,
      merged: merge.outcome,
    )
  }

  private var outcomes: [Outcome] {
    entries.flatMap { organisation, records in
      records.keys.compactMap { outcome($0, of: organisation) }
    }
  }

  private func malformed(_ organisation: OrganisationID) -> [EntryID] {
    (lines[organisation] ?? [:]).values.filter { known in
      guard known.isReadable else { return false }
      guard known.isOwn, let entry = known.entry else { return true }
      let record = entry.record ?? known.id
      guard canBegin(record, of: organisation) else { return true }
      return !isValid(known, among: entries(of: record, organisation), of: record, organisation)
    }.map(\.id)
  }

  /// The content of the view.
  var report: ViewReport {
    var report = ViewReport(labels: history.labels, organisations: history.organisations)
    for outcome in outcomes {
      let merged = outcome.merged
      report.addRecord(
        outcome.id,
        of: outcome.organisation,
        "\(outcome.form) \(outcome.revisions) \(merged.isVoid) \(merged.isIncomplete)",
        heads: merged.heads,
        body: merged.body,
      )
      for conflict in merged.conflicts {
        report.addField(
          "conflict",
          outcome.id,
          conflict.field,
          shown: conflict.shown,
          writes: conflict.writes,
        )
      }
      for merge in merged.merges {
        report.addField("merged", outcome.id, merge.field, shown: nil, writes: merge.writes)
      }
    }
    for organisation in history.organisations {
      for id in malformed(organisation) { report.addMalformed(id, of: organisation) }
    }
    return report
  }

  /// The first standing value that a view has lost: neither shown nor in an open conflict.
  func lostValue(in view: ViewReport) -> String? {
    for outcome in outcomes {
      for state in outcome.merged.fields where state.field != "void" && !state.isIncomplete {
        for write in state.writes {
          let label = view.label(write.entry)
          let isOpen = view.openWrites.contains("\(view.label(outcome.id)) \(state.field) \(label)")
          let isTooMany = view.openWrites.contains { $0.hasPrefix("\(view.label(outcome.id))  ") }
          guard !isOpen, !isTooMany, !Self.isShown(write.value, of: state.field, in: outcome) else {
            continue
          }
          return "\(label) wrote \(write.value?.text ?? "nothing") to \(state.field)"
        }
      }
    }
    return nil
  }

  private static func isShown(_ value: JSON?, of field: String, in outcome: Outcome) -> Bool {
    let body = outcome.merged.body
    let (groups, rules) = HistoryForms.rules(of: outcome.form)
    let shown =
      groups.contains { $0.name.string == field }
      ? JSON.object((body.members ?? []).filter { ["assessor", "outcome"].contains($0.name) })
      : body[field] ?? .null
    let none: JSON = rules[field] == .union ? [] : .null
    let value = value ?? (shown == [:] ? shown : none)
    if value.canonicalBytes == shown.canonicalBytes { return true }
    // Of a union every element is shown.
    guard rules[field] == .union, let elements = value.elements else { return false }
    let all = shown.elements ?? []
    return elements.allSatisfy { element in
      all.contains { $0.canonicalBytes == element.canonicalBytes }
    }
  }
}
