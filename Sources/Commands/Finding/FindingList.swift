import ArgumentParser
import Practices
import Records
import Store

/// The command `steward findings list`.
struct FindingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what the rules over several firms find.",
    discussion: """
      Where something is missing that would decide, the line begins with a question mark. Of \
      each rule the first are listed; --all lists every one, and so does --format json.

        steward findings list
        steward findings list --at 2026-12-31 --rule refused-and-supplied
        steward findings list --firm 'Chemie Noord' --format json
      """,
  )

  @Option(
    help: ArgumentHelp(
      "Only what this rule finds; ‘steward findings rules’ lists them. May be repeated.",
      valueName: "rule",
    )
  )
  var rule: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what this firm’s records are evidence of: its name or a part of it, its id, or the first 6 or more characters of that.",
      valueName: "firm",
    )
  )
  var firm: String?

  @Flag(help: "List every finding, however many a rule has.")
  var all = false

  @OptionGroup var date: DateOption
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let rules = try rule.map { name in
      guard let rule = CrossFirmRule(rawValue: name) else { throw FindingFault.unknownRule(name) }
      return rule
    }
    let store = try options.open()
    let date = try date.date()
    let findings = try store.findings(
      FindingOptions(
        date: date,
        rules: rules.isEmpty ? CrossFirmRule.allCases : rules,
        firm: try firm.map { try store.firm(named: $0) },
        isConfidential: confidential.confidential,
      )
    )
    Output.write(
      FindingListing(findings: findings, date: date, listsAll: all),
      as: output.format,
    )
  }
}

/// Findings, as `findings list` shows them.
struct FindingListing: CommandResult {
  let findings: [CrossFirmFinding]
  let date: CalendarDate
  var listsAll = false

  /// How many of one rule are listed where nobody asks for all.
  private static let mostOfRule = 20

  var json: JSON { .array(findings.map(\.json)) }

  func text(columns: Int) -> String {
    if findings.isEmpty { return "Nothing was found on \(date)." }
    let groups = CrossFirmRule.allCases.map { rule in findings.filter { $0.rule == rule } }
    let blocks = groups.filter { !$0.isEmpty }.map { block($0, columns: columns) }
    let unknown = findings.count { $0.outcome == .unknown }
    var summary = "\(Layout.count(findings.count, "finding")) on \(date)"
    if unknown > 0 { summary += "; of \(Layout.number(unknown)) something is missing (?)" }
    summary += ". What one rests on: steward findings show ID"
    return (blocks + [Layout.wrapped(summary, width: columns)]).joined(separator: "\n\n")
  }

  private func block(_ findings: [CrossFirmFinding], columns: Int) -> String {
    let rule = findings[0].rule
    var lines = [Layout.wrapped("\(rule.rawValue): \(rule.title)", width: columns)]
    let shown = listsAll ? findings[...] : findings.prefix(Self.mostOfRule)
    for finding in shown {
      let mark = finding.outcome == .unknown ? "?" : " "
      lines.append(
        Layout.wrapped(
          finding.line.shown,
          width: columns,
          indent: "            ",
          first: "\(mark) \(finding.id.prefix(8))  ",
        )
      )
    }
    let more = findings.count - shown.count
    if more > 0 {
      lines.append(
        "  … and \(Layout.number(more)) more: steward findings --rule \(rule.rawValue) --all"
      )
    }
    return lines.joined(separator: "\n")
  }
}
