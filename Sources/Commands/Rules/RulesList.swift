import ArgumentParser
import Practices
import Records
import Store
import SystemPackage

/// The command `steward rules list`.
struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rule packages, and which of them are in force for you.",
    discussion: """
      A rule is unconfirmed where its source was not read in the original; it is applied all \
      the same, and marked wherever it is shown.

        steward rules list
      """,
  )

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let listing = RulesListing(
      packages: try store.knownPackages(),
      used: Set(try store.rulePackages().map(\.packageName)),
    )
    Output.write(listing, as: output.format)
  }
}

/// The rule packages, as `rules list` shows them.
struct RulesListing: CommandResult {
  let packages: [KnownPackage]
  /// Those that are in force for this firm today.
  let used: Set<PackageName>

  var json: JSON { .array(packages.map { .object(Self.members(of: $0, used: used)) }) }

  /// What scripts learn of one package.
  static func members(of known: KnownPackage, used: Set<PackageName>) -> [JSON.Member] {
    let package = known.package
    return [
      .init("name", .string(package.name)),
      .init("version", .string(package.version)),
      .init("label", .string(package.label)),
      .init("jurisdiction", .string(package.jurisdiction)),
      .init("countries", .strings(package.countries)),
      .init("valid_from", .optional(package.validFrom?.text)),
      .init("valid_until", .optional(package.validUntil?.text)),
      .init("in_use", .bool(used.contains(package.packageName))),
      .init("file", .optional(known.file?.string)),
      .init("rule_count", .integer(package.rules.count)),
      .init("unconfirmed", .integer(package.rules.count { !$0.isConfirmed })),
    ]
  }

  func text(columns: Int) -> String {
    var table = TextTable(
      titles: ["", "package", "version", "where", "valid", "rules", "unconfirmed"],
      rightColumns: [5, 6],
    )
    for known in packages {
      let package = known.package
      table.rows.append([
        used.contains(package.packageName) ? "in use" : "",
        package.name,
        package.version.shown,
        package.jurisdiction.shown,
        Self.period(package.validFrom, package.validUntil),
        "\(package.rules.count)",
        "\(package.rules.count { !$0.isConfirmed })",
      ])
    }
    return table.text(columns: columns) + "\n\n"
      + "‘steward rules show PACKAGE’ explains each rule; ‘steward rules use’ chooses."
  }

  /// A period in words.
  static func period(_ from: CalendarDate?, _ until: CalendarDate?) -> String {
    switch (from, until) {
    case (let from?, let until?): "\(from.text) to \(until.text)"
    case (let from?, nil): "since \(from.text)"
    case (nil, let until?): "until \(until.text)"
    case (nil, nil): "always"
    }
  }
}
