import ArgumentParser
import Practices
import Records
import Store

/// The command `steward findings show`.
struct FindingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one finding with its figures, its evidence, and what is missing.",
    discussion: """
      A finding is named by the first 4 or more characters of its id, which stays the same as \
      long as it rests on the same records.

        steward findings show 4xk2q7ab
        steward findings show 4xk2q7ab --at 2026-12-31
      """,
  )

  @Argument(help: "The finding: the first 4 or more characters of its id.")
  var finding: String

  @OptionGroup var date: DateOption
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let prefix = finding.lowercased()
    let all = try store.findings(
      FindingOptions(date: try date.date(), isConfidential: confidential.confidential)
    )
    let found = prefix.utf8.count < 4 ? [] : all.filter { $0.id.hasPrefix(prefix) }
    guard let first = found.first, found.count == 1 else {
      throw FindingFault.unknownFinding(finding, count: found.count)
    }
    let wording = RecordWording(store, confidential: confidential.confidentiality)
    Output.write(FindingPortrait(finding: first, wording: wording), as: output.format)
  }
}

/// One finding, as `findings show` tells it.
struct FindingPortrait: CommandResult {
  let finding: CrossFirmFinding
  let wording: RecordWording

  var json: JSON { finding.json }

  func text(columns: Int) -> String {
    var head = [
      Layout.wrapped(finding.line.shown, width: columns),
      "  finding  \(finding.id)\(finding.outcome == .unknown ? " (something is missing)" : "")",
      "  rule     \(finding.rule.rawValue)",
    ]
    let mark = finding.isConfirmed ? "" : " (not confirmed)"
    head.append(
      Layout.wrapped(
        finding.source.shown + mark,
        width: columns,
        indent: "           ",
        first: "  source   ",
      )
    )
    if finding.isConfidential { head.append("  It comes from a confidential record.") }
    let blocks = [
      head.joined(separator: "\n"),
      block("About", parties, columns),
      block("Figures", finding.figures.map { [figureName($0.name), $0.value.shown] }, columns),
      block("Evidence", finding.evidence.map(row), columns),
      missing(columns),
      Layout.wrapped(next, width: columns),
    ]
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func block(_ title: String, _ rows: [[String]], _ columns: Int) -> String {
    guard let first = rows.first else { return "" }
    let table = TextTable(titles: first.map { _ in "" }, rows: rows)
    return "\(title):\n" + table.text(columns: columns, indent: "  ")
  }

  private func row(_ evidence: CrossFirmFinding.Evidence) -> [String] {
    [
      evidence.date?.text ?? "", evidence.record.short,
      evidence.form.isEmpty ? "entry" : evidence.form.shown, firm(evidence.organisation),
      evidence.what.shown + (evidence.isDisputed ? " (in conflict)" : ""),
    ]
  }

  /// Whom it is about, by the firms' names.
  private var parties: [[String]] {
    finding.parties.map { (row: [$0.record.short, $0.name.shown], firm: firm($0.organisation)) }
      .sorted { (Text($0.firm), Text($0.row[1])) < (Text($1.firm), Text($1.row[1])) }
      .map { $0.row + [$0.firm] }
  }

  /// What is missing, at whom, and what it would decide.
  private func missing(_ columns: Int) -> String {
    guard !finding.missing.isEmpty else { return "" }
    let lines = finding.missing.map { missing in
      "\(firm(missing.organisation)), \(missing.record.short): \(missing.field.shown), which decides "
        + missing.decides.shown
    }
    let texts = lines.map { Text($0) }.sorted().map { text in
      Layout.wrapped(text.string, width: columns, indent: "    ", first: "  ")
    }
    return "Missing:\n" + texts.joined(separator: "\n")
  }

  private var next: String {
    let record = finding.evidence.first { !$0.form.isEmpty }?.record
    let show = record.map { " A record: steward show \($0.short)" } ?? ""
    let missing = finding.missing.isEmpty ? "" : "have what is missing added; "
    return "Next: \(missing)\(finding.rule.remedy).\(show)"
  }

  private func firm(_ organisation: OrganisationID) -> String { wording.name(of: organisation) }

  /// What a figure says, in words; a firm's own has its name.
  private func figureName(_ name: String) -> String {
    if name.hasPrefix("at_"), let firm = OrganisationID(name.dropFirst(3)) {
      return "at \(self.firm(firm))"
    }
    return name.split(separator: "_").joined(separator: " ")
  }
}
