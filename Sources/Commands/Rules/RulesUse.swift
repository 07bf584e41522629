import ArgumentParser
import Practices
import Records
import Store

/// The command `steward rules use`.
struct RulesUse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use",
    abstract: "Choose the rule packages that are in force for you, and no others.",
    discussion: """
      Name all that count: those of the countries where you sell, and the codes that you have \
      signed. What was checked before keeps the answer that it was given then.

        steward rules use icca-bdo-gbl-2017 eu-2004-273
      """,
  )

  @Argument(help: "The packages, by name.")
  var packages: [String]

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let before = store.ruleNames
    try store.useRules(packages)
    Output.write(RulesChoice(before: before, after: store.ruleNames), as: output.format)
  }
}

/// The packages in force, before and after `rules use`.
struct RulesChoice: CommandResult {
  let before: [String]
  let after: [String]

  var json: JSON { ["packages": .strings(after), "before": .strings(before)] }

  func text(columns: Int) -> String {
    var lines = [
      Layout.wrapped("In force for you: \(Layout.list(after)).".shown, width: columns)
    ]
    let gone = before.filter { !after.contains($0) }
    if !gone.isEmpty {
      lines.append(
        Layout.wrapped("No longer in force: \(Layout.list(gone)).".shown, width: columns)
      )
    }
    return lines.joined(separator: "\n")
  }
}
