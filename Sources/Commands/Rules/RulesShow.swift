import ArgumentParser
import Practices
import Records
import Store
import SystemPackage

/// The command `steward rules show`.
struct RulesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Explain each rule of a package, and try it on its examples.",
    discussion: """
      Each rule is shown with what it says where it is broken, whether a law asks for it, where \
      it comes from and what settles it. Its examples are run again, so that you see that the \
      program says what the package promises.

        steward rules show icca-bdo-gbl-2017
      """,
  )

  @Argument(help: "The package, such as eu-2004-273, or with its version: eu-2004-273@2026-1.")
  var package: String

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let known = try store.knownPackages()
    let used = try store.rulePackages()
    let parts = package.split(separator: "@", maxSplits: 1).map(String.init)
    let versions = known.filter { $0.package.name == parts.first ?? "" }
    let named = versions.filter { parts.count < 2 || $0.package.version == parts[1] }
    let current = named.first { named in
      used.contains { $0.packageName == named.package.packageName }
    }
    guard let chosen = current ?? named.last else {
      throw RulesError.unknown(
        package,
        known: known.map { "\($0.package.name)@\($0.package.version)" },
      )
    }
    let rules = try chosen.package.rules.map { rule in
      ShownRule(rule: rule, examples: try store.rehearsal(of: rule, in: chosen.package))
    }
    Output.write(
      PackagePortrait(known: chosen, rules: rules, used: Set(used.map(\.packageName))),
      as: output.format,
    )
  }
}

/// A rule and what it says of its examples.
struct ShownRule {
  let rule: Rule
  let examples: [(expected: Verdict, found: Verdict)]

  /// How many examples go as the package promises.
  var kept: Int { examples.count { $0.expected == $0.found } }
}

/// One package with all of its rules, as `rules show` explains it.
struct PackagePortrait: CommandResult {
  let known: KnownPackage
  let rules: [ShownRule]
  let used: Set<PackageName>

  var json: JSON {
    .object(
      RulesListing.members(of: known, used: used) + [
        .init("rules", .array(rules.map(Self.json))),
        .init(
          "indicators",
          .array(
            known.package.indicators.map { sign in
              [
                "code": .string(sign.code), "text": .string(sign.text),
                "source": .string(sign.source), "confirmed": .bool(sign.isConfirmed),
              ]
            }
          ),
        ),
      ]
    )
  }

  private static func json(_ shown: ShownRule) -> JSON {
    let rule = shown.rule
    return [
      "rule": .string(rule.name),
      "label": .string(rule.label),
      "practice": rule.practice.map { .integer($0) } ?? .null,
      "on": .strings(rule.subjects.map(\.rawValue).sorted()),
      "function": .string(rule.function),
      "verdict": .string(rule.verdict.rawValue),
      "basis": .string(rule.basis.rawValue),
      "source": .string(rule.source),
      "confirmed": .bool(rule.isConfirmed),
      "remedy": .string(rule.remedy),
      "valid_from": .optional(rule.validFrom?.text),
      "valid_until": .optional(rule.validUntil?.text),
      "examples": .array(
        shown.examples.map { example in
          [
            "expected": .string(example.expected.rawValue),
            "found": .string(example.found.rawValue),
          ]
        }
      ),
    ]
  }

  func text(columns: Int) -> String {
    let package = known.package
    let isUsed = used.contains(package.packageName)
    var lines = [
      Layout.wrapped(
        "\(package.label) (\(package.name) \(package.version))".shown,
        width: columns,
      ),
      "  \(isUsed ? "in force for you" : "not in force for you"), \(package.jurisdiction.shown), valid \(RulesListing.period(package.validFrom, package.validUntil))",
    ]
    if let file = known.file { lines.append("  file ‘\(file.string.shown)’") }
    for shown in rules { lines += ["", Self.text(shown, columns: columns)] }
    if !package.indicators.isEmpty {
      lines += ["", "Warning signs:"]
      for sign in package.indicators {
        let mark = sign.isConfirmed ? "" : " [not confirmed]"
        lines.append(
          Layout.wrapped(
            "\(sign.code): \(sign.text) (\(sign.source)\(mark))".shown,
            width: columns,
            indent: "    ",
            first: "  ",
          )
        )
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func text(_ shown: ShownRule, columns: Int) -> String {
    let rule = shown.rule
    func line(_ text: String, first: String? = nil) -> String {
      Layout.wrapped(text.shown, width: columns, indent: "    ", first: first)
    }
    let subjects = Layout.list(rule.subjects.map { "\($0.rawValue)s" }.sorted())
    var lines = [line("\(rule.name): \(rule.label)", first: "  ")]
    lines.append(
      line("for \(subjects), \(rule.basis.rawValue); where broken: \(rule.verdict.rawValue)")
    )
    lines.append(line("source: \(rule.source)\(rule.isConfirmed ? "" : " [not confirmed]")"))
    lines.append(line("to do: \(rule.remedy)"))
    if rule.validFrom != nil || rule.validUntil != nil {
      lines.append(line("valid \(RulesListing.period(rule.validFrom, rule.validUntil))"))
    }
    let count = Layout.count(shown.examples.count, "example")
    if shown.kept == shown.examples.count {
      lines.append(line("✓ \(count) as promised"))
    } else {
      for (index, example) in shown.examples.enumerated() where example.expected != example.found {
        lines.append(
          line(
            "✗ example \(index + 1): \(example.found.rawValue), promised \(example.expected.rawValue)"
          )
        )
      }
    }
    return lines.joined(separator: "\n")
  }
}
