import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Audience")
struct AudienceTests {
  let fixture = Fixture()

  @Test("Each recipient gets what it may read, and stubs of the rest", .temporaryFolder)
  func byRole() throws {
    let (authority, firms) = try fixture.introduced("firm", "friend")
    let firm = firms[0]
    let association = try fixture.store("association", role: .association)
    for (store, role) in [(association, Role.association), (firms[1], .company)] {
      _ = try firm.trust(store.card(), as: role, isCompared: true)
      _ = try store.trust(firm.card(), as: .company, isCompared: true)
    }
    let form = try firm.form(named: "customer")
    let friend = firms[1].settings.organisation.text
    let audiences: [(reference: String, audience: [String]?)] = [
      ("default", nil), ("both", ["association", "authority"]), ("friend", [friend]),
      ("public", ["public"]), ("home", []), ("vetted", ["vetted"]),
    ]
    for (reference, audience) in audiences {
      _ = try firm.add(
        form: form,
        body: .object(strings: ["name": "Secret of \(reference)", "reference": reference]),
        audience: audience,
      )
      // A revision goes with its record.
      try firm.change(reference, "city", to: "Delft")
    }
    _ = try firm.add(form: firm.form(named: "note"), body: .object(strings: ["text": "at home"]))
    let cases: [(store: Store, role: String, readable: Set<String>)] = [
      (authority, "authority", ["default", "both", "public"]),
      (association, "association", ["both", "public"]),
      (firms[1], "company", ["friend", "public"]),
    ]
    for (store, role, readable) in cases {
      let bundle = try fixture.pack(firm, role, to: [role])
      let report = try store.importBundles([bundle])
      #expect(report.bundles.map(\.outcome) == [.merged], "\(role)")
      let customers = try store.view.records(ofForm: "customer")
      #expect(Set(customers.compactMap { $0.body["reference"]?.string }) == readable, "\(role)")
      #expect(customers.allSatisfy { $0.body["city"]?.string == "Delft" && !$0.isIncomplete })
      #expect(try store.view.records(ofForm: "note").isEmpty)
      #expect(try store.verify().allSatisfy { $0.problem == nil })
      for (reference, _) in audiences where !readable.contains(reference) {
        #expect(try !contains("Secret of \(reference)", in: store), "\(role) \(reference)")
      }
    }
    // For all of them at once, only what all may read.
    let all = try firm.pack(
      PackOptions(recipients: ["authority", "association", "company"], isRehearsal: true)
    )
    let customers = try #require(all.forms.first { $0.form == "customer/1" })
    #expect(customers.entries == 2)
    #expect(customers.withheld == 10)
    // To oneself nothing is withheld.
    let backup = try firm.pack(PackOptions(recipients: ["self"], isRehearsal: true))
    #expect(backup.forms.allSatisfy { $0.withheld == 0 })
  }

  /// Whether any file of a store's journals or view holds a text.
  private func contains(_ text: String, in store: Store) throws -> Bool {
    try store.catchUp()
    var isFound = false
    for journal in try store.heldJournals().journals {
      try store.heldJournals().forEachLine(of: journal, in: 0..<journal.size) { _, line in
        let bytes = line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        isFound = isFound || bytes.contains(text)
      }
    }
    return isFound
  }

  @Test("A wider bundle later makes stubs readable", .temporaryFolder)
  func completed() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let other = try fixture.store("other")
    _ = try firms[0].trust(other.card(), as: .company, isCompared: true)
    try firms[0].addCustomer(["name": "One", "reference": "K-1"])
    try firms[0].change("K-1", "name", to: "Two")
    let both = [authority, other].map(\.settings.organisation.text)
    let narrow = try fixture.pack(firms[0], "narrow", to: both)
    let wide = try fixture.pack(firms[0], "wide")
    #expect(try authority.importBundles([narrow]).bundles[0].outcome == .merged)
    #expect(try authority.view.records(ofForm: "customer").isEmpty)
    let report = try authority.importBundles([wide])
    #expect(report.bundles[0].outcome == .merged)
    #expect(report.tally.completed == 2)
    let record = try authority.customer("K-1")
    #expect(record.body["name"]?.string == "Two")
    let digest = try authority.view.digest()
    #expect(
      try authority.importBundles([narrow, wide]).bundles.map(\.outcome)
        == [.nothingNew, .nothingNew]
    )
    try authority.rebuildView()
    #expect(try authority.view.digest() == digest)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
  }
}
