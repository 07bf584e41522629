import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("The main job")
struct MainJobTests {
  let fixture = Fixture()

  @Test("A customer travels from a firm to the authority", .temporaryFolder)
  func travels() throws {
    let authority = try fixture.store("authority", role: .authority)
    let firm = try fixture.store("firm")
    try fixture.introduce(firm, to: authority)
    let customer = try firm.addCustomer(["name": "Van Dijk Coatings", "reference": "K-1"])
    let bundle = try fixture.pack(firm, "first")
    let report = try authority.importBundles([bundle])
    #expect(report.bundles.map(\.outcome) == [.merged])
    let record = try #require(try authority.view.record(customer.record))
    #expect(record.body["name"]?.string == "Van Dijk Coatings")
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    let again = try authority.importBundles([bundle])
    #expect(again.bundles.map(\.outcome) == [.nothingNew])
  }

  @Test(
    "Two offices edit one customer apart; the conflict is shown and resolved",
    .temporaryFolder,
  )
  func conflict() throws {
    let authority = try fixture.store("authority", role: .authority)
    let first = try fixture.store("firm")
    try fixture.introduce(first, to: authority)
    let customer = try first.addCustomer(["name": "Van Dijk", "reference": "K-1"])
    let second = try fixture.office("office", of: first)
    let sharing = try fixture.pack(first, "sharing", to: ["self"])
    #expect(try second.importBundles([sharing]).bundles.map(\.outcome) == [.merged])
    _ = try second.trust(authority.card(), as: .authority, isCompared: true)
    for (store, name) in [(first, "Van Dyck"), (second, "Van Dijk B.V.")] {
      let record = try store.view.record(named: "K-1", of: store.settings.organisation)
      _ = try store.revise(record, changes: [("name", .string(name))], because: "the register")
    }
    let bundles = [try fixture.pack(second, "two"), try fixture.pack(first, "one")]
    let report = try authority.importBundles(bundles)
    #expect(report.bundles.map(\.outcome) == [.merged, .merged])
    #expect(report.tally.opened == 1)
    let conflict = try #require(try authority.view.conflicts().first)
    #expect(conflict.record == customer.record)
    #expect(Set(conflict.values.compactMap(\.value?.string)) == ["Van Dyck", "Van Dijk B.V."])
    // The firm resolves: its first office has seen the second one's entries.
    _ = try first.importBundles([try fixture.pack(second, "back", to: ["self"])])
    let own = try first.view.conflict(named: conflict.id)
    _ = try first.resolve(
      own,
      choices: [.take(entry: own.values[0].entry.text)],
      because: "called them",
    )
    let closed = try authority.importBundles([try fixture.pack(first, "three")])
    #expect(closed.tally.closed == 1)
    #expect(try authority.view.conflicts().isEmpty)
  }

  @Test("A note that stays home is a stub in the bundle", .temporaryFolder)
  func staysHome() throws {
    let authority = try fixture.store("authority", role: .authority)
    let firm = try fixture.store("firm")
    try fixture.introduce(firm, to: authority)
    let secret = "nobody else may read this"
    let note = try firm.add(form: firm.form(named: "note"), body: ["text": .string(secret)])
    let report = try authority.importBundles([try fixture.pack(firm, "first")])
    // The note and the enrolment of the authority stay at home.
    #expect(report.tally.withheld == 2)
    #expect(try authority.view.record(note.record) == nil)
  }
}
