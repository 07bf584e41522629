import CentralView
import Practices
import Records
import Testing

@Suite("What has no date, and what does not apply")
struct DueGapTests {
  private let today = day("2026-09-30")

  private func kinds(_ firm: PaperFirm, _ date: CalendarDate, within: Int = 0) throws -> [DueKind] {
    try firm.due(date, within: within).items.map(\.kind)
  }

  @Test("A corrective action without a due date asks for one")
  func undatedAction() throws {
    var firm = PaperFirm()
    let action = try firm.add("corrective_action", ["description": "mend the lock"])
    let item = try #require(try firm.due(today).items.first)
    #expect(item.kind == .action)
    #expect(item.due == day("2026-01-01"))
    #expect(item.title == "corrective action without a due date")
    #expect(item.aboutTitle == "mend the lock")
    #expect(item.command == "steward revise \(action.short) --field due=DATE -m WHY")
  }

  @Test("A declaration without any date asks for one, once for a customer and a substance")
  func undatedDeclaration() throws {
    var firm = PaperFirm()
    let customer = try firm.add("customer", ["name": "Janssen", "reference": "C-1"])
    try firm.add(
      "assessment",
      [
        "customer": .id(customer), "outcome": "approved", "assessor": "A", "date": "2026-03-01",
      ],
    )
    let body: JSON = ["customer": .id(customer), "substance": "110-63-4"]
    let records = [try firm.add("declaration", body), try firm.add("declaration", body)]
    try firm.add("declaration", body.with("kind", "single"))
    let items = try firm.due(today, within: 0).items
    #expect(items.map(\.kind) == [.declaration])
    let item = try #require(items.first)
    #expect(item.title == "declaration for BDO without a date")
    #expect(item.due == day("2026-01-01"))
    let record = try #require(records.min())
    #expect(item.record == record)
    #expect(item.command == "steward revise \(record.short) --field valid_until=DATE -m WHY")
    // One that has a day takes their place.
    try firm.add("declaration", body.with("signed_on", "2026-09-01"))
    #expect(try kinds(firm, today) == [])
  }

  @Test("A policy without any date asks for one, unless another of its title has one")
  func undatedPolicy() throws {
    var firm = PaperFirm()
    let policy = try firm.add("policy", ["title": "Stewardship"])
    let item = try #require(firm.due(today, within: 0).items.first)
    #expect(item.kind == .policy)
    #expect(item.title == "policy ‘Stewardship’ without a date")
    #expect(item.command == "steward revise \(policy.short) --field review_on=DATE -m WHY")
    try firm.add("policy", ["title": "Stewardship", "date": "2026-09-01"])
    #expect(try kinds(firm, today) == [])
  }

  @Test("A licence without an end is to be verified a year after it was verified")
  func endlessLicence() throws {
    var firm = PaperFirm()
    let never = try firm.add("licence", ["number": "A", "kind": "licence"])
    let once = try firm.add(
      "licence",
      ["number": "B", "kind": "registration", "verified_on": "2026-03-01"],
    )
    let list = try firm.due(day("2027-03-01"), within: 0)
    #expect(list.items.map(\.kind) == [.verification, .verification])
    #expect(list.items.map(\.record) == [never, once])
    #expect(list.items.map(\.due) == [day("2026-01-01"), day("2027-03-01")])
    #expect(list.items[0].title == "your licence A without an end, never verified")
    #expect(list.items[1].command.hasPrefix("steward revise \(once.short) --field verified_on="))
    #expect(try firm.due(day("2027-02-28"), within: 0).items.map(\.record) == [never])
  }

  @Test("A licence without an end follows on those of its sort that end")
  func followed() throws {
    var firm = PaperFirm()
    try firm.add("licence", ["number": "A", "kind": "licence", "valid_until": "2026-06-30"])
    #expect(try kinds(firm, today) == [.licence])
    try firm.add("licence", ["number": "B", "kind": "licence", "verified_on": "2026-06-01"])
    #expect(try kinds(firm, today) == [])
  }

  @Test("Goods of last year ask for a return until every part of it is there")
  func parts() throws {
    var firm = PaperFirm()
    let customer = try firm.add("customer", ["name": "Janssen"])
    try firm.add(
      "movement",
      [
        "kind": "supplied", "counterparty": .id(customer), "substance": "110-63-4",
        "quantity": "1", "unit": "kg", "date": "2025-05-01",
      ],
    )
    #expect(
      try firm.due(day("2026-02-15"), within: 0).items.map(\.title) == ["the return of 2025"]
    )
    for part in [3, 1] {
      try firm.add("annual_return", ["year": 2025, "part": .integer(part), "parts": 3])
    }
    let open = try firm.due(day("2026-02-15"), within: 0).items
    #expect(open.map(\.title) == ["the return of 2025, of which part 2 of 3 is missing"])
    #expect(open.map(\.command) == ["steward report annual --year 2025 --save"])
    try firm.add("annual_return", ["year": 2025, "part": 2, "parts": 3])
    #expect(try kinds(firm, day("2026-02-15")) == [])
  }

  @Test(
    "Practice 8, or the return itself, that does not apply suppresses the return and says why",
    arguments: [
      ["subject": "practice", "practice": "8"], ["subject": "rule", "rule": "annual-return"],
    ] as [JSON],
  )
  func exempt(_ subject: JSON) throws {
    var firm = PaperFirm()
    func applicability(_ applies: Bool, _ date: String) -> JSON {
      .object(
        (subject.members ?? []) + [
          .init("applies", .bool(applies)), .init("reason", "BDO only"),
          .init("date", .string(date)), .init("review_on", "2029-01-01"),
        ]
      )
    }
    let options = DueSurvey.Options(began: day("2025-01-01"))
    func returns(_ firm: PaperFirm) throws -> (kinds: [DueKind], reasons: [String]) {
      let list = try firm.due(day("2026-02-20"), within: 0, options: options)
      return (list.items.map(\.kind).filter { $0 == .annualReturn }, list.notApplicable)
    }
    #expect(try returns(firm).kinds == [.annualReturn])
    try firm.add("applicability", applicability(false, "2026-01-10"))
    #expect(try returns(firm).kinds == [])
    #expect(try returns(firm).reasons == ["the return of 2025, because: BDO only"])
    // Whoever says later that it applies again is heard.
    try firm.add("applicability", applicability(true, "2026-02-01"))
    #expect(try returns(firm).kinds == [.annualReturn])
    #expect(try returns(firm).reasons == [])
  }
}
