import CentralView
import Journal
import Practices
import Records
import Store

/// An inspection as a report: every record with its history, and where each entry stands.
struct InspectionPage {
  let inspection: Inspection
  let copies: [String: AttachmentCopy]
  private let wording: RecordWording
  private let anchors: [EntryID: String]

  init(inspection: Inspection, copies: [String: AttachmentCopy]) {
    self.inspection = inspection
    self.copies = copies
    wording = RecordWording(
      inspection.records.store,
      confidential: inspection.isConfidential ? .included : .leftOut,
    )
    anchors = Dictionary(inspection.chosen.map { ($0.record.id, $0.anchor) }) { first, _ in first }
  }

  private var scope: InspectionScope { inspection.scope }
  private var items: [Inspection.Item] { inspection.chosen }

  func report() throws -> Report {
    let firm = try inspection.records.firm()
    var report = Report(title: title)
    if inspection.isConfidential {
      report.warnings = [
        "Confidential records are included. Keep this away from the customer and from everybody whom the authority did not name."
      ]
    }
    report.facts =
      firm.facts + [
        ReportFact("About", about),
        ReportFact("Period", "\(scope.from.text) to \(scope.until.text)"),
        ReportFact("Made on", firm.date.text),
        ReportFact("Records", String(items.count)),
        ReportFact("Entries", String(items.reduce(0) { $0 + $1.entries.count })),
      ]
    report.sections = [contents]
    var form = ""
    for item in items {
      if item.record.form != form {
        form = item.record.form
        let label = item.form?.label ?? RecordWording.plainName(form)
        report.sections.append(ReportSection(label))
      }
      report.sections.append(section(for: item))
    }
    report.sections.append(try journals())
    report.notes = notes
    report.sheet = sheet
    report.data = try data(firm)
    return report
  }

  private var title: String {
    switch scope.subject {
    case .customer(let customer): "Records of \(wording.title(of: customer))"
    case .substance(let cas, let substance): "Records of \(substance?.fullName ?? cas)"
    }
  }

  private var about: String {
    switch scope.subject {
    case .customer(let customer):
      "customer \(wording.title(of: customer)), record \(customer.id.text)"
    case .substance(let cas, let substance):
      substance.map { "\($0.fullName), CAS \(cas), and all that counts as it" } ?? "CAS \(cas)"
    }
  }

  private var notes: [String] {
    var notes = [
      "A record is in this file if it touches the period; one without a date, and the customer itself, always is. Times and authors are what each entry claims.",
      "entries.ndjson holds each entry as it was written. Its id is the SHA-256 of a zero byte and the line without its line feed, in lower-case base32 (RFC 6962): whoever changes a byte changes the id.",
    ]
    let open = items.count { !$0.conflicts.isEmpty }
    if open > 0 {
      notes.append(
        "\(open == 1 ? "One record is" : "\(open) records are") in conflict: every value that stands is shown."
      )
    }
    let unread = items.reduce(0) {
      $0 + $1.entries.count { $0.line == nil || $0.entry.problem != nil }
    }
    if unread > 0 {
      notes.append(
        "\(unread == 1 ? "One entry" : "\(unread) entries") cannot be read here or counts for nothing; the history says why."
      )
    }
    return notes
  }

  // MARK: Sections

  private var contents: ReportSection {
    var table = ReportTable(
      [
        .init("Kind", name: "form"), .init("What", name: "what"),
        .init("Date", name: "date", .code),
        .init("Entries", name: "entries", .number), .init("State", name: "state"),
        .init("Record", name: "record", .code),
      ],
      whenEmpty: "Nothing is recorded.",
    )
    for item in items {
      table.add([
        ReportCell(item.form?.label ?? RecordWording.plainName(item.record.form)),
        ReportCell(wording.title(of: item.record), target: .section(item.anchor)),
        ReportCell(InspectionScope.days(of: item.record.body).first?.text ?? ""),
        ReportCell(String(item.record.revisions)), ReportCell(Self.state(of: item.record)),
        ReportCell(item.record.id.short),
      ])
    }
    return ReportSection("Contents", blocks: [.table(table)])
  }

  static func state(of record: RecordSummary) -> String {
    var words: [String] = []
    if record.isVoid { words.append("withdrawn") }
    if !record.conflicts.isEmpty { words.append("in conflict") }
    if record.isIncomplete { words.append("incomplete") }
    return words.joined(separator: ", ")
  }

  private func section(for item: Inspection.Item) -> ReportSection {
    let record = item.record
    var section = ReportSection(wording.title(of: record), level: 3, anchor: item.anchor)
    var facts = [
      ReportFact("Record", "\(record.id.text), \(record.form)"),
      ReportFact("Kept by", wording.name(of: record.organisation)),
    ]
    let state = Self.state(of: record)
    if !state.isEmpty { facts.append(ReportFact("State", state)) }
    section.blocks.append(.facts(facts + fields(of: item)))
    if !item.attachments.isEmpty { section.blocks.append(.facts(item.attachments.map(file))) }
    for conflict in item.conflicts {
      section.blocks.append(.table(table(of: conflict, item.form)))
    }
    section.blocks.append(.table(history(of: item)))
    return section
  }

