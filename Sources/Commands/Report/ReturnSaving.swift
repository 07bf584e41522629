import CentralView
import Practices
import Records
import Store

/// Records an annual return: in one record, or in as many parts as its lines need.
struct ReturnSaving {
  let store: Store
  /// Who writes.
  let author: String?

  /// Records the return, or revises the records that there are for the year; parts that are
  /// needed no more are withdrawn.
  ///
  /// - Throws: ``ReportFault/severalReturns(year:records:)`` where two records claim to be one
  ///   part; nothing is written then.
  func save(_ report: AnnualReport) throws -> ReportExtra {
    let year = report.annual.year
    let parts = report.savedParts
    var known = try known(year)
    var extra = ReportExtra()
    var ids: [EntryID] = []
    for (place, lines) in parts.enumerated() {
      let body = Self.body(year, lines, place + 1, of: parts.count)
      let name = parts.count == 1 ? "annual return" : "part \(place + 1) of the annual return"
      ids.append(try save(body, as: known.removeValue(forKey: place + 1), name, &extra))
    }
    let reason = "the return for \(year) has fewer parts now"
    for (part, record) in known.sorted(by: { $0.key < $1.key }) {
      _ = try store.void(record, because: reason, author: author)
      extra.lines.append("Withdrew part \(part), \(record.id.short): it is needed no more.")
    }
    extra.members.append(.init("saved", .string(ids[0].text)))
    if ids.count > 1 {
      extra.members.append(.init("saved_parts", .array(ids.map { .string($0.text) })))
    }
    return extra
  }

  /// The records of a year's return, by part.
  private func known(_ year: Int) throws -> [Int: RecordSummary] {
    let records = try store.view.records(
      ofForm: "annual_return",
      organisation: store.settings.organisation,
    ).filter { !$0.isVoid && $0.body["year"]?.integer == Int64(year) }
    let parts = Dictionary(grouping: records) { $0.body["part"]?.integer.map { Int($0) } ?? 1 }
    if let (_, twins) = parts.sorted(by: { $0.key < $1.key }).first(where: { $0.value.count > 1 }) {
      throw ReportFault.severalReturns(year: year, records: twins.map(\.id.short))
    }
    return parts.compactMapValues(\.first)
  }

  private static func body(_ year: Int, _ lines: JSON, _ part: Int, of count: Int) -> JSON {
    var members: [JSON.Member] = [.init("year", .integer(year))]
    if count > 1 {
      members += [.init("part", .integer(part)), .init("parts", .integer(count))]
    }
    if lines.elements?.isEmpty == false { members.append(.init("lines", lines)) }
    return .object(members)
  }

  private func save(
    _ body: JSON,
    as known: RecordSummary?,
    _ name: String,
    _ extra: inout ReportExtra,
  ) throws -> EntryID {
    guard let known else {
      let form = try store.forms.form(named: "annual_return")
      let entry = try store.add(form: form, body: body, author: author)
      extra.lines.append("Saved the \(name) as \(entry.record.short).")
      return entry.record
    }
    let changes = ["part", "parts", "lines"].map { (member: $0, value: body[$0]) }
      .filter { !known.conflicts.isEmpty || $0.value != known.body[$0.member] }
    guard !changes.isEmpty else {
      extra.lines.append("The \(name) \(known.id.short) says this already.")
      return known.id
    }
    _ = try store.revise(
      known,
      changes: changes,
      because: "the return was made again from the movements",
      author: author,
    )
    extra.lines.append("Revised the \(name) \(known.id.short).")
    return known.id
  }
}
