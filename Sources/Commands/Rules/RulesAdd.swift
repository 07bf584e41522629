import ArgumentParser
import Practices
import Records
import Store

/// The command `steward rules add`.
struct RulesAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a rule package from a file, once its own examples go as it promises.",
    discussion: """
      The file is a JSON document. Each rule in it has an example that passes and one that does \
      not; they are run, and the file is refused where one does not go as it says. Adding puts \
      nothing in force: steward rules use does.

        steward rules add ch-precursors.json
      """,
  )

  @Argument(help: "The file.")
  var file: String

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let package = try store.addRules(Surroundings.current.path(file))
    Output.write(
      AddedPackage(package: package, isUsed: store.ruleNames.contains(package.name)),
      as: output.format,
    )
  }
}

/// A package that was added.
struct AddedPackage: CommandResult {
  let package: RulePackage
  let isUsed: Bool

  var json: JSON {
    [
      "name": .string(package.name),
      "version": .string(package.version),
      "rule_count": .integer(package.rules.count),
      "examples": .integer(examples),
      "in_use": .bool(isUsed),
    ]
  }

  private var examples: Int { package.rules.reduce(0) { $0 + $1.examples.count } }

  func text(columns: Int) -> String {
    let rules = Layout.count(package.rules.count, "rule")
    let examples = Layout.count(examples, "example goes", "examples go")
    let first =
      "Added the rule package \(package.name) \(package.version): \(rules), whose \(examples) as promised."
    let next =
      isUsed
      ? "It counts from now on, where it is the version that holds on the day."
      : "Next: steward rules use … \(package.name), with all others that count for you."
    return [first, next].map { Layout.wrapped($0.shown, width: columns) }.joined(separator: "\n")
  }
}
