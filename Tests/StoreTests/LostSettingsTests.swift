import CentralView
import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Settings of a restored store")
struct LostSettingsTests {
  let fixture = Fixture()

  private func restored(_ firm: Store) throws -> Store {
    let backup = try fixture.pack(firm, "backup", to: ["self"])
    let keys = try String(contentsOfFile: firm.layout.keys.string, encoding: .utf8)
    let path = fixture.folder.appending("anew")
    return try Store.restore(at: path, from: [backup], seed: keys, author: "M. B.").store
  }

  @Test("A form that was kept at home is kept at home again, and no other", .temporaryFolder)
  func keptHome() throws {
    let (_, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    try firm.addCustomer(["name": "First", "reference": "K-1"])
    let customer = try firm.customer("K-1").id
    let site = try firm.form(named: "site")
    let product = try firm.form(named: "product")
    try firm.keepHome(site, true)
    _ = try firm.add(
      form: site,
      body: ["customer": .string(customer.text), "name": "Works", "reference": "S-1"],
    )
    // The form of products stays at home anyway: that is no narrowing.
    _ = try firm.add(form: product, body: ["name": "BDO 99", "substance": "110-63-4"])
    let anew = try restored(firm)
    #expect(anew.settings.keptHome == ["site"])
    #expect(try anew.defaultAudience(of: site) == [])
    let form = try firm.form(named: "customer")
    #expect(try anew.defaultAudience(of: form) == firm.defaultAudience(of: form))
    try anew.addCustomer(["name": "Second", "reference": "K-2"])
    _ = try anew.add(
      form: site,
      body: ["customer": .string(customer.text), "name": "Depot", "reference": "S-2"],
    )
    let record = try #require(
      try anew.view.records(ofForm: "site").first { $0.body["name"]?.string == "Depot" }
    )
    let organisation = anew.settings.organisation
    #expect(try anew.view.audience(of: record.id, organisation: organisation) == [])
  }

  @Test("Only the newest record of a form says how it was kept in the end", .temporaryFolder)
  func shared() throws {
    let (_, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    let form = try firm.form(named: "customer")
    try firm.keepHome(form, true)
    try firm.addCustomer(["name": "First", "reference": "K-1"])
    try firm.keepHome(form, false)
    try firm.addCustomer(["name": "Second", "reference": "K-2"])
    #expect(try restored(firm).settings.keptHome == [])
  }

  @Test("An answer that was kept tells which packages gave it")
  func packages() {
    let note = "hold on 2026-02-16 (rules: icca-bdo-gbl-2017 1, own-code 2026-1)\nhold: a: (b) [c]"
    #expect(ShownAnswer.packages(inNote: note) == ["icca-bdo-gbl-2017", "own-code"])
    for text in ["", "supply", "supply on 2026-02-16 (rules: )", "note\n(rules: a 1)"] {
      #expect(ShownAnswer.packages(inNote: text) == nil)
    }
  }
}
