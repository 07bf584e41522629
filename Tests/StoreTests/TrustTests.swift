import CentralView
import Foundation
import Journal
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Trust")
struct TrustTests {
  let fixture = Fixture()

  @Test("An office that is not admitted yet cannot pack, and says what to do", .temporaryFolder)
  func notAdmitted() throws {
    let first = try fixture.store("firm")
    let second = try fixture.applicant("office", of: first)
    try second.addCustomer(["name": "One"])
    #expect(throws: StoreError.notAdmitted) { try fixture.pack(second, "early", to: ["self"]) }
    let next = try #require(
      try first.trust(second.card(), as: .ownOffice, isCompared: true).nextCard
    )
    _ = try second.trust(Card(parsing: next.span.bytes), as: nil, isCompared: true)
    #expect(try second.card().serial == 2)
    _ = try fixture.pack(second, "then", to: ["self"])
    // Admitting it again changes nothing; only the first office admits.
    let again = try first.trust(
      Card(
        parsing: Array(Data(contentsOf: URL(filePath: second.layout.request.string))).span.bytes,
        orJoining: true,
      ),
      as: .ownOffice,
      isCompared: true,
    )
    #expect(again.nextCard == next)
    let third = try fixture.applicant("third", of: first)
    #expect(throws: StoreError.self) {
      try second.trust(third.card(), as: .ownOffice, isCompared: true)
    }
  }

  @Test("An authority takes an office's journal once it knows the new card", .temporaryFolder)
  func newCard() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let old = try firms[0].card()
    let office = try fixture.office("office", of: firms[0])
    _ = try office.trust(authority.card(), as: .authority, isCompared: true)
    try office.addCustomer(["name": "Of the office"])
    _ = try firms[0].importBundles([fixture.pack(office, "exchange", to: ["self"])])
    try firms[0].keep(old)
    let early = try fixture.pack(firms[0], "early")
    let result = try authority.importBundles([early]).bundles[0]
    #expect(result.outcome == .quarantined)
    #expect(result.reason?.contains(office.settings.origin.text) == true)
    _ = try authority.trust(office.card(), as: nil, isCompared: true)
    #expect(try authority.importBundles([]).bundles.map(\.outcome) == [.merged])
    #expect(try authority.trusted().first?.journals.count == 2)
  }

  @Test("Offices of an authority exchange what they hold of firms", .temporaryFolder)
  func exchange() throws {
    let (authority, firms) = try fixture.introduced("one", "two")
    for firm in firms {
      try firm.addCustomer(["name": "Customer"])
      _ = try authority.importBundles([fixture.pack(firm, firm.settings.name)])
    }
    let office = try fixture.office("office", of: authority)
    let backup = try fixture.pack(authority, "backup", to: ["self"])
    let rehearsal = try office.importBundles([backup], isRehearsal: true)
    let report = try office.importBundles([backup])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(report == rehearsal)
    #expect(try office.view.records(ofForm: "customer").count == 2)
    #expect(try office.trusted().count == 2)
    #expect(try office.verify().allSatisfy { $0.problem == nil })
    let origins = Set(try authority.journals().map(\.origin))
    #expect(origins.isSubset(of: try office.journals().map(\.origin)))
  }

  @Test(
    "A revocation takes later entries out of the state, and voiding it puts them back",
    .temporaryFolder,
  )
  func revocation() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    try firm.addCustomer(["name": "Before", "reference": "K-1"])
    let size = try firm.ownSize
    try firm.addCustomer(["name": "After", "reference": "K-2"])
    try firm.change("K-1", "name", to: "Changed after")
    _ = try authority.importBundles([fixture.pack(firm, "one")])
    let digest = try authority.view.digest(excluding: authority.settings.organisation)
    let revocation = try authority.revoke(
      firm.settings.organisation,
      journal: firm.settings.origin,
      from: size,
      because: "the laptop was stolen",
    )
    let customers = try authority.view.records(ofForm: "customer")
    #expect(customers.map { $0.body["name"]?.string } == ["Before"])
    let journal = try #require(
      try authority.heldJournals().journals.first { $0.origin == firm.settings.origin.text }
    )
    #expect(journal.revokedFrom == size)
    #expect(try authority.trusted()[0].journals[0].revokedFrom == size)
    // What still comes from that journal is kept and stays out.
    try firm.addCustomer(["name": "Later still"])
    let report = try authority.importBundles([fixture.pack(firm, "two")])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(report.tally.revoked == 1)
    #expect(report.tally.created == 0)
    let marked = try authority.view.digest()
    try authority.rebuildView()
    #expect(try authority.view.digest() == marked)
    let record = try #require(try authority.view.record(revocation.record))
    _ = try authority.void(record, because: "it was found again")
    #expect(try authority.view.records(ofForm: "customer").count == 3)
    #expect(try authority.view.digest(excluding: authority.settings.organisation) != digest)
    #expect(try Store.open(at: authority.path).view.records(ofForm: "customer").count == 3)
  }

  @Test(
    "An organisation that is revoked as a whole has no role, and is not trusted by the way",
    .temporaryFolder,
  )
  func wholeRevocation() throws {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "One"])
    _ = try authority.importBundles([fixture.pack(firms[0], "one")])
    _ = try authority.revoke(
      firms[0].settings.organisation,
      journal: nil,
      from: nil,
      because: "it never existed",
    )
    #expect(try authority.view.records(organisation: firms[0].settings.organisation).isEmpty)
    #expect(try authority.trusted()[0].roles.isEmpty)
    #expect {
      try authority.trust(firms[0].card(), as: .company, isCompared: true)
    } throws: { error in
      (error as? StoreError)?.problem.contains("revoked") == true
    }
  }

  @Test("A revocation that would take itself out, or says nothing, is refused", .temporaryFolder)
  func badRevocations() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let (own, firm) = (authority.settings, firms[0].settings)
    let size = try authority.ownSize
    #expect(throws: StoreError.self) {
      try authority.revoke(own.organisation, journal: nil, from: nil, because: "why not")
    }
    #expect(throws: StoreError.self) {
      try authority.revoke(own.organisation, journal: own.origin, from: 1, because: "why not")
    }
    #expect(throws: StoreError.self) {
      try authority.revoke(firm.organisation, journal: own.origin, from: 1, because: "mixed up")
    }
    #expect(throws: StoreError.self) {
      try authority.revoke(firm.organisation, journal: nil, from: 5, because: "of which?")
    }
    #expect(throws: StoreError.self) {
      try authority.revoke(firm.organisation, journal: nil, from: nil, because: "")
    }
    let stranger = try fixture.store("stranger")
    #expect(throws: StoreError.self) {
      try authority.revoke(stranger.settings.organisation, journal: nil, from: nil, because: "x")
    }
    #expect(try authority.ownSize == size)
  }

  @Test("Records about trust that were written by hand do not lock the store", .temporaryFolder)
  func damagedRecords() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0].settings
    _ = try authority.add(
      form: authority.form(named: "enrolment"),
      body: .object(strings: [
        "organisation": firm.organisation.text, "role": "vetted", "card": "?",
      ]),
    )
    _ = try authority.add(
      form: authority.form(named: "revocation"),
      body: .object(strings: [
        "organisation": firm.organisation.text, "origin": authority.settings.origin.text,
        "reason": "mixed up",
      ]),
    )
    _ = try authority.add(
      form: authority.form(named: "revocation"),
      body: .object(strings: [
        "organisation": authority.settings.organisation.text, "reason": "all of myself",
      ]),
    )
    let opened = try Store.open(at: authority.path)
    // What revokes nobody readably is taken for more, not for less.
    #expect(try opened.trusted().map(\.roles) == [[]])
    #expect(try opened.view.digest() == authority.view.digest())
  }

  @Test("More than a company has to be said; what is enrolled already has not", .temporaryFolder)
  func roles() throws {
    let firm = try fixture.store("firm")
    let authority = try fixture.store("authority", role: .authority)
    #expect {
      try firm.trust(authority.card(), as: nil, isCompared: true)
    } throws: { error in
      (error as? StoreError)?.remedy?.contains("--as authority") == true
    }
    #expect(throws: StoreError.self) {
      try firm.trust(authority.card(), as: .association, isCompared: true)
    }
    #expect(throws: StoreError.noRecipient) { try firm.pack(PackOptions()) }
    #expect(try firm.trust(authority.card(), as: .authority, isCompared: false).role == .authority)
    #expect(try firm.trust(authority.card(), as: nil, isCompared: true).role == .authority)
    let trusted = try firm.trusted()
    #expect(trusted.map(\.roles) == [[.authority]])
    #expect(trusted.map(\.isCompared) == [true])
    let other = try fixture.store("other")
    #expect(try firm.trust(other.card(), as: nil, isCompared: true).role == .company)
    #expect(try firm.trust(other.card(), as: .vetted, isCompared: true).role == .vetted)
    #expect(try firm.trust().roles(of: other.settings.organisation) == [.company, .vetted])
  }

  @Test("Trust that was withdrawn comes back when the card is added again", .temporaryFolder)
  func withdrawn() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let enrolment = try #require(try authority.view.records(ofForm: "enrolment").first)
    _ = try authority.void(enrolment, because: "left the business")
    #expect(try authority.trusted().isEmpty)
    _ = try authority.trust(firms[0].card(), as: .company, isCompared: true)
    #expect(try authority.trusted().map(\.roles) == [[.company]])
  }

  @Test("An older card never takes the place of a newer one", .temporaryFolder)
  func olderCard() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let old = try firms[0].card()
    _ = try fixture.office("office", of: firms[0])
    _ = try authority.trust(firms[0].card(), as: nil, isCompared: true)
    _ = try authority.trust(old, as: nil, isCompared: true)
    #expect(try authority.trust().card(of: old.organisation)?.serial == 2)
    try FileManager.default.removeItem(atPath: authority.layout.card(old.organisation).string)
    #expect(try authority.trust().card(of: old.organisation)?.serial == 2)
  }

  @Test("Two cards with one serial put the sender in quarantine", .temporaryFolder)
  func twoCards() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let copy = try fixture.copy(firms[0], "copy")
    _ = try fixture.office("office", of: firms[0])
    _ = try fixture.office("other", of: copy)
    #expect(
      try authority.importBundles([fixture.pack(firms[0], "a")]).bundles[0].outcome
        == .merged
    )
    let result = try authority.importBundles([fixture.pack(copy, "b")]).bundles[0]
    #expect(result.outcome == .quarantined)
    #expect(result.reason?.contains("two cards with the serial 2") == true)
  }
}
