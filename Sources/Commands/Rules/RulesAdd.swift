import ArgumentParser
import Practices
import Records
import Store
import SystemPackage

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
    let before = try store.rulePackages()
    let package = try store.addRules(Surroundings.current.path(file))
    let added = try store.knownPackages().last {
      $0.package.name == package.name && $0.package.version == package.version
    }
    let today = Timestamp.now().date
    let counts = try store.rulePackages(on: max(today, package.validFrom ?? today))
      .contains { $0.name == package.name && $0.version == package.version }
    let known = before.first { $0.name == package.name && $0.version != package.version }
    Output.write(
      AddedPackage(
        package: package,
        isUsed: store.ruleNames.contains(package.name),
        replaced: counts ? known : nil,
        file: added?.file?.string,
      ),
      as: output.format,
    )
  }
}

/// A package that was added.
struct AddedPackage: CommandResult {
  let package: RulePackage
  let isUsed: Bool
  /// The version of the package that was in force until now.
  let replaced: RulePackage?
  /// Where the store keeps it.
  let file: String?

  var json: JSON {
    [
      "name": .string(package.name),
      "version": .string(package.version),
      "rule_count": .integer(package.rules.count),
      "examples": .integer(examples),
      "in_use": .bool(isUsed),
      "replaces": replaced.map { .string($0.version) } ?? .null,
      "rules_gone": .array(gone.map { .string($0) }),
    ]
  }

  /// The rules that the version before has and this one has not.
  private var gone: [String] {
    let kept = Set(package.rules.map(\.name))
    return replaced?.rules.map(\.name).filter { !kept.contains($0) } ?? []
  }

  /// What no longer counts, and how to go back.
  private var replacement: String? {
    guard let replaced else { return nil }
    let start = package.validFrom.map { "from \($0.text) on" } ?? "at once"
    var line = "It takes the place of \(replaced.name) \(replaced.version) \(start)"
    if gone.isEmpty {
      line += "."
    } else {
      let count = Layout.count(gone.count, "rule")
      let verb = gone.count == 1 ? "does" : "do"
      line += ", and \(count) of that \(verb) not count then: \(gone.joined(separator: ", "))."
    }
    if let file { line += " To go back, take the file ‘\(file)’ away." }
    return line
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
    return [first, replacement, next].compactMap(\.self)
      .map { Layout.wrapped($0.shown, width: columns) }.joined(separator: "\n")
  }
}
