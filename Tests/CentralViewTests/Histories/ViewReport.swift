import CentralView
import Records

/// What a view says, in lines that depend on no id: two that hold the same say the same.
struct ViewReport: Equatable {
  private let labels: [EntryID: String]
  private let organisations: [OrganisationID]
  private(set) var lines: [String] = []
  /// The writes that open conflicts list: record, field and entry.
  private(set) var openWrites: Set<String> = []

  init(labels: [EntryID: String], organisations: [OrganisationID]) {
    self.labels = labels
    self.organisations = organisations
  }

  /// What this view says of this history.
  init(_ view: CentralView, of history: WrittenHistory) throws {
    self.init(labels: history.labels, organisations: history.organisations)
    for record in try view.records(confidential: .included) {
      addRecord(
        record.id,
        of: record.organisation,
        "\(record.form) \(record.revisions) \(record.isVoid) \(record.isIncomplete)",
        heads: record.heads,
        body: record.body,
      )
      for merge in try view.automaticMerges(of: record) {
        addField(
          "merged",
          record.id,
          merge.field,
          shown: nil,
          writes: merge.writes.map { ($0.entry, $0.value) },
        )
      }
    }
    for conflict in try view.conflicts(confidential: .included) {
      addField(
        "conflict",
        conflict.record,
        conflict.field,
        shown: conflict.shown,
        writes: conflict.values.map { ($0.entry, $0.value) },
      )
    }
    let organisations = history.journals.map { ($0.origin, $0.organisation) }
    for line in try view.malformed() {
      guard let owner = organisations.first(where: { $0.0 == line.origin })?.1 else { continue }
      addMalformed(line.id, of: owner)
    }
  }

  /// What an id is called.
  func label(_ id: EntryID) -> String { labels[id] ?? "an entry that nobody wrote" }

  private static func text(_ value: JSON) -> String {
    String(decoding: value.canonicalBytes, as: UTF8.self)
  }

  private func name(_ organisation: OrganisationID) -> String {
    organisations.firstIndex(of: organisation).map { "organisation \($0)" } ?? "nobody"
  }

  mutating func addRecord(
    _ id: EntryID,
    of organisation: OrganisationID,
    _ facts: String,
    heads: [EntryID],
    body: JSON,
  ) {
    let heads = heads.map(label).sorted().joined(separator: ", ")
    insert(
      "record \(label(id)) of \(name(organisation)): \(facts), heads \(heads): \(Self.text(body))"
    )
  }

  mutating func addField(
    _ kind: String,
    _ record: EntryID,
    _ field: String,
    shown: JSON?,
    writes: [(entry: EntryID, value: JSON?)],
  ) {
    let texts = writes.map { "\(label($0.entry)): \($0.value.map(Self.text) ?? "nothing")" }
      .sorted()
    let shown = shown.map { " shows \(Self.text($0))" } ?? ""
    insert("\(kind) \(label(record)) \(field)\(shown), \(texts.joined(separator: "; "))")
    guard kind == "conflict" else { return }
    for write in writes { openWrites.insert("\(label(record)) \(field) \(label(write.entry))") }
  }

  mutating func addMalformed(_ id: EntryID, of organisation: OrganisationID) {
    insert("malformed \(label(id)) of \(name(organisation))")
  }

  private mutating func insert(_ line: String) {
    let place = lines.firstIndex { $0 >= line } ?? lines.count
    if lines.indices.contains(place), lines[place] == line { return }
    lines.insert(line, at: place)
  }

  static func == (left: ViewReport, right: ViewReport) -> Bool { left.lines == right.lines }

  /// What one says and the other does not.
  func difference(from other: ViewReport) -> String {
    let surplus = lines.filter { !other.lines.contains($0) }.map { "  + \($0)" }
    let lacking = other.lines.filter { !lines.contains($0) }.map { "  - \($0)" }
    return (surplus + lacking).joined(separator: "\n")
  }
}
