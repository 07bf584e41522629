import Journal
public import Practices
public import Records
public import SystemPackage

/// A rule package that a store knows.
public struct KnownPackage: Sendable {
  /// The package.
  public let package: RulePackage
  /// The file in the store’s `rules` folder; `nil` for one that comes with the program.
  public let file: FilePath?
}

extension Store {
  /// The names of the packages that are in force for this firm: those that it chose, else
  /// those of its country.
  public var ruleNames: [String] {
    settings.rules ?? RulePackage.standard(forCountry: settings.country)
  }

  /// Every package there is: those that come with the program, then those that were added,
  /// by name and version.
  public func knownPackages() throws -> [KnownPackage] {
    var known = RulePackage.shipped.map { KnownPackage(package: $0, file: nil) }
    guard try files.exists(layout.rules) else { return known }
    let names = try files.list(layout.rules).map(\.name).filter { $0.hasSuffix(".json") }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = layout.rules.appending(name)
      let bytes = try files.contents(of: path, limit: RulePackage.maximumBytes)
      known.append(KnownPackage(package: try Self.package(in: bytes, of: path), file: path))
    }
    return known
  }

  /// The packages that are in force for this firm on a day, in the order chosen.
  ///
  /// Of several versions of one package that day’s newest counts: an added one before one
  /// that comes with the program, then the one that begins later.
  public func rulePackages(on date: CalendarDate = Timestamp.now().date) throws -> [RulePackage] {
    let known = try knownPackages()
    return try ruleNames.map { name in
      let versions = known.filter { $0.package.name == name }
      guard let newest = versions.last else {
        throw RulesError.unknown(name, known: Self.names(of: known))
      }
      let inForce = versions.filter { $0.package.isInForce(on: date) }
      return (inForce.max(by: Self.isOlder) ?? newest).package
    }
  }

  private static func isOlder(_ left: KnownPackage, _ right: KnownPackage) -> Bool {
    func rank(_ known: KnownPackage) -> (Int, String, String) {
      let package = known.package
      return (known.file == nil ? 0 : 1, package.validFrom?.text ?? "", package.version)
    }
    return rank(left) < rank(right)
  }

  private static func names(of known: [KnownPackage]) -> [String] {
    var names: [String] = []
    for known in known where !names.contains(known.package.name) {
      names.append(known.package.name)
    }
    return names
  }

  /// Refuses a record that a rule does not apply where no package has that rule, or where it is
  /// law or carries an authority’s notices: either would change nothing, and its writer would believe that it did.
  func checkApplicability(_ body: JSON) throws {
    guard body["subject"]?.string == "rule", body["applies"]?.bool == false,
      let name = body["rule"]?.string
    else { return }
    let rules = try knownPackages().flatMap(\.package.rules)
    let meant = rules.filter { Text($0.name) == Text(name) }
    guard let rule = meant.first else {
      let likely = Spelling.nearest(to: name, in: rules.map(\.name))
      throw RulesError.unknownRule(name, nearest: likely)
    }
    guard !meant.contains(where: { $0.function == "list-hit" }) else {
      throw RulesError.notice(name)
    }
    guard meant.contains(where: \.canBeExempted) else {
      throw RulesError.mandatory(name, source: rule.source)
    }
  }

  /// Puts these packages in force, and no others.
  ///
  /// - Throws: ``RulesError/unknown(_:known:)`` or ``RulesError/none``; nothing changes then.
  public func useRules(_ names: [String]) throws {
    guard !names.isEmpty else { throw RulesError.none }
    let known = Self.names(of: try knownPackages())
    var chosen: [String] = []
    for name in names where !chosen.contains(name) {
      guard known.contains(name) else { throw RulesError.unknown(name, known: known) }
      chosen.append(name)
    }
    var changed = settings
    changed.rules = chosen
    try files.writeAtomically(changed.bytes.span.bytes, to: layout.settings)
    settings = changed
  }

  /// Adds the package in a file, once each of its rules says of its examples what the file
  /// says it does.
  ///
  /// The same file again changes nothing; the same name and version with other bytes is
  /// refused, since answers that were kept name them.
  ///
  /// - Throws: ``RulesError``; nothing is added then.
  @discardableResult
  public func addRules(_ path: FilePath) throws -> RulePackage {
    let bytes = try files.contents(of: path, limit: RulePackage.maximumBytes)
    let package = try Self.package(in: bytes, of: path)
    let twins = try knownPackages().map(\.package)
      .filter { $0.name == package.name && $0.version == package.version }
    if let twin = twins.first {
      guard twin.document == bytes else {
        throw RulesError.taken(file: path.string, name: package.name, version: package.version)
      }
      return twin
    }
    try rehearse(package, from: path)
    if try !files.exists(layout.rules) { try files.makeFolders(layout.rules) }
    let target = layout.rules.appending(try Self.fileName(of: package, from: path))
    try files.writeAtomically(bytes.span.bytes, to: target)
    return package
  }

  /// Runs every example of a package.
  private func rehearse(_ package: RulePackage, from path: FilePath) throws {
    for rule in package.rules {
      let outcomes = try rehearsal(of: rule, in: package)
      for (index, outcome) in outcomes.enumerated() where outcome.found != outcome.expected {
        throw RulesError.example(
          file: path.string,
          rule: rule.name,
          number: index + 1,
          expected: outcome.expected.rawValue,
          found: outcome.found.rawValue,
        )
      }
      let expected = outcomes.map(\.expected)
      for passing in [true, false]
      where !expected.contains(where: { passing ? $0 == .pass : $0 > .pass }) {
        throw RulesError.noExample(file: path.string, rule: rule.name, passing: passing)
      }
    }
  }

  /// What a rule says of each of its examples, and what its package says that it does.
  public func rehearsal(
    of rule: Rule,
    in package: RulePackage,
  ) throws -> [(expected: Verdict, found: Verdict)] {
    let engine = RuleEngine(packages: [package], register: .standard, forms: forms)
    return try rule.examples.map { example in
      let (records, request) = example.materialised(organisation: settings.organisation)
      let book = ListedRecords(records, forms: forms)
      let result = try engine.result(of: rule.name, in: package.name, for: request, in: book)
      return (example.verdict, result?.verdict ?? .notApplicable)
    }
  }

  private static func package(in bytes: [UInt8], of path: FilePath) throws -> RulePackage {
    do throws(PackageFault) {
      return try RulePackage(parsing: bytes.span.bytes)
    } catch {
      throw RulesError.file(path.string, problem: error.problem, remedy: error.remedy)
    }
  }

  private static func fileName(of package: RulePackage, from path: FilePath) throws -> String {
    let isPlain = package.version.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isPlain, 1...40 ~= package.version.utf8.count else {
      throw RulesError.file(
        path.string,
        problem: "‘version’ is not made of a-z, 0-9, full stops and hyphens, at most 40",
        remedy: "write it as 2026-1",
      )
    }
    return "\(package.name)@\(package.version).json"
  }
}
