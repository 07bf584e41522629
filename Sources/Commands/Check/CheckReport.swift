import Practices
import Records
import Store

/// Whether an order or a sample may go, as `check` says it.
struct CheckReport: CommandResult {
  /// The answer, as far as the reader may know it.
  let answer: ShownAnswer
  /// What is asked for, in a few words.
  let title: String
  /// Whether the rules that are satisfied are listed too.
  var showsAll = false
  /// What a person does next, line by line.
  var next: [String] = []

  var json: JSON { .object(members) }

  /// The answer’s members, for a report that says more.
  var members: [JSON.Member] {
    [
      .init("answer", .string(answer.answer.rawValue)),
      .init("at", .string(answer.date.text)),
      .init(
        "packages",
        .array(
          answer.packages.map { ["name": .string($0.name), "version": .string($0.version)] }
        ),
      ),
      .init(
        "rules",
        .array(answer.results.map(Self.json) + (answer.isHeldBack ? [heldBack] : [])),
      ),
    ]
  }

  private static func json(_ result: RuleResult) -> JSON {
    [
      "rule": .string(result.rule),
      "verdict": .string(result.verdict.rawValue),
      "because": .string(result.because),
      "source": .string(result.source),
      "confirmed": .bool(result.isConfirmed),
      "remedy": .string(result.remedy),
      "records": .strings(result.records.map(\.text)),
      "package": .string(result.package),
      "basis": .string(result.basis.rawValue),
    ]
  }

  /// All that scripts learn of what is held back.
  private var heldBack: JSON {
    [
      "rule": .string(ShownAnswer.heldBack), "verdict": "hold",
      "because": .string(ShownAnswer.heldBack), "source": "", "confirmed": true, "remedy": "",
      "records": [],
    ]
  }

  func text(columns: Int) -> String {
    let heading = "\(answer.answer.rawValue.uppercased()): \(title.shown)"
    var lines = [Layout.wrapped(heading, width: columns, indent: "  ", first: "")]
    for result in answer.open { lines += ["", Self.text(result, columns: columns)] }
    if answer.isHeldBack { lines += ["", "  \(ShownAnswer.heldBack)"] }
    lines += ["", counts(columns)]
    if showsAll {
      let others = answer.results.filter { $0.verdict <= .pass }
      for result in others { lines.append(Self.brief(result, columns: columns)) }
    }
    if !next.isEmpty { lines += [""] + next }
    return lines.joined(separator: "\n")
  }

  private func counts(_ columns: Int) -> String {
    let satisfied =
      answer.passes == 0
      ? "No rule is satisfied"
      : Layout.count(answer.passes, "rule is satisfied", "rules are satisfied")
    let silent =
      answer.silent == 0
      ? "" : ", and \(Layout.count(answer.silent, "does not apply", "do not apply"))"
    let rules = answer.packages.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    return Layout.wrapped(
      "\(satisfied)\(silent)\(showsAll ? "." : "; --all lists them.") Rules: \(rules.shown).",
      width: columns,
    )
  }

  /// One rule, with why, where it comes from and what settles it.
  private static func text(_ result: RuleResult, columns: Int) -> String {
    let indent = String(repeating: " ", count: 11)
    func line(_ text: String, first: String? = nil) -> String {
      Layout.wrapped(text.shown, width: columns, indent: indent, first: first)
    }
    let verdict = "  " + Layout.padded(result.verdict.rawValue, to: 9)
    var lines = [line(Self.sentence(result.because), first: verdict)]
    lines.append(line("rule: \(result.rule) (\(result.package), \(result.basis.rawValue))"))
    lines.append(line("source: \(result.source)\(result.isConfirmed ? "" : " [not confirmed]")"))
    if !result.remedy.isEmpty { lines.append(line("to do: \(result.remedy)")) }
    return lines.joined(separator: "\n")
  }

  private static func brief(_ result: RuleResult, columns: Int) -> String {
    let mark = result.isConfirmed ? "" : " [not confirmed]"
    return Layout.wrapped(
      "\(result.rule): \(result.because) (\(result.source)\(mark))".shown,
      width: columns,
      indent: String(repeating: " ", count: 18),
      first: "  " + Layout.padded(result.verdict.rawValue, to: 16),
    )
  }

  /// The text with a capital and a full stop.
  private static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    let stop = text.hasSuffix(".") ? "" : "."
    return first.uppercased() + text.dropFirst() + stop
  }
}
