import CentralView
import Foundation
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Judging orders")
struct JudgingTests {
  let fixture = Fixture()
  private static let day = CalendarDate(dayNumber: 20_500)  // 2026-02-16

  /// A firm with one assessed customer, judged by a package of the test.
  private func firm(_ more: String...) throws -> (store: Store, customer: EntryID) {
    let firm = try fixture.store("firm")
    try firm.use(TestRules.text(more: more), in: fixture.folder)
    let customer = try firm.addCustomer(["name": "One", "reference": "K-1", "city": "Delft"])
    try firm.record(
      "assessment",
      [
        "customer": .string(customer.record.text), "outcome": "approved", "assessor": "A",
        "date": "2026-01-01",
      ],
    )
    return (firm, customer.record)
  }

  private func order(_ customer: EntryID, _ more: JSON = [:]) -> JSON {
    let members: [JSON.Member] = [
      .init("customer", .string(customer.text)), .init("substance", "110-63-4"),
    ]
    return .object(members + (more.members ?? []))
  }

  private func answer(_ store: Store, _ body: JSON) throws -> OrderAnswer {
    let request = CheckRequest(subject: .order, bodies: [body], date: Self.day)
    return try store.shown(store.check(request)).answer
  }

  @Test("A firm is judged by its own records, and not by those of others", .temporaryFolder)
  func own() throws {
    let (firm, customer) = try firm()
    #expect(try answer(firm, order(customer)) == .supply)
    let stranger = try firm.addCustomer(["name": "Two", "reference": "K-2"]).record
    #expect(try answer(firm, order(stranger)) == .hold)
    // The assessment of another firm, about a customer with that id, is not the firm's own.
    let authority = try fixture.store("authority", role: .authority)
    try fixture.introduce(firm, to: authority)
    try authority.record(
      "assessment",
      [
        "customer": .string(stranger.text), "outcome": "approved", "assessor": "B",
        "date": "2026-01-01",
      ],
      audience: [firm.settings.organisation.text],
    )
    let bundle = try fixture.pack(authority, "a", to: [firm.settings.organisation.text])
    #expect(try firm.importBundles([bundle]).bundles.map(\.outcome) == [.merged])
    #expect(try answer(firm, order(stranger)) == .hold)
  }

  @Test("An authority's list counts; that of somebody else does not", .temporaryFolder)
  func lists() throws {
    let (firm, customer) = try firm(TestRules.listed)
    let list: JSON = [
      "name": "Watched",
      "entries": [["name": "One", "kind": "company", "action": "refuse"]],
    ]
    let other = try fixture.store("other")
    _ = try firm.trust(other.card(), as: .company, isCompared: true)
    _ = try other.trust(firm.card(), as: .company, isCompared: true)
    let firmID = firm.settings.organisation.text
    try other.record("surveillance_list", list, audience: [firmID])
    _ = try firm.importBundles([fixture.pack(other, "o", to: [firmID])])
    #expect(try answer(firm, order(customer)) == .supply)
    let authority = try fixture.store("authority", role: .authority)
    try fixture.introduce(firm, to: authority)
    try authority.record("surveillance_list", list, audience: [firmID])
    _ = try firm.importBundles([fixture.pack(authority, "a", to: [firmID])])
    #expect(try answer(firm, order(customer)) == .hold)
    let request = CheckRequest(subject: .order, bodies: [order(customer)], date: Self.day)
    #expect(try firm.check(request).answer == .refuse)
  }

