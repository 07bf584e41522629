import CentralView
import Records
import TestSupport
import Testing

@testable import Practices

@Suite("Findings over firms")
struct FindingTests {
  @Test("A rule finds what a person finds by hand", arguments: FindingCase.all)
  func table(_ example: FindingCase) throws {
    let (findings, aliases) = try example.findings()
    let lines = findings.map { finding in
      let missing = finding.missing.map { "\($0.field) of \(aliases[$0.record] ?? "?")" }.sorted()
      let end = missing.isEmpty ? "" : " [\(missing.joined(separator: ", "))]"
      return "\(finding.outcome.rawValue) \(finding.line)\(end)"
    }
    #expect(lines.sorted() == example.expected.sorted())
    for finding in findings {
      #expect(finding.isConfidential == example.isConfidential)
      #expect(!finding.source.isEmpty)
    }
    if let evidence = example.evidence {
      let found = Set(findings.flatMap(\.evidence).compactMap { aliases[$0.record] })
      #expect(found == evidence)
    }
  }

  @Test("Every rule has a case that finds, and all but one a case that lacks something")
  func coverage() throws {
    for rule in CrossFirmRule.allCases {
      let expected = FindingCase.all.filter { $0.rule == rule }.flatMap(\.expected)
      #expect(expected.contains { $0.hasPrefix("found") }, "\(rule)")
      // A journal without an entry is not held.
      #expect(rule == .silentJournal || expected.contains { $0.hasPrefix("unknown") }, "\(rule)")
      #expect(!rule.formula.isEmpty && !rule.title.isEmpty && !rule.remedy.isEmpty)
    }
  }

  @Test("An id stays while the evidence does, and moves with it")
  func ids() throws {
    func ids(_ name: String) throws -> [String] {
      let example = try #require(FindingCase.refusals.first { $0.name == name })
      return try example.findings().found.map(\.id)
    }
    let first = try ids("refused first")
    #expect(try ids("refused first") == first)
    #expect(try ids("supplied first") != first)
    #expect(first.allSatisfy { $0.utf8.count == 20 })
    let all = try FindingCase.all.flatMap { try $0.findings().found.map(\.id) }
    #expect(Set(all).count > 20)
  }

  @Test("Of an outcome in conflict every value counts that stands")
  func disputed() throws {
    var firms = PaperFirms()
    let customer = try firms.firms[0].add("customer", ["name": "Janssen"])
    let other = try firms.firms[1].add("customer", ["name": "Janssen"])
    let body: JSON = [
      "customer": .id(customer), "outcome": "conditional", "assessor": "A", "date": "2026-03-01",
    ]
    let assessment = try firms.firms[0].add("assessment", body)
    for (outcome, assessor) in [("refused", "B"), ("approved", "C")] {
      try firms.firms[0].revise(
        assessment,
        "assessment",
        after: [assessment],
        writing: ["decision"],
        body.with("outcome", .string(outcome)).with("assessor", .string(assessor)),
      )
    }
    try firms.firms[1].add(
      "movement",
      [
        "kind": "supplied", "counterparty": .id(other), "substance": "110-63-4",
        "date": "2026-04-01",
      ],
    )
    let survey = try FindingSurvey(
      firms.view(),
      on: day("2026-06-30"),
      parties: KnownParties(groups: [
        [
          .init(record: customer, organisation: firms.firms[0].organisation),
          .init(record: other, organisation: firms.firms[1].organisation),
        ]
      ]),
      firms: firms.facts,
      options: .init(own: PaperFirms.reader),
    )
    let findings = try survey.findings(of: [.refusedAndSupplied])
    #expect(findings.count == 1)
    #expect(findings.first?.evidence.contains { $0.record == assessment && $0.isDisputed } == true)
  }

  @Test("An enrolment says how often a firm reports, where no agreement does")
  func enrolled() throws {
    var firms = PaperFirms()
    try firms.firms[0].add("customer", ["name": "Janssen"])
    var facts = firms.facts
    facts[firms.firms[0].organisation]?.reportingInterval = .monthly
    let view = try firms.view()
    func lines(_ facts: [OrganisationID: FirmFacts], own: OrganisationID) throws -> [String] {
      try FindingSurvey(
        view,
        on: day("2026-03-01"),
        parties: KnownParties(),
        firms: facts,
        options: .init(own: own),
      ).findings(of: [.silentJournal]).map(\.line)
    }
    let silent = "Noord: silent for 59 days, since 2026-01-01; it is enrolled to report every month"
    #expect(try lines(facts, own: PaperFirms.reader) == [silent])
    // Who asks is not silent, nor is whoever does not report.
    #expect(try lines(facts, own: firms.firms[0].organisation).isEmpty)
    facts[firms.firms[0].organisation]?.isReporting = false
    #expect(try lines(facts, own: PaperFirms.reader).isEmpty)
  }

  @Test("A record that leads to two different parties counts for each")
  func bridges() {
    func id(_ text: String) -> EntryID {
      let bytes = Array(text.utf8)
      return EntryID(line: bytes.span.bytes)
    }
    let owner = PaperFirms.reader
    func member(_ text: String) -> KnownParties.Member {
      .init(record: id(text), organisation: owner)
    }
    let parties = KnownParties(
      groups: [[member("bridge"), member("one")], [member("bridge"), member("other")]],
      different: [(id("one"), id("other"))],
    )
    #expect(parties.keys(of: id("bridge")).count == 2)
    #expect(parties.key(id("one")) != parties.key(id("other")))
    #expect(parties.keys(of: id("nobody")) == [id("nobody")])
  }
}
