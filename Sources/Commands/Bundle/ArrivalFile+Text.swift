import CentralView
import Journal
import Records
import Store

extension ArrivalFile {
  private static let width = 100

  /// Writes the report as people read it.
  func writeText(to sink: ReportSink) throws {
    try sink.write("Report of an import at \(store.settings.name.shown)\n\n")
    try sink.write(summary.summary(columns: Self.width) + "\n")
    var leftOut = 0
    for range in news.ranges {
      try sink.write("\n\(heading(of: range))\n")
      leftOut += try news.forEachEntry(of: range) { entry in
        try sink.write(line(for: entry, in: range) + "\n")
      }
    }
    try writeMerges(to: sink)
    try writeConflicts(to: sink)
    if leftOut > 0 {
      let count = Layout.count(leftOut, "entry", "entries")
      try sink.write("\nLeft out: \(count) of confidential records.\n")
    }
  }

  private func heading(of range: NewsRange) -> String {
    let journal = Origin(range.origin)?.journal ?? range.origin.shown
    var text = "\(journal) of \(name(of: range.organisation).shown)"
    if !range.branch.isEmpty { text += ", branch at \(range.branch.shown)" }
    text += range.isCompletion ? ", made readable" : ", new"
    let ids = bundles(of: range).compactMap(\.id)
    if !ids.isEmpty { text += ", from bundle \(ids.joined(separator: ", "))" }
    return text + ":"
  }

  private func line(for entry: NewsEntry, in range: NewsRange) -> String {
    let what = range.isCompletion ? "readable" : entry.what.rawValue
    var parts = [
      "  \(Layout.padded(Layout.number(entry.position), to: 7))",
      Layout.padded(what, to: 9), "entry \(entry.id.short)",
    ]
    if let form = entry.form { parts.append(RecordWording.plainName(form)) }
    if let title = entry.title { parts.append("‘\(title.shown)’") }
    if let record = entry.record, record != entry.id { parts.append("record \(record.short)") }
    var lines = [parts.joined(separator: "  ")]
    if let time = entry.time, let author = entry.author {
      lines.append("             \(author.shown), \(time.text)")
    }
    for text in [
      entry.because.map { "because: \($0)" }, entry.reason.map { "counts for nothing: \($0)" },
    ] {
      guard let text else { continue }
      lines.append(
        Layout.wrapped(
          text.shown,
          width: Self.width,
          indent: "               ",
          first: "             ",
        )
      )
    }
    return lines.joined(separator: "\n")
  }

  private func writeMerges(to sink: ReportSink) throws {
    var isFirst = true
    try news.forEachMerge { merge in
      if isFirst { try sink.write("\nMerged by themselves:\n") }
      isFirst = false
      let form = RecordWording.plainName(merge.form)
      let title = merge.title.map { " ‘\($0.shown)’" } ?? ""
      try sink.write(
        "  \(form)\(title), record \(merge.record.short), \(merge.field.shown)\n"
      )
      for write in merge.writes { try sink.write(Self.line(for: write)) }
    }
  }

  private func writeConflicts(to sink: ReportSink) throws {
    let (opened, forks) = (try news.opened(), try news.openedForks())
    let between = contradictions?.opened ?? []
    if !opened.isEmpty || !forks.isEmpty || !between.isEmpty {
      try sink.write("\nConflicts opened:\n")
    }
    for conflict in opened {
      let form = RecordWording.plainName(conflict.form)
      try sink.write(
        "  \(conflict.id.prefix(8))  \(form), record \(conflict.record.short), "
          + "\(conflict.field.isEmpty ? "too many versions" : conflict.field.shown), kept by "
          + "\(name(of: conflict.organisation).shown)\n"
      )
      for value in conflict.orderedValues { try sink.write(Self.line(for: value)) }
    }
    for fork in forks {
      let journal = Origin(fork.origin)?.journal ?? fork.origin.shown
      try sink.write(
        "  \(fork.id.prefix(8))  fork of \(journal) at entry \(Layout.number(fork.position)), kept by "
          + "\(name(of: fork.organisation).shown)\n"
      )
    }
    for conflict in between {
      let form = RecordWording.plainName(conflict.form)
      let firms = conflict.organisations.map { name(of: $0).shown }.sorted()
      try sink.write(
        "  \(conflict.id.prefix(8))  contradiction between \(Layout.list(firms)): \(form), "
          + "\(conflict.field.shown)\n"
      )
      for value in conflict.orderedValues {
        try sink.write("    \(name(of: value.organisation).shown):\n" + Self.line(for: value))
      }
    }
    let closed = try news.closed() + (contradictions?.closed ?? [])
    if !closed.isEmpty {
      let ids = closed.map { String($0.prefix(8)) }.joined(separator: ", ")
      try sink.write("\nConflicts closed: \(ids)\n")
    }
  }

  private static func line(for write: StandingValue) -> String {
    let value = write.value.map { $0.text.shown } ?? "left out"
    let author = write.author?.shown ?? "somebody"
    return "    \(value)  by \(author), \(write.time.text), entry \(write.entry.short)\n"
  }
}
