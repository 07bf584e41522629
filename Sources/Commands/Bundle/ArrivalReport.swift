import CentralView
import Journal
import Records
import Store
import SystemPackage

/// What `import` did with each bundle, and what came of it.
struct ArrivalReport: CommandResult {
  let report: ImportReport
  /// What is told of the conflicts that were not there before.
  let news: ArrivalNews
  let isRehearsal: Bool
  let store: Store

  var json: JSON {
    let tally = report.tally
    return [
      "bundles": .array(report.bundles.map(Self.json)),
      "entries": [
        "new": .integer(tally.new), "known": .integer(tally.known),
        "completed": .integer(tally.completed), "withheld": .integer(tally.withheld),
        "malformed": .integer(tally.malformed), "revoked": .integer(tally.revoked),
        "misdirected": .array(
          misdirected.map {
            ["organisation": .string($0.writer.text), "entries": .integer($0.count)]
          }
        ),
      ],
      "records": [
        "created": .integer(tally.created), "revised": .integer(tally.revised),
        "voided": .integer(tally.voided),
      ],
      "conflicts": [
        "opened": .integer(tally.opened), "closed": .integer(tally.closed),
        "open": .integer(tally.open),
      ],
      "contradictions": contradictions,
      "ignored": .strings(report.ignored),
      "dry_run": .bool(isRehearsal),
    ]
  }

  /// How many contradictions between firms came and went; nothing where nobody looked.
  private var contradictions: JSON {
    guard let found = news.contradictions else { return .null }
    return [
      "opened": .integer(found.opened.count), "closed": .integer(found.closed.count),
    ]
  }

