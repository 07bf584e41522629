import ArgumentParser
import Practices
import Records

/// The command `steward findings rules`.
struct FindingRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract:
      "Explain the rules over several firms: how each is computed, and where it comes from.",
    discussion: """
      Each rule is told exactly enough to compute it by hand.

        steward findings rules
        steward findings rules above-need
      """,
  )

  @Argument(help: "The rule; every rule without one.")
  var rule: String?

  @OptionGroup var output: FormatOption

  func run() throws {
    var rules = CrossFirmRule.allCases
    if let rule {
      guard let known = CrossFirmRule(rawValue: rule) else { throw FindingFault.unknownRule(rule) }
      rules = [known]
    }
    Output.write(FindingRuleListing(rules: rules), as: output.format)
  }
}

/// Rules, as `findings rules` explains them.
struct FindingRuleListing: CommandResult {
  let rules: [CrossFirmRule]

  var json: JSON {
    .array(
      rules.map { rule in
        [
          "rule": .string(rule.rawValue),
          "title": .string(rule.title),
          "formula": .string(rule.formula),
          "source": .string(rule.source),
          "confirmed": .bool(rule.isConfirmed),
          "remedy": .string(rule.remedy),
        ]
      }
    )
  }

  func text(columns: Int) -> String {
    rules.map { rule in
      let mark = rule.isConfirmed ? "" : " (not confirmed)"
      return [
        Layout.wrapped("\(rule.rawValue): \(rule.title)", width: columns),
        Layout.wrapped(rule.formula, width: columns, indent: "  "),
        Layout.wrapped("Source: \(rule.source)\(mark)", width: columns, indent: "  "),
      ].joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
