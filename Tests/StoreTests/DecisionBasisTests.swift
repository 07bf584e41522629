import CentralView
import Foundation
import Practices
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// A decision holds for what was decided, whoever changed what.
@Suite("What a decision holds for")
struct DecisionBasisTests {
  let fixture = Fixture()
  private static let day = CalendarDate(dayNumber: 20_500)  // 2026-02-16

  private func firm() throws -> Store {
    let firm = try fixture.store("firm")
    try firm.use(TestRules.text(), in: fixture.folder)
    let customer = try firm.addCustomer(["name": "One", "reference": "K-1"]).record
    try firm.record(
      "assessment",
      [
        "customer": .string(customer.text), "outcome": "approved", "assessor": "A",
        "date": "2026-01-01",
      ],
    )
    return firm
  }

  private func order(_ firm: Store, _ more: JSON = [:]) throws -> EntryID {
    let customer = try firm.customer("K-1").id
    let members: [JSON.Member] = [
      .init("reference", "P-1"), .init("customer", .string(customer.text)),
      .init("substance", "110-63-4"), .init("quantity", "200"), .init("unit", "kg"),
      .init("date", "2026-02-16"),
    ]
    return try firm.record("order", .object(members + (more.members ?? [])))
  }

  private func record(_ id: EntryID, _ store: Store) throws -> RecordSummary {
    try #require(try store.view.record(id))
  }

  private func titles(_ store: Store) throws -> [String] {
    let options = DueOptions(date: Self.day, within: 0)
    return try store.due(options).items.filter { [.order, .departure].contains($0.kind) }
      .map(\.title)
  }

  @Test("It goes with what was judged, and comes back with it", .temporaryFolder)
  func revised() throws {
    let firm = try firm()
    let id = try order(firm)
    #expect(try titles(firm) == ["order, BDO"])
    _ = try firm.decide(record(id, firm), Decision(.supply), on: Self.day)
    #expect(try DecisionBasis(of: record(id, firm).body) == .holds)
    #expect(try titles(firm).isEmpty)
    for (member, value, expected) in [
      ("channel", "email", DecisionBasis.holds), ("quantity", "9000", .stale),
      ("quantity", "200", .holds), ("consignee", "Elsewhere", .stale),
    ] {
      _ = try firm.revise(record(id, firm), changes: [(member, .string(value))], because: "x")
      #expect(try DecisionBasis(of: record(id, firm).body) == expected, "\(member) \(value)")
    }
    #expect(try titles(firm) == ["order that changed after its decision, to decide anew, BDO"])
    #expect(try DecisionBasis.decision(in: record(id, firm).body) == nil)
    _ = try firm.decide(record(id, firm), Decision(.supply), on: Self.day)
    #expect(try titles(firm).isEmpty)
  }

  @Test(
    "One that came from elsewhere is said to be unchecked, and a change undoes it",
    .temporaryFolder,
  )
  func unchecked() throws {
    let firm = try firm()
    let id = try order(firm, ["decision": "supply"])
    #expect(try DecisionBasis(of: record(id, firm).body) == .unchecked)
    #expect(try titles(firm) == ["order decided without a check, BDO"])
    _ = try firm.revise(record(id, firm), changes: [("channel", "email")], because: "x")
    #expect(try DecisionBasis(of: record(id, firm).body) == .unchecked)
    _ = try firm.revise(record(id, firm), changes: [("quantity", "201")], because: "x")
    #expect(try DecisionBasis(of: record(id, firm).body) == .stale)
    // Paper history is a fact, and nobody decides on it again.
    let later = DueOptions(date: Self.day.later(months: 13), within: 0)
    #expect(try !firm.due(later).items.contains { $0.kind == .order })
  }

  @Test("A table that changes what was judged undoes it, too", .temporaryFolder)
  func loaded() throws {
    let firm = try firm()
    let id = try order(firm)
    _ = try firm.decide(record(id, firm), Decision(.supply), on: Self.day)
    let path = fixture.folder.appending("orders.csv")
    let table =
      "reference;customer;substance;quantity;unit;decision\nP-1;K-1;110-63-4;9000;kg;supply\n"
    try Data(table.utf8).write(to: URL(filePath: path.string))
    let form = try firm.form(named: "order")
    let report = try firm.load(path, form: form, options: LoadOptions(because: "the week"))
    #expect(report.revised == 1)
    #expect(try DecisionBasis(of: record(id, firm).body) == .stale)
  }

