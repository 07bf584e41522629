import CentralView
import Journal
import Records

/// A record's entries in the order of their times, as `show --history` lists them.
struct RecordHistory {
  let entries: [HistoryEntry]
  let form: Form?
  let wording: RecordWording

  func text(columns: Int) -> String {
    let blocks = entries.map { block($0, columns: columns) }
    return (["History, \(Layout.count(entries.count, "entry", "entries")):"] + blocks).joined(
      separator: "\n"
    )
  }

  private func block(_ item: HistoryEntry, columns: Int) -> String {
    let journal = Origin(item.origin)?.journal ?? item.origin.shown
    let place = "entry \(item.id.short), no. \(Layout.number(item.position)) in \(journal)"
    guard let entry = item.entry else {
      return "  \(place)\n    \((item.problem ?? "it cannot be read here").shown)"
    }
    var lines = ["  \(entry.time.shown)  \(entry.author.shown)  (\(place))"]
    if item.isForked {
      lines.append("    forked: the journal has a branch without this entry")
    }
    if let problem = item.problem {
      lines.append(
        Layout.wrapped("counts for nothing: \(problem.shown)", width: columns, indent: "    ")
      )
    }
    if entry.parents.count > 1 {
      let count = Layout.count(entry.parents.count, "version")
      lines.append("    joined \(count) that did not know of each other")
    }
    if let because = entry.because {
      lines.append(Layout.wrapped("because: \(because.shown)", width: columns, indent: "    "))
    }
    for line in changes(of: entry) {
      lines.append(Layout.wrapped(line, width: columns, indent: "        ", first: "    "))
    }
    return lines.joined(separator: "\n")
  }

  /// What the entry wrote, a field a line.
  func changes(of entry: Entry) -> [String] {
    if entry.isVoid { return ["withdrew the record"] }
    let body = entry.body ?? .object([])
    guard let writes = entry.writes else {
      let order = form?.fields.map(\.name) ?? []
      let members = (body.members ?? []).enumerated().sorted { first, second in
        (order.firstIndex(of: first.element.name) ?? order.count, first.offset)
          < (order.firstIndex(of: second.element.name) ?? order.count, second.offset)
      }
      return members.map(\.element).map { member in
        let text = wording.text(of: member.value, field: member.name, form: form)
        return "\(RecordWording.label(of: member.name, in: form)): \(text)"
      }
    }
    return writes.flatMap { name -> [String] in
      let group = form?.groups.first { $0.name == name }
      if name == "void" { return ["took the withdrawal back"] }
      return (group?.members ?? [name]).compactMap { member in
        let label = RecordWording.label(of: member, in: form)
        guard let value = body[member] else { return group == nil ? "\(label): removed" : nil }
        return "\(label): \(wording.text(of: value, field: member, form: form))"
      }
    }
  }

  /// An entry as `show --history` gives it to scripts.
  static func json(_ item: HistoryEntry) -> JSON {
    let entry = item.entry
    return [
      "entry": .string(item.id.text),
      "origin": .string(item.origin),
      "position": .integer(item.position),
      "forked": .bool(item.isForked),
      "time": .optional(entry?.time.text),
      "author": .optional(entry?.author),
      "because": .optional(entry?.because),
      "parents": .strings(entry?.parents.map(\.text) ?? []),
      "writes": entry?.writes.map { .strings($0) } ?? .null,
      "void": .bool(entry?.isVoid ?? false),
      "body": entry?.body ?? .null,
      "problem": .optional(item.problem),
    ]
  }
}