  /// The entries that are not for this organisation, by their writers.
  private var misdirected: [(writer: OrganisationID, count: Int)] {
    report.tally.misdirected.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func json(_ bundle: ImportedBundle) -> JSON {
    [
      "file": .string(bundle.file),
      "id": .optional(bundle.id),
      "sender": .optional(bundle.sender?.text),
      "sender_name": .optional(bundle.senderName),
      "outcome": .string(bundle.outcome.rawValue),
      "layer": .optional(bundle.layer),
      "reason": .optional(bundle.reason),
      "remedy": .optional(bundle.remedy),
      "journals": .array(
        bundle.journals.map { journal in
          [
            "origin": .string(journal.origin), "base": .integer(journal.base),
            "size": .integer(journal.size), "outcome": .string(journal.outcome.rawValue),
            "missing": .array(journal.missing.map(\.json)),
          ]
        }
      ),
    ]
  }

  /// What became of the bundles, and the counts.
  func summary(columns: Int) -> String {
    guard !report.bundles.isEmpty else { return "There is no bundle there." }
    let lines = report.bundles.map { bundle in
      line(for: bundle, columns: columns) + (bundle.id.map { "\n    bundle \($0)" } ?? "")
        + (bundle.sender.map { "\n    sender \($0)" } ?? "")
    }
    return lines.joined(separator: "\n") + "\n\n" + counts(columns)
  }

  func text(columns: Int) -> String {
    var parts: [String] = []
    if isRehearsal { parts.append("Rehearsal: nothing was written.") }
    if report.bundles.isEmpty {
      parts.append("There is no bundle there: the names of bundles end in .tar.")
    } else {
      parts.append(report.bundles.map { line(for: $0, columns: columns) }.joined(separator: "\n"))
      parts.append(counts(columns))
    }
    let wording = RecordWording(store)
    for (writer, count) in misdirected {
      let name = wording.name(of: writer)
      let sentence = """
        \(Layout.count(count, "entry", "entries")) of \(name) came in clear and may not be read by \
        an organisation like yours. Kept for the proof, never shown.
        → tell \(name) that its program sends what it must withhold; delete the bundle
        """
      parts.append(Layout.wrapped(sentence, width: columns, indent: "    ", first: "! "))
    }
    if !report.ignored.isEmpty {
      let names = report.ignored.map { "‘\((FilePath($0).lastComponent?.string ?? $0).shown)’" }
      parts.append(
        Layout.wrapped(
          "Not looked at, as they are no bundles: \(names.joined(separator: ", "))",
          width: columns,
        )
      )
    }
    parts += news.blocks
    if report.tally.open > 0 {
      let count = Layout.count(report.tally.open, "conflict is", "conflicts are")
      parts.append("\(count) open: ‘steward conflicts’ shows them.")
    } else if news.contradictions?.opened.isEmpty == false {
      parts.append("‘steward conflicts’ shows what is open.")
    }
    return parts.joined(separator: "\n\n")
  }

  private func line(for bundle: ImportedBundle, columns: Int) -> String {
    let name = (FilePath(bundle.file).lastComponent?.string ?? bundle.file).shown
    let isKept = ["held", "quarantine"].contains {
      FilePath(bundle.file).starts(with: store.path.appending($0))
    }
    let sender =
      (bundle.senderName.map { "  \($0.shown)" } ?? "") + (isKept ? "  (kept from before)" : "")
    var lines = [
      "\(Self.mark(bundle.outcome)) \(Layout.padded(Self.word(bundle.outcome), to: 11))  \(name)\(sender)"
    ]
    for journal in bundle.journals where bundle.journals.count > 1 {
      let origin = Origin(journal.origin)?.journal ?? journal.origin.shown
      lines.append(
        "    \(origin): \(Self.word(journal.outcome)), up to entry \(Layout.number(journal.size))"
      )
    }
    if let reason = bundle.reason {
      lines.append(Layout.wrapped(reason.shown, width: columns, indent: "    "))
    }
    if let remedy = bundle.remedy {
      lines.append(
        Layout.wrapped("→ \(remedy.shown)", width: columns, indent: "      ", first: "    ")
      )
    }
    return lines.joined(separator: "\n")
  }

  private func counts(_ columns: Int) -> String {
    let tally = report.tally
    var entries = ["\(Layout.number(tally.new)) new"]
    if tally.known > 0 {
      entries.append("\(Layout.number(tally.known)) known from another journal")
    }
    if tally.completed > 0 { entries.append("\(Layout.number(tally.completed)) readable now") }
    if tally.withheld > 0 { entries.append("\(Layout.number(tally.withheld)) withheld from you") }
    if tally.revoked > 0 { entries.append("\(Layout.number(tally.revoked)) after a revocation") }
    if tally.malformed > 0 {
      entries.append("\(Layout.number(tally.malformed)) malformed, kept and not counted")
    }
    let records =
      "Records: \(Layout.number(tally.created)) new, \(Layout.number(tally.revised)) revised, "
      + "\(Layout.number(tally.voided)) withdrawn"
    let conflicts =
      "Conflicts: \(Layout.number(tally.opened)) opened, \(Layout.number(tally.closed)) closed"
    var lines = [
      Layout.wrapped(
        "Entries: \(entries.joined(separator: ", "))",
        width: columns,
        indent: "  ",
        first: "",
      ),
      records, conflicts,
    ]
    if let words = contradictionCounts {
      lines.append(Layout.wrapped(words, width: columns, indent: "  ", first: ""))
    }
    return lines.joined(separator: "\n")
  }

  /// How many contradictions came and went; `nil` where none did, and at a firm.
  private var contradictionCounts: String? {
    guard news.isAboutContradictions, report.tally.new + report.tally.completed > 0 else {
      return nil
    }
    guard let found = news.contradictions else {
      return """
        Contradictions between firms were not looked for, as so much arrived at once: ‘steward \
        conflicts --kind contradiction’ lists them
        """
    }
    guard !found.opened.isEmpty || !found.closed.isEmpty else { return nil }
    return "Contradictions between firms: \(Layout.number(found.opened.count)) opened, "
      + "\(Layout.number(found.closed.count)) closed"
  }

  private static func mark(_ outcome: ImportOutcome) -> String {
    switch outcome {
    case .merged: "✓"
    case .nothingNew: "="
    case .held: "…"
    case .quarantined: "?"
    case .forked: "!"
    case .refused: "✗"
    }
  }

  private static func word(_ outcome: ImportOutcome) -> String {
    outcome == .nothingNew ? "nothing new" : outcome.rawValue
  }
}