  @Test(
    "A table that turns what was decided into a supply makes no checked decision of it",
    .temporaryFolder,
    arguments: [OrderAnswer.refuse, .hold],
  )
  func overturned(_ decided: OrderAnswer) throws {
    let firm = try firm()
    let id = try order(firm)
    _ = try firm.decide(record(id, firm), Decision(decided, reason: "x"), on: Self.day)
    let path = fixture.folder.appending("orders.csv")
    let table = "reference;customer;substance;decision\nP-1;K-1;110-63-4;supply\n"
    try Data(table.utf8).write(to: URL(filePath: path.string))
    let form = try firm.form(named: "order")
    _ = try firm.load(path, form: form, options: LoadOptions(because: "the week"))
    #expect(try record(id, firm).body["decision"]?.string == "supply")
    #expect(try DecisionBasis(of: record(id, firm).body) == .stale)
    #expect(try titles(firm) == ["order that changed after its decision, to decide anew, BDO"])
  }

  @Test("An order without a day that was decided without a check is listed", .temporaryFolder)
  func undated() throws {
    let firm = try firm()
    _ = try order(firm, ["decision": "supply"])
    let customer = try firm.customer("K-1").id
    try firm.record(
      "order",
      [
        "reference": "P-2", "customer": .string(customer.text), "substance": "110-63-4",
        "quantity": "1", "unit": "kg", "decision": "supply",
      ],
    )
    #expect(try titles(firm).count == 2)
  }

  @Test("Two offices that decide and change apart have an order to decide anew", .temporaryFolder)
  func offices() throws {
    let first = try firm()
    let id = try order(first)
    let second = try fixture.office("office", of: first)
    try second.use(TestRules.text(), in: fixture.folder)
    _ = try second.importBundles([fixture.pack(first, "start", to: ["self"])])
    _ = try first.decide(record(id, first), Decision(.supply), on: Self.day)
    _ = try second.revise(
      record(id, second),
      changes: [("quantity", "9000")],
      because: "the customer rang",
    )
    _ = try second.importBundles([fixture.pack(first, "a", to: ["self"])])
    _ = try first.importBundles([fixture.pack(second, "b", to: ["self"])])
    for store in [first, second] {
      let merged = try record(id, store)
      #expect(merged.conflicts.isEmpty && merged.heads.count == 2)
      #expect(DecisionBasis(of: merged.body) == .stale)
      let listed = try titles(store)
      #expect(listed == ["order that changed after its decision, to decide anew, BDO"])
    }
  }

  @Test(
    "Goods that leave for an order that is not to go are told of at once and listed",
    .temporaryFolder,
    arguments: [nil, "hold", "refuse", "supply"] as [String?],
  )
  func departures(_ decision: String?) throws {
    let firm = try firm()
    let id = try order(firm)
    if let outcome = decision.flatMap(OrderAnswer.init(rawValue:)) {
      _ = try firm.decide(record(id, firm), Decision(outcome, reason: "x"), on: Self.day)
    }
    let movement: JSON = [
      "kind": "supplied", "order": .string(id.text), "substance": "110-63-4", "quantity": "200",
      "unit": "kg", "date": "2026-02-16",
      "counterparty": .string(try firm.customer("K-1").id.text),
    ]
    let objection = try firm.objection(toMovement: movement)
    try firm.record("movement", movement)
    let listed = try titles(firm).filter { $0.hasPrefix("goods that left") }
    guard decision != "supply" else {
      #expect(objection == nil && listed.isEmpty)
      return
    }
    let words = decision.map { $0 == "hold" ? "is held" : "was refused" } ?? "was not decided"
    #expect(objection?.contains(words) == true)
    #expect(listed == ["goods that left for an order that \(words), BDO"])
  }
}