  @Test("Of records judged to be one customer all count, and the worst of them", .temporaryFolder)
  func judgedSame() throws {
    let (firm, customer) = try firm()
    let other = try firm.addCustomer(["name": "One again", "reference": "K-2"]).record
    let records = try [customer, other].map { try #require(try firm.view.record($0)) }
    #expect(try answer(firm, order(other)) == .hold)
    _ = try firm.judge(records[0], records[1], as: .same, because: "one telephone")
    #expect(try answer(firm, order(customer)) == .supply)
    #expect(try answer(firm, order(other)) == .supply, "the assessment of the other is read")
    let refusal = try firm.record(
      "assessment",
      [
        "customer": .string(other.text), "outcome": "refused", "assessor": "B",
        "date": "2025-01-01",
      ],
    )
    for id in [customer, other] {
      let request = CheckRequest(subject: .order, bodies: [order(id)], date: Self.day)
      let result = try #require(try firm.check(request).results.first { $0.rule == "assessed" })
      #expect(OrderAnswer(result.verdict) != .supply && result.records.contains(refusal))
      #expect(result.because.contains("‘refused’"))
      #expect(id == other || result.because.contains("‘K-2, One again’"))
    }
    _ = try firm.judge(records[0], records[1], as: .different, because: "two telephones")
    #expect(try answer(firm, order(customer)) == .supply)
  }

  @Test(
    "What a confidential record says is held back, with its rule and the record",
    .temporaryFolder,
  )
  func heldBack() throws {
    let (firm, customer) = try firm(TestRules.listed)
    let request = CheckRequest(subject: .order, bodies: [order(customer)], date: Self.day)
    let clean = try firm.shown(firm.check(request))
    #expect(clean.results.map(\.rule) == ["assessed"], "nobody sees that lists are looked at")
    let list = try firm.record(
      "surveillance_list",
      [
        "name": "Watched",
        "entries": [["name": "One", "kind": "company", "action": "refuse", "note": "secret"]],
      ],
    )
    let answer = try firm.check(request)
    let shown = try firm.shown(answer)
    #expect(shown.answer == .hold)
    #expect(shown.isHeldBack)
    #expect(shown.results.map(\.rule) == ["assessed"])
    #expect(shown.passes == clean.passes)
    for word in ["unlisted", "Watched", "secret", list.text, "refuse", "list"] {
      #expect(!shown.note.contains(word), "\(word) in \(shown.note)")
    }
    #expect(shown.note.contains("held back"))
    let open = try firm.shown(answer, showsConfidential: true)
    #expect(open.answer == .refuse)
    #expect(open.results.contains { $0.rule == "unlisted" && $0.records.contains(list) })
    #expect(!open.isHeldBack)
  }

  @Test("A field in conflict counts with its worst value", .temporaryFolder)
  func conflicts() throws {
    let (firm, customer) = try firm()
    let second = try fixture.office("second", of: firm)
    _ = try second.importBundles([fixture.packSelf(firm, "a")])
    let assessment = try #require(try firm.view.records(ofForm: "assessment").first)
    let copy = try #require(try second.view.record(assessment.id))
    _ = try firm.revise(assessment, changes: [("date", "2026-01-02")], because: "mended")
    _ = try second.revise(copy, changes: [("outcome", "refused")], because: "heard of it")
    #expect(try answer(firm, order(customer)) == .supply)
    _ = try firm.importBundles([fixture.packSelf(second, "b")])
    #expect(try firm.view.record(assessment.id)?.conflicts == ["decision"])
    #expect(try answer(firm, order(customer)) == .hold)
    let body = try #require(try firm.recordBook().record(assessment.id))
    #expect(Set(body.bodies.compactMap { $0["outcome"]?.string }) == ["approved", "refused"])
  }

  @Test("What is not said is the day, and the customer's own address", .temporaryFolder)
  func defaults() throws {
    let (firm, customer) = try firm()
    let site = try firm.record("site", ["customer": .string(customer.text), "name": "Plant"])
    let body = try firm.completed(order(customer), on: Self.day)
    #expect(body["date"]?.string == Self.day.text)
    #expect(body["site"] == nil, "the customer has an address")
    let homeless = try firm.addCustomer(["name": "Two"]).record
    #expect(try firm.completed(order(homeless), on: Self.day)["site"] == nil)
    let only = try firm.record("site", ["customer": .string(homeless.text), "name": "Plant"])
    #expect(try firm.completed(order(homeless), on: Self.day)["site"]?.string == only.text)
    _ = try firm.record("site", ["customer": .string(homeless.text), "name": "Shop"])
    #expect(try firm.completed(order(homeless), on: Self.day)["site"] == nil)
    let said = try firm.completed(
      order(homeless, ["site": .string(site.text), "date": "2026-01-05"]),
      on: Self.day,
    )
    #expect(said["site"]?.string == site.text)
    #expect(said["date"]?.string == "2026-01-05")
  }

  @Test("A recorded order is judged as it stands, and nothing else is", .temporaryFolder)
  func recorded() throws {
    let (firm, customer) = try firm(TestRules.noCash)
    let id = try firm.record("order", order(customer, ["payment": "cash"]))
    let record = try #require(try firm.view.record(id))
    let request = try firm.request(for: record, on: Self.day)
    #expect(request.record == id)
    #expect(try firm.check(request).answer == .refuse)
    let other = try #require(try firm.view.record(customer))
    #expect(throws: DecisionError.self) { try firm.request(for: other, on: Self.day) }
  }
}

extension Store {
  /// Judges by a package of the test alone.
  func use(_ text: String, in folder: FilePath) throws {
    let path = try TestRules.write(text, "rules.json", in: folder)
    try useRules([addRules(path).name])
  }

  /// Begins a record of a form.
  @discardableResult
  func record(_ form: String, _ body: JSON, audience: [String]? = nil) throws -> EntryID {
    try add(form: self.form(named: form), body: body, audience: audience).record
  }
}

extension Fixture {
  /// Packs everything for another office of the same organisation.
  func packSelf(_ store: Store, _ name: String) throws -> FilePath {
    try pack(store, name, to: ["self"])
  }
}
