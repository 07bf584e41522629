import CentralView
import Foundation
import Records
import Store

/// Records of one form, as `list` shows them.
struct RecordListing {
  /// The records, by id.
  let records: [RecordSummary]
  let form: Form
  let store: Store
  /// Whether conditions were asked for.
  let isFiltered: Bool
  let confidential: ConfidentialOption

  /// The records in the order of their numbers and names, as people look for them.
  private var ordered: [RecordSummary] {
    let keyed = records.map { record in
      (record, ["reference", "name", "title"].map { record.body[$0]?.string ?? "\u{10FFFF}" })
    }
    return keyed.sorted { first, second in
      for (left, right) in zip(first.1, second.1) {
        let order = left.compare(right, options: [.caseInsensitive, .numeric])
        if order != .orderedSame { return order == .orderedAscending }
      }
      return first.0.id < second.0.id
    }.map(\.0)
  }

  private static let widestColumn = 36
  private static let mostColumns = 6

  /// Writes the list.
  func write(as format: ListFormat) {
    switch format {
    case .text: Output.write(text: text(columns: Surroundings.current.terminal.columns))
    case .json: Output.write(json: .array(records.map { .object($0.members) }))
    case .ndjson: for record in records { Output.write(json: .object(record.members)) }
    case .csv:
      let table = RecordTable(form: form)
      Surroundings.current.terminal.write(table.header)
      for record in ordered { Surroundings.current.terminal.write(table.line(for: record)) }
    }
  }

  /// A table with the fields first that say which record it is.
  func text(columns: Int) -> String {
    guard !records.isEmpty else {
      if confidential.leavesOut(form, in: store) { return "Nothing is listed." }
      return isFiltered
        ? "No \(form.name.name) fits." : "No \(form.name.name) is recorded here yet."
    }
    let wording = RecordWording(store, confidential: confidential.confidentiality)
    let shown = fields(columns: columns, wording)
    let hasSeveralOwners = Set(records.map(\.organisation)).count > 1
    var titles = ["id"] + shown.map { field in field.label.lowercasedFirst }
    if hasSeveralOwners { titles.append("kept by") }
    titles.append("")
    var table = TextTable(titles: titles)
    table.rows = ordered.map { record in
      var cells = [record.id.short]
      cells += shown.map { wording.brief($0.name, in: record.body, form: form) }
      if hasSeveralOwners { cells.append(wording.name(of: record.organisation)) }
      cells.append(Self.state(of: record))
      return cells
    }
    let open = records.count { !$0.conflicts.isEmpty }
    var last = Layout.count(records.count, "record")
    if open > 0 { last += ", \(Layout.number(open)) in conflict: ‘steward conflicts’ shows them" }
    return table.text(columns: columns) + "\n\n" + last
  }

  private static func state(of record: RecordSummary) -> String {
    var words: [String] = []
    if record.isVoid { words.append("withdrawn") }
    if !record.conflicts.isEmpty { words.append("conflict") }
    if record.isIncomplete { words.append("incomplete") }
    if record.isForked { words.append("forked") }
    return words.joined(separator: ", ")
  }

  /// The fields that fit: name and number first, then what the form requires, then the
  /// others in its order; none that is empty everywhere.
  private func fields(columns: Int, _ wording: RecordWording) -> [FormField] {
    let order = ["reference", "name", "title", form.subject ?? ""]
    func rank(_ field: FormField) -> Int {
      order.firstIndex(of: field.name) ?? (field.isRequired ? order.count : order.count + 1)
    }
    let units = Set(form.fields.compactMap(\.unit))
    let candidates = form.fields.enumerated()
      .filter { !units.contains($1.name) && Self.isOneCell($1) }
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
    // The id, the owner and the state take their share first.
    var room = columns - 10
    if Set(records.map(\.organisation)).count > 1 { room -= 24 }
    if records.contains(where: { !Self.state(of: $0).isEmpty }) { room -= 12 }
    var chosen: [FormField] = []
    for field in candidates where chosen.count < Self.mostColumns {
      let widths = records.prefix(200).map {
        Layout.width(wording.brief(field.name, in: $0.body, form: form))
      }
      let widest = widths.max() ?? 0
      guard widest > 0 else { continue }
      let needed = min(max(widest, Layout.width(field.label)), Self.widestColumn) + 2
      guard needed <= room else { continue }
      room -= needed
      chosen.append(field)
    }
    return chosen
  }

  private static func isOneCell(_ field: FormField) -> Bool {
    switch field.kind {
    case .group, .list, .attachment: false
    default: !field.isMultiline
    }
  }
}

extension String {
  /// The text with a small first letter, unless it begins with an abbreviation.
  var lowercasedFirst: String {
    let second = dropFirst().first
    return second?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
  }
}
