import Records
import Testing

@testable import Practices

/// How package files are read, and how broken ones are refused.
@Suite("Rule package")
struct RulePackageTests {
  /// A package of one rule, with changes; a value of `nil` leaves the member out.
  private static func document(
    package changes: [(String, JSON?)] = [],
    rule ruleChanges: [(String, JSON?)] = [],
  ) -> String {
    var rule: [(String, JSON?)] = [
      ("rule", "assessed"), ("on", ["order"]), ("function", "assessment-valid"),
      ("verdict", "hold"), ("basis", "voluntary"), ("source", "a code"), ("confirmed", true),
      ("remedy", "assess"),
    ]
    apply(ruleChanges, to: &rule)
    var package: [(String, JSON?)] = [
      ("package", "test"), ("version", "1"), ("jurisdiction", "TEST"), ("rules", [object(rule)]),
    ]
    apply(changes, to: &package)
    return object(package).text
  }

  private static func apply(_ changes: [(String, JSON?)], to members: inout [(String, JSON?)]) {
    for (name, value) in changes {
      members.removeAll { $0.0 == name }
      members.append((name, value))
    }
  }

  private static func object(_ members: [(String, JSON?)]) -> JSON {
    .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }

  static func parse(_ text: String) throws -> RulePackage {
    let bytes = Array(text.utf8)
    return try RulePackage(parsing: bytes.span.bytes)
  }

  /// A fault, the document that has it, and words of the message.
  struct Fault: Sendable, CustomTestStringConvertible {
    let document: String
    let words: [String]
    var testDescription: String { words.joined(separator: ", ") }

    init(_ document: String, _ words: String...) {
      (self.document, self.words) = (document, words)
    }
  }

