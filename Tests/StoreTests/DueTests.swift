import Foundation
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("What a store has to keep and to send")
struct DueTests {
  let fixture = Fixture()
  let today = Timestamp.now().date

  private func kinds(_ store: Store, _ days: Int = 0, within: Int = 0) throws -> [DueKind] {
    try store.due(DueOptions(date: today.adding(days: days), within: within)).items.map(\.kind)
  }

  @Test(
    "A backup is due a week after the first entry, and a week after the last one",
    .temporaryFolder,
  )
  func backup() throws {
    let store = try fixture.store("firm")
    #expect(try kinds(store, 6) == [])
    #expect(try kinds(store, 7) == [.backup])
    #expect(try kinds(store, 0, within: 7) == [.backup])
    _ = try fixture.pack(store, "backup", to: ["self"])
    // Everything is in it, so it does not age.
    #expect(try kinds(store, 30) == [])
    _ = try store.addCustomer(["name": "Janssen"])
    #expect(try kinds(store, 6) == [])
    let list = try store.due(DueOptions(date: today.adding(days: 8), within: 0))
    #expect(list.items.map(\.kind) == [.backup])
    #expect(list.items.map(\.command) == ["steward pack --to self"])
    #expect(list.items.map { list.days(of: $0) } == [-1])
  }

  @Test(
    "What somebody may read and was not sent is due a week after it was written",
    .temporaryFolder,
  )
  func packing() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    let association = try fixture.store("association", role: .association)
    _ = try firm.trust(association.card(), as: .association, isCompared: true)
    _ = try fixture.pack(firm, "backup", to: ["self"])
    let names = ["authority works", "association works"]
    func unsent(_ days: Int) throws -> [String] {
      try firm.due(DueOptions(date: today.adding(days: days), within: 0)).items
        .filter { $0.kind == .packing }.map(\.aboutTitle)
    }
    // The journal's own first entry is for everybody.
    #expect(try unsent(6) == [])
    #expect(try Set(unsent(7)) == Set(names))
    for name in ["authority", "association"] {
      _ = try fixture.pack(firm, "to-\(name)", to: [name])
      #expect(try unsent(7).contains("\(name) works") == false)
    }
    // A customer is for the authority alone.
    _ = try firm.addCustomer(["name": "Janssen"])
    #expect(try unsent(6) == [])
    let list = try firm.due(DueOptions(date: today.adding(days: 7), within: 0))
    let item = try #require(list.items.first { $0.kind == .packing })
    #expect(item.title == "1 entry to pack")
    #expect(item.command == "steward pack --to \(authority.settings.organisation.text.prefix(8))")
    #expect(try unsent(7) == ["authority works"])
    // An agreement sets another rhythm, which begins with what was sent last.
    _ = try firm.add(
      form: firm.form(named: "agreement"),
      body: ["kind": "mou", "reporting_interval": "quarterly"],
    )
    let later = today.later(months: 3)
    #expect(try unsent(later.dayNumber - today.dayNumber - 1) == [])
    #expect(try unsent(later.dayNumber - today.dayNumber).count == 2)
  }

  @Test("A card that nobody compared is named until somebody does", .temporaryFolder)
  func cards() throws {
    let (firm, authority) = (
      try fixture.store("firm"), try fixture.store("authority", role: .authority),
    )
    _ = try firm.trust(authority.card(), as: .authority, isCompared: false)
    let items = try firm.due(DueOptions(date: today, within: 0)).items
    #expect(items.map(\.kind) == [.card])
    #expect(items.map(\.aboutTitle) == ["authority works"])
    _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
    #expect(try kinds(firm) == [])
  }

  @Test("The return of last year is asked for until it is there", .temporaryFolder)
  func annualReturn() throws {
    let firm = try fixture.store("firm")
    func due(_ date: CalendarDate) throws -> [DueItem] {
      try firm.due(DueOptions(date: date, within: 0)).items.filter { $0.kind == .annualReturn }
    }
    let (year, next) = (today.year, CalendarDate(year: today.year + 1, month: 2, day: 15))
    let day = try #require(next)
    #expect(try due(day.adding(days: -1)) == [])
    let item = try #require(try due(day).first)
    #expect(item.command == "steward report annual --year \(year) --save")
    #expect(item.basis == .mandatory)
    // There was no firm the year before, and nothing was loaded of that year.
    #expect(try due(today) == [])
    _ = try firm.add(form: firm.form(named: "annual_return"), body: ["year": .integer(year)])
    #expect(try due(day) == [])
  }

  @Test("An order that leaves a question open says so", .temporaryFolder)
  func questions() throws {
    let firm = try fixture.store("firm")
    let customer = try firm.addCustomer(["name": "Janssen"])
    let order = try firm.add(
      form: firm.form(named: "order"),
      body: [
        "customer": .string(customer.record.text), "substance": "110-63-4", "quantity": "200",
        "unit": "kg", "date": .string(today.text),
      ],
    )
    let items = try firm.due(DueOptions(date: today, within: 0)).items
      .filter { $0.record == order.record }
    #expect(items.map(\.kind) == [.question])
    #expect(items.first?.command.contains("--answer") == true)
  }

  @Test("A summary travels to the association, which sees it and no customer", .temporaryFolder)
  func summary() throws {
    let firm = try fixture.store("firm")
    let association = try fixture.store("association", role: .association)
    _ = try firm.trust(association.card(), as: .association, isCompared: true)
    _ = try association.trust(firm.card(), as: .company, isCompared: true)
    let customer = try firm.addCustomer(["name": "Janssen"])
    _ = try firm.add(
      form: firm.form(named: "assessment"),
      body: [
        "customer": .string(customer.record.text), "outcome": "approved", "assessor": "A",
        "date": .string(today.text),
      ],
    )
    let own = try #require(try firm.scoreCards(on: today).first)
    _ = try firm.save(own)
    let bundle = try fixture.pack(firm, "b", to: ["association"])
    _ = try association.importBundles([bundle])
    let cards = try association.scoreCards(on: today)
    #expect(cards.map(\.organisation) == [firm.settings.organisation])
    let scores = try #require(cards.first).scores
    #expect(scores.allSatisfy { $0.source == .summary(today) })
    #expect(scores.map(\.verdict) == own.scores.map(\.verdict))
    // An association has nothing to review, return or decide itself.
    let kinds = try association.due(DueOptions(date: today.adding(days: 400), within: 0)).items
    #expect(kinds.allSatisfy { [.backup, .packing].contains($0.kind) })
  }
}
