import CentralView
import Journal
import Records
import Sealing
import Store
import SystemPackage

/// The report of an import that is kept as a file: what became of every bundle and of every
/// entry in it.
///
/// It holds no time and no word on whether it was a rehearsal, so that a rehearsal writes the
/// same bytes. It is written entry by entry: memory does not grow with them.
struct ArrivalFile {
  let report: ImportReport
  let news: ViewNews
  /// The contradictions between firms that came and went; `nil` where nobody looked.
  let contradictions: ContradictionNews?
  let store: Store

  /// Writes the report to a file, as JSON where its name ends in `.json`, else as text.
  func write(to path: FilePath) throws {
    let sink = try ReportSink(path)
    if path.extension == "json" { try writeJSON(to: sink) } else { try writeText(to: sink) }
    try sink.finish()
  }

  /// The bundles that brought entries of a journal at these positions.
  func bundles(of range: NewsRange) -> [ImportedBundle] {
    report.bundles.filter { bundle in
      bundle.journals.contains { journal in
        let hasBrought = journal.outcome == .merged || journal.outcome == .forked
        return hasBrought && journal.origin == range.origin
          && (range.isCompletion || journal.size > range.positions.lowerBound)
          && journal.base < range.positions.upperBound
      }
    }
  }

  /// What an organisation is called.
  func name(of organisation: OrganisationID) -> String {
    if organisation == store.settings.organisation { return store.settings.name }
    return report.names[organisation] ?? String(organisation.text.prefix(8))
  }

  /// What is told of the import as a whole, which is the same for a rehearsal.
  var summary: ArrivalReport {
    ArrivalReport(
      report: report,
      news: store.settings.role == .company
        ? ArrivalNews() : ArrivalNews(contradictions: contradictions),
      isRehearsal: false,
      store: store,
    )
  }

  // MARK: JSON

  private func writeJSON(to sink: ReportSink) throws {
    try sink.write("{\n")
    for member in summary.json.members ?? [] where member.name != "dry_run" {
      try sink.write("  \(JSON.string(member.name).text): \(member.value.text),\n")
    }
    try sink.write("  \"journals\": [")
    var leftOut = 0
    for (index, range) in news.ranges.enumerated() {
      try sink.write(index == 0 ? "\n" : ",\n")
      let head = rangeJSON(range).text.dropLast()
      try sink.write("    \(head),\"entries\":[")
      var isFirst = true
      leftOut += try news.forEachEntry(of: range) { entry in
        try sink.write((isFirst ? "\n      " : ",\n      ") + Self.json(entry, range).text)
        isFirst = false
      }
      try sink.write("]}")
    }
    try sink.write("\n  ],\n  \"merged\": [")
    var isFirst = true
    try news.forEachMerge { merge in
      try sink.write((isFirst ? "\n    " : ",\n    ") + Self.json(merge).text)
      isFirst = false
    }
    var opened = try news.opened().map(\.json) + news.openedForks().map(\.json)
    opened += contradictions?.opened.map(\.json) ?? []
    let closed = try news.closed() + (contradictions?.closed ?? [])
    try sink.write("\n  ],\n  \"opened\": \(JSON.array(opened).text),\n")
    try sink.write("  \"closed\": \(JSON.strings(closed).text),\n")
    try sink.write("  \"confidential_left_out\": \(leftOut)\n}\n")
  }

  private func rangeJSON(_ range: NewsRange) -> JSON {
    [
      "origin": .string(range.origin),
      "organisation": .string(range.organisation.text),
      "name": .string(name(of: range.organisation)),
      "branch": .string(range.branch),
      "completed": .bool(range.isCompletion),
      "positions": range.positions.json,
      "bundles": .array(bundles(of: range).map { JSON.optional($0.id) }),
    ]
  }

  private static func json(_ entry: NewsEntry, _ range: NewsRange) -> JSON {
    let what = range.isCompletion ? "completed" : entry.what.rawValue
    let values: [(String, JSON)] = [
      ("position", .integer(entry.position)), ("entry", .string(entry.id.text)),
      ("what", .string(what)), ("did", .string(entry.what.rawValue)),
      ("record", .optional(entry.record?.text)), ("form", .optional(entry.form)),
      ("title", .optional(entry.title)), ("time", .optional(entry.time?.text)),
      ("author", .optional(entry.author)), ("because", .optional(entry.because)),
      ("reason", .optional(entry.reason)),
    ]
    return .object(values.map { JSON.Member($0.0, $0.1) })
  }

  private static func json(_ merge: NewsMerge) -> JSON {
    [
      "record": .string(merge.record.text),
      "form": .string(merge.form),
      "organisation": .string(merge.organisation.text),
      "title": .optional(merge.title),
      "field": .string(merge.field),
      "writes": .array(merge.writes.map(\.json)),
    ]
  }
}
