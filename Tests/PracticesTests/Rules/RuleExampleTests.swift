import Records
import Testing

@testable import Practices

/// The examples that stand beside every rule, run by the real engine.
@Suite("Rule examples")
struct RuleExampleTests {
  /// One example and where it stands.
  struct Case: Sendable, CustomTestStringConvertible {
    let package: RulePackage
    let rule: Rule
    let number: Int
    var example: RuleExample { rule.examples[number] }
    var testDescription: String { "\(package.name) \(rule.name) \(number + 1)" }
  }

  static let cases: [Case] = RulePackage.shipped.flatMap { package in
    package.rules.flatMap { rule in
      rule.examples.indices.map { Case(package: package, rule: rule, number: $0) }
    }
  }

  private static let firm = OrganisationID(firstKey: [UInt8](repeating: 7, count: 32))

  @Test("A rule says of its examples what they say it does", arguments: cases)
  func verdicts(_ example: Case) throws {
    let (records, request) = example.example.materialised(organisation: Self.firm)
    let engine = RuleEngine(
      packages: [example.package],
      register: .standard,
      forms: FormLibrary.forms,
    )
    let result = try engine.result(
      of: example.rule.name,
      in: example.package.name,
      for: request,
      in: ListedRecords(records, forms: FormLibrary.forms),
    )
    #expect(result?.verdict == example.example.verdict, "\(result?.because ?? "")")
    #expect(result?.because.isEmpty == false)
    #expect(result.map { ($0.verdict <= .pass) == $0.remedy.isEmpty } ?? false)
  }

  @Test("The records of examples are valid by their forms", arguments: cases)
  func forms(_ example: Case) throws {
    let (records, request) = example.example.materialised(organisation: Self.firm)
    let bodies =
      records.map { ($0.form, $0.body) } + request.bodies.map { (request.subject.rawValue, $0) }
    for (name, body) in bodies {
      let form = try #require(FormLibrary.forms.newest(name), "\(name)")
      // An example may show what happens where a required member is not there yet.
      let violations = form.check(body).filter { $0.keyword != "required" }
      #expect(violations.isEmpty, "\(name) \(body.text)")
    }
  }

  @Test(
    "Every rule has an example that passes and one that does not",
    arguments: RulePackage.shipped.flatMap { package in package.rules.map { (package.name, $0) } },
  )
  func kinds(_ package: String, _ rule: Rule) {
    let verdicts = rule.examples.map(\.verdict)
    #expect(verdicts.contains(.pass), "\(package) \(rule.name)")
    #expect(verdicts.contains(rule.verdict) || verdicts.contains(.hold), "\(rule.name)")
  }

  @Test("A shipped rule refuses only by a source that was read", arguments: RulePackage.shipped)
  func refusals(_ package: RulePackage) {
    for rule in package.rules where rule.verdict == .refuse { #expect(rule.isConfirmed) }
  }

  @Test("Every function is used by a shipped rule")
  func functions() {
    let used = Set(RulePackage.shipped.flatMap { $0.rules.map(\.function) })
    #expect(used == Set(RuleFunctions.all.keys))
    #expect(used.count == 12)
  }

  @Test("Packages are chosen by the firm's country")
  func countries() {
    #expect(RulePackage.standard(forCountry: "NL") == ["icca-bdo-gbl-2017", "eu-2004-273"])
    #expect(RulePackage.standard(forCountry: "US") == ["icca-bdo-gbl-2017", "us-21cfr1310"])
    #expect(RulePackage.standard(forCountry: "IN") == ["icca-bdo-gbl-2017"])
    #expect(RulePackage.shipped("eu-2004-273")?.countries.count == 27)
    #expect(RulePackage.shipped("eu-2004-273")?.inspectionYears == 3)
    #expect(RulePackage.shipped("us-21cfr1310")?.inspectionYears == 2)
  }

  @Test("Packages narrow audiences and never widen them")
  func audiences() throws {
    for package in RulePackage.shipped {
      for (name, audience) in package.audiences {
        let form = try #require(FormLibrary.forms.newest(name))
        #expect(Set(audience).isStrictSubset(of: form.defaultAudience), "\(name)")
      }
    }
  }

  @Test("Every sign of the catalogue is there once, with its source")
  func indicators() {
    let signs = RulePackage.shipped.flatMap(\.indicators)
    #expect(signs.count == 43)
    #expect(Set(signs.map(\.code)).count == signs.count)
    #expect(signs.filter(\.isConfirmed).count == 21)
    #expect(signs.allSatisfy { !$0.text.isEmpty && !$0.source.isEmpty })
  }
}