  static let brokenPackages: [Fault] = [
    Fault("{", "not JSON"),
    Fault(#"{"package":"a","package":"b"}"#, "everybody reads alike"),
    Fault("[]", "no object"),
    Fault(document(package: [("package", nil)]), "‘package’", "missing"),
    Fault(document(package: [("package", "Not a name")]), "‘package’"),
    Fault(document(package: [("version", nil)]), "package ‘test’", "‘version’", "missing"),
    Fault(document(package: [("valid_from", "2026-02-30")]), "‘valid_from’", "no date"),
    Fault(
      document(package: [("valid_from", "2026-03-01"), ("valid_until", "2026-02-01")]),
      "‘valid_until’",
      "before",
    ),
    Fault(document(package: [("countries", ["Holland"])]), "‘countries’", "‘Holland’"),
    Fault(document(package: [("valid_form", "2026-02-03")]), "‘valid_form’", "no member"),
    Fault(document(package: [("rules", [])]), "‘rules’", "no rule"),
    Fault(document(package: [("inspection_years", "3")]), "‘inspection_years’"),
    Fault(
      document(package: [("audiences", ["customer": ["everybody"]])]),
      "‘audiences.customer’",
    ),
    Fault(document(package: [("indicators", [["code": "x"]])]), "‘indicators[0].text’"),
    Fault(
      document(rule: [("function", "asessment-valid")]),
      "rule ‘assessed’ of package ‘test’",
      "‘function’",
      "‘asessment-valid’",
    ),
    Fault(document(rule: [("with", ["valid_moths": 3])]), "‘with.valid_moths’", "no member"),
    Fault(
      document(rule: [("with", ["valid_months": "3"])]),
      "‘with.valid_months’",
      "whole number",
    ),
    Fault(document(rule: [("with", ["conditional": "maybe"])]), "‘with.conditional’", "‘maybe’"),
    Fault(document(rule: [("verdict", "pass")]), "‘verdict’"),
    Fault(document(rule: [("verdict", "refuse")]), "‘verdict’", "voluntary"),
    Fault(document(rule: [("basis", "law")]), "‘basis’", "‘law’"),
    Fault(document(rule: [("confirmed", nil)]), "‘confirmed’", "missing"),
    Fault(document(rule: [("source", nil)]), "‘source’", "missing"),
    Fault(document(rule: [("remedy", "")]), "‘remedy’"),
    Fault(document(rule: [("on", ["offer"])]), "‘on’", "‘offer’"),
    Fault(document(rule: [("practice", 9)]), "‘practice’"),
    Fault(document(rule: [("valid_until", "soon")]), "‘valid_until’", "‘soon’"),
    Fault(
      document(rule: [("applies", ["substances": ["cas": ["110-63-4"]]])]),
      "‘applies.substances’",
    ),
    Fault(document(rule: [("applies", ["substance": ["table": ["III"]]])]), "‘III’"),
    Fault(
      document(rule: [("applies", ["substance": ["cas": ["110-63-5"]]])]),
      "‘applies.substance.cas’",
      "110-63-5",
    ),
    Fault(document(rule: [("applies", ["substance": ["us_list": ["List 1"]]])]), "‘List 1’"),
    Fault(
      document(rule: [("function", "field-required"), ("with", ["fields": ["end_usage"]])]),
      "‘with.fields’",
      "‘end_usage’",
    ),
    Fault(
      document(rule: [
        ("function", "field-required"), ("with", ["of": "custommer", "fields": ["name"]]),
      ]),
      "‘with.of’",
      "‘custommer’",
    ),
    Fault(document(rule: [("applies", ["customer": ["within": true]])]), "‘countries’"),
    Fault(
      document(rule: [("applies", ["customer": ["kind": ["firm"]]])]),
      "‘applies.customer.kind’",
      "‘firm’",
    ),
    Fault(
      document(rule: [("function", "cumulative-quantity"), ("with", ["period": "week"])]),
      "‘with.threshold’",
      "missing",
    ),
    Fault(
      document(rule: [
        ("function", "cumulative-quantity"),
        ("with", ["threshold": ["quantity": "x", "unit": "kg"], "period": "rolling-year"]),
      ]),
      "‘with.threshold.quantity’",
    ),
    Fault(
      document(rule: [
        ("function", "cumulative-quantity"),
        ("with", ["threshold": ["regime": "eu-annex-3"], "period": "rolling-year"]),
      ]),
      "‘with.threshold.regime’",
      "‘eu-annex-3’",
    ),
    Fault(
      document(rule: [("examples", [["order": [:], "date": "2026-13-01", "verdict": "pass"]])]),
      "‘examples[0].date’",
    ),
    Fault(
      document(rule: [
        ("examples", [["order": ["customer": "@x"], "date": "2026-03-01", "verdict": "pass"]])
      ]),
      "‘@x’",
    ),
  ]

  @Test("A broken package is refused, with rule and member", arguments: brokenPackages)
  func faults(_ fault: Fault) {
    let error = #expect(throws: PackageFault.self) { try Self.parse(fault.document) }
    for words in fault.words { #expect(error?.problem.contains(words) == true, "\(error)") }
  }

  @Test("A whole package is read")
  func whole() throws {
    let package = try Self.parse(Self.document())
    #expect(package.packageName == PackageName(name: "test", version: "1"))
    #expect(package.rules.map(\.name) == ["assessed"])
    #expect(package.countries.isEmpty)
    let date = try #require(CalendarDate("2026-03-02"))
    #expect(package.isInForce(on: date))
  }

  @Test("A package counts from its first day to its last")
  func validity() throws {
    let package = try Self.parse(
      Self.document(package: [("valid_from", "2026-03-02"), ("valid_until", "2026-03-04")])
    )
    let days = ["2026-03-01", "2026-03-02", "2026-03-04", "2026-03-05"].compactMap(
      CalendarDate.init
    )
    #expect(days.map(package.isInForce) == [false, true, true, false])
  }

  @Test("A package that was cut off is refused wherever the cut is")
  func truncation() throws {
    let document = RulePackage.documents[2].bytes
    // The last byte is a line feed, without which the document is still whole.
    for length in stride(from: 0, to: document.count - 1, by: 97) {
      let part = Array(document[..<length])
      #expect(throws: PackageFault.self) { try RulePackage(parsing: part.span.bytes) }
    }
  }
}
