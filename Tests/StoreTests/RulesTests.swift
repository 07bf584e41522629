import Foundation
import Practices
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Rule packages of a store")
struct RulesTests {
  let fixture = Fixture()

  @Test("A new store has the packages of its country, and keeps them", .temporaryFolder)
  func standard() throws {
    for country in ["NL", "US", "CH"] {
      let firm = try fixture.store("firm-\(country)", country: country)
      #expect(firm.ruleNames == RulePackage.standard(forCountry: country))
      #expect(!firm.ruleNames.isEmpty)
      #expect(try firm.rulePackages().map(\.name) == firm.ruleNames)
      #expect(try Store.open(at: firm.path).ruleNames == firm.ruleNames)
    }
  }

  @Test("A store made before there were rules has those of its country", .temporaryFolder)
  func older() throws {
    let firm = try fixture.store("firm")
    let settings = URL(filePath: firm.path.appending("steward.json").string)
    let text = try String(contentsOf: settings, encoding: .utf8)
    let lines = text.components(separatedBy: "\n").filter { !$0.contains("\"rules\"") }
    let older = lines.joined(separator: "\n").replacing("\"Officer of firm\",", with: "\"O\"")
    try Data(older.utf8).write(to: settings)
    let opened = try Store.open(at: firm.path)
    #expect(opened.settings.rules == nil)
    #expect(opened.ruleNames == RulePackage.standard(forCountry: "NL"))
    // Text that is no list of names is not passed over.
    let broken = text.replacingOccurrences(
      of: #""rules": \[.*\]"#,
      with: #""rules": "all""#,
      options: .regularExpression,
    )
    try Data(broken.utf8).write(to: settings)
    #expect(throws: StoreError.self) { try Store.open(at: firm.path) }
  }

  @Test("What is chosen is in force, and stays", .temporaryFolder)
  func use() throws {
    let firm = try fixture.store("firm")
    let name = "us-21cfr1310"
    try firm.useRules([name, name])
    #expect(firm.ruleNames == [name])
    #expect(try Store.open(at: firm.path).ruleNames == [name])
    #expect(throws: RulesError.self) { try firm.useRules([name, "nowhere-1"]) }
    #expect(throws: RulesError.none) { try firm.useRules([]) }
    #expect(try Store.open(at: firm.path).ruleNames == [name])
    #expect(try Store.open(at: firm.path).settings.author == "Officer of firm")
  }

  @Test("A package in a file is added once its examples go as it says", .temporaryFolder)
  func add() throws {
    let firm = try fixture.store("firm")
    let before = firm.ruleNames
    let path = try TestRules.write(TestRules.text(), "a.json", in: fixture.folder)
    let package = try firm.addRules(path)
    #expect(package.name == "test-code")
    #expect(firm.ruleNames == before, "adding puts nothing in force")
    #expect(try firm.names(in: firm.path.appending("rules")) == ["test-code@1.json"])
    let copy = firm.path.appending("rules/test-code@1.json")
    #expect(try Data(contentsOf: URL(filePath: copy.string)) == Data(TestRules.text().utf8))
    // The same again is no fault, and writes nothing.
    #expect(try firm.addRules(path).version == "1")
    try firm.useRules(["test-code"])
    let reopened = try Store.open(at: firm.path)
    #expect(try reopened.rulePackages().map(\.version) == ["1"])
    #expect(try reopened.knownPackages().last?.file == copy)
  }

  @Test(
    "A file that is no package, or breaks its own word, is refused and adds nothing",
    .temporaryFolder,
    arguments: [
      ("not JSON", "JSON"), (#"{"package": "x"}"#, "version"),
      (TestRules.text(expected: "pass"), "example 2"),
      (TestRules.text(extra: #", "colour": "red""#), "colour"),
      (TestRules.text(version: "../../x"), "version"),
      (
        TestRules.text(more: [TestRules.noCash.replacing("refuse\"}", with: "pass\"}")]), "no-cash",
      ),
      (TestRules.text(more: [TestRules.noCash, TestRules.noCash]), "no-cash"),
    ],
  )
  func refused(text: String, names: String) throws {
    let firm = try fixture.store("firm")
    let path = try TestRules.write(text, "b.json", in: fixture.folder)
    let error = #expect(throws: RulesError.self) { try firm.addRules(path) }
    #expect(error?.problem.contains("b.json") == true)
    #expect(error?.problem.contains(names) == true, "\(error?.problem ?? "")")
    #expect(error?.kind == .refused)
    #expect(try firm.knownPackages().allSatisfy { $0.file == nil })
  }

  @Test("A rule without an example on either side is refused", .temporaryFolder)
  func examples() throws {
    let firm = try fixture.store("firm")
    let start = try #require(TestRules.noCash.range(of: #""examples""#)?.lowerBound)
    let bare = TestRules.noCash[..<start] + #""examples": []}"#
    let path = try TestRules.write(
      TestRules.text(more: [String(bare)]),
      "c.json",
      in: fixture.folder,
    )
    #expect(
      throws: RulesError.noExample(file: path.string, rule: "no-cash", passing: true)
    ) { try firm.addRules(path) }
  }

  @Test("Another file under a name and version that are taken is refused", .temporaryFolder)
  func taken() throws {
    let firm = try fixture.store("firm")
    try firm.addRules(TestRules.write(TestRules.text(), "a.json", in: fixture.folder))
    let other = try TestRules.write(
      TestRules.text(more: [TestRules.noCash]),
      "b.json",
      in: fixture.folder,
    )
    #expect(throws: RulesError.taken(file: other.string, name: "test-code", version: "1")) {
      try firm.addRules(other)
    }
    let shipped = try #require(RulePackage.shipped.first)
    let fake = try TestRules.write(
      TestRules.text(name: shipped.name, version: shipped.version),
      "c.json",
      in: fixture.folder,
    )
    #expect(throws: RulesError.self) { try firm.addRules(fake) }
  }

  @Test("Of several versions the one counts that holds on the day", .temporaryFolder)
  func versions() throws {
    let firm = try fixture.store("firm")
    func add(_ version: String, _ period: String) throws {
      let text = TestRules.text(version: version)
        .replacing(#""jurisdiction""#, with: period + #" "jurisdiction""#)
      try firm.addRules(TestRules.write(text, "v\(version).json", in: fixture.folder))
    }
    try add("1", "")
    try add("2", #""valid_from": "2026-01-01","#)
    try add("3", #""valid_from": "2030-01-01", "valid_until": "2030-12-31","#)
    try firm.useRules(["test-code"])
    for (day, version) in [
      ("2025-12-31", "1"), ("2026-01-01", "2"), ("2030-06-01", "3"), ("2031-01-01", "2"),
    ] {
      let date = try #require(CalendarDate(day))
      #expect(try firm.rulePackages(on: date).map(\.version) == [version], "\(day)")
    }
  }
}