  /// Each field by its label; what the form does not know, by its own name.
  private func fields(of item: Inspection.Item) -> [ReportFact] {
    let body = item.record.body
    let known = item.form?.fields ?? []
    let units = Set(known.filter { body[$0.name] != nil }.compactMap(\.unit))
    var facts: [ReportFact] = []
    for field in known where body[field.name] != nil && !units.contains(field.name) {
      let text = wording.text(of: field.name, in: body, form: item.form, isMultiline: true)
      var target: ReportCell.Target?
      if case .record = field.kind, let id = body[field.name]?.string.flatMap({ EntryID($0) }) {
        target = anchors[id].map { .section($0) }
      }
      facts.append(ReportFact(field.label, ReportCell(text, target: target)))
    }
    for member in body.members ?? [] where !known.contains(where: { $0.name == member.name }) {
      facts.append(
        ReportFact("\(member.name) (not in the form)", wording.text(of: member.value, kind: nil))
      )
    }
    return facts
  }

  private func file(_ digest: String) -> ReportFact {
    switch copies[digest] {
    case .copied(let name, let bytes):
      ReportFact(
        "Attached file",
        ReportCell("\(name) (\(Layout.size(bytes)))", target: .file("attachments/\(name)")),
      )
    case .altered:
      ReportFact("Attached file", "\(digest): ALTERED, what is held has another digest")
    case .absent, nil: ReportFact("Attached file", "\(digest): not held here")
    }
  }

  private func table(of conflict: ConflictSummary, _ form: Form?) -> ReportTable {
    let label = RecordWording.label(of: conflict.field, in: form)
    var table = ReportTable([
      .init("In conflict: \(label)", name: "value"), .init("Written by", name: "author"),
      .init("When", name: "time", .code), .init("Entry", name: "entry", .code),
    ])
    for standing in conflict.values {
      table.add([
        ReportCell(wording.text(of: standing.value, field: conflict.field, form: form)),
        ReportCell(standing.author ?? ""), ReportCell(standing.time.shown),
        ReportCell(standing.entry.short),
      ])
    }
    return table
  }

  private func history(of item: Inspection.Item) -> ReportTable {
    var table = ReportTable([
      .init("When and who", name: "written"), .init("What and why", name: "change"),
      .init("Entry, and its place", name: "entry"),
    ])
    let history = RecordHistory(
      entries: item.entries.map(\.entry),
      form: item.form,
      wording: wording,
    )
    for original in item.entries {
      let entry = original.entry
      let journal = Origin(entry.origin)?.journal ?? entry.origin
      var lines = entry.entry.map { history.changes(of: $0) } ?? []
      if let because = entry.entry?.because { lines.insert("because: \(because)", at: 0) }
      if let problem = entry.problem { lines.insert("counts for nothing: \(problem)", at: 0) }
      table.add([
        ReportCell(
          [entry.entry?.time.shown, entry.entry?.author].compactMap(\.self).joined(separator: "\n")
        ),
        ReportCell(lines.joined(separator: "\n")),
        ReportCell("\(entry.id.text)\nno. \(entry.position) in \(journal)"),
      ])
    }
    return table
  }

  private func journals() throws -> ReportSection {
    let origins = Set(items.flatMap(\.entries).map { Text($0.entry.origin) })
    var table = ReportTable([
      .init("Journal", name: "origin"), .init("Kept by", name: "organisation"),
      .init("Entries", name: "size", .number), .init("Root of its tree", name: "root"),
    ])
    for journal in try inspection.records.store.journals()
    where origins.contains(Text(journal.origin)) {
      let branch = journal.branch.isEmpty ? "" : ", branch at \(journal.branch)"
      table.add([
        ReportCell(journal.origin + branch), ReportCell(journal.name),
        ReportCell(String(journal.size)), ReportCell(journal.root),
      ])
    }
    return ReportSection("Journals", blocks: [.table(table)])
  }

  // MARK: For programs

  /// A row for each record, with a column for each field that any of them has.
  private var sheet: ReportTable {
    var columns: [String] = []
    for item in items {
      let known = item.form?.fields.map(\.name) ?? []
      let names = known + (item.record.body.members ?? []).map(\.name)
      for name in names where item.record.body[name] != nil && !columns.contains(name) {
        columns.append(name)
      }
    }
    let leading = ["record", "form", "what", "organisation", "state", "entries"]
    var table = ReportTable((leading + columns).map { .init($0, name: $0) })
    for item in items {
      let record = item.record
      var cells = [
        record.id.text, record.form, wording.title(of: record), record.organisation.text,
        Self.state(of: record), String(record.revisions),
      ]
      cells += columns.map { name in
        guard let value = record.body[name] else { return "" }
        return wording.text(of: value, kind: item.form?.field(name)?.kind)
      }
      table.add(cells.map { ReportCell($0) })
    }
    return table
  }

  private func data(_ firm: ReportingFirm) throws -> [ReportDatum] {
    [
      ReportDatum("report", "inspection"),
      ReportDatum("organisation", .string(firm.organisation)),
      ReportDatum("about", .string(about)),
      ReportDatum("from", .string(scope.from.text)),
      ReportDatum("until", .string(scope.until.text)),
      ReportDatum("made", .string(firm.date.text)),
      ReportDatum(
        "records",
        .array(
          items.map { item in
            var members = item.record.members
            members.append(.init("open", .array(item.conflicts.map(\.json))))
            members.append(
              .init("history", .array(item.entries.map { RecordHistory.json($0.entry) }))
            )
            members.append(.init("attachments", .array(item.attachments.map(attachment))))
            return .object(members)
          }
        ),
      ),
    ]
  }

  private func attachment(_ digest: String) -> JSON {
    switch copies[digest] {
    case .copied(let name, let bytes):
      ["sha256": .string(digest), "file": .string("attachments/\(name)"), "bytes": .integer(bytes)]
    case .altered: ["sha256": .string(digest), "file": .null, "problem": "altered"]
    case .absent, nil: ["sha256": .string(digest), "file": .null, "problem": "not held"]
    }
  }
}
