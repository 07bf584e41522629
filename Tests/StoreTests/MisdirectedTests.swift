import CentralView
import Foundation
import Practices
import Records
import Sealing
import TestSupport
import Testing

@testable import Store

/// What another program sends somebody who may never read it.
@Suite("Entries for somebody else")
struct MisdirectedTests {
  let fixture = Fixture()

  /// A firm that takes an association for an authority, and so sends it a suspicion.
  private func sent() throws -> (firm: Store, association: Store, ministry: Store) {
    let firm = try fixture.store("firm")
    let association = try fixture.store("association", role: .association)
    let ministry = try fixture.store("ministry", role: .authority)
    for other in [association, ministry] {
      // The command refuses to take the association for one; another program may not.
      let enrolment = try Enrolment(other.card(), as: .authority, isCompared: true)
      _ = try firm.add(form: firm.form(named: "enrolment"), body: enrolment.body)
      _ = try firm.trust(other.card(), as: other.settings.role, isCompared: true)
      _ = try other.trust(firm.card(), as: .company, isCompared: true)
    }
    try firm.addCustomer(["name": "Open", "reference": "K-1"])
    let form = try firm.form(named: "suspicious_transaction")
    let record = try firm.add(form: form, body: ["narrative": "Geheim", "reference": "VM-7"]).record
    let suspicion = try #require(try firm.view.record(record, confidential: .included))
    _ = try firm.revise(
      suspicion,
      changes: [("narrative", .string("Geheim zwei"))],
      because: "more",
    )
    return (firm, association, ministry)
  }

  @Test("They are held and never shown, and the view is the same as anybody's", .temporaryFolder)
  func hidden() throws {
    let (firm, association, ministry) = try sent()
    let both = [association, ministry].map(\.settings.organisation.text)
    let bundle = try fixture.pack(firm, "both", to: both)
    let rehearsed = try association.importBundles([bundle], isRehearsal: true)
    let report = try association.importBundles([bundle])
    #expect(report.tally.misdirected == [firm.settings.organisation: 2])
    #expect(rehearsed.tally == report.tally)
    #expect(try ministry.importBundles([bundle]).tally.misdirected.isEmpty)
    let digests = try [association, ministry].map {
      try $0.view.digest(excluding: $0.settings.organisation)
    }
    #expect(digests[0] == digests[1])

    let there = try ministry.view.records(
      ofForm: "suspicious_transaction",
      confidential: .included,
    )
    let id = try #require(there.first?.id)
    let reopened = try Store.open(at: association.path)
    for store in [association, reopened] {
      let view = store.view
      #expect(try view.records(confidential: .included).allSatisfy { $0.body["narrative"] == nil })
      #expect(try view.record(id, confidential: .included) == nil)
      #expect(try view.search("geheim", confidential: .included).isEmpty)
      #expect(
        try view.briefs(
          ofForm: "suspicious_transaction",
          organisation: firm.settings.organisation,
        ).isEmpty
      )
      #expect(
        try view.ids(
          identifiedBy: "VM-7",
          form: nil,
          organisation: firm.settings.organisation,
          confidential: .included,
        ).isEmpty
      )
      #expect(
        try view.recordCounts(confidential: .included)
          .allSatisfy { !$0.form.hasPrefix("suspicious") }
      )
      #expect(try store.verify().allSatisfy { $0.problem == nil })
      #expect(try store.customer("K-1").body["name"]?.string == "Open")
    }
    #expect(try association.importBundles([bundle]).tally.misdirected.isEmpty)
  }

  @Test("What an association writes itself it may see", .temporaryFolder)
  func own() throws {
    let association = try fixture.store("association", role: .association)
    let form = try association.form(named: "suspicious_transaction")
    let id = try association.add(form: form, body: ["narrative": "ours"]).record
    #expect(try association.view.record(id) == nil)
    #expect(try association.view.record(id, confidential: .included)?.id == id)
  }

  @Test("Every form with a maximum is confidential, so that no plain question shows it")
  func maximum() {
    // Another's judgement counts for nothing here, so that there is nothing to hide.
    for form in FormLibrary.forms.all where form.maximumAudience != nil && !form.isProtocol {
      #expect(form.isConfidential, "\(form.name)")
    }
  }

  @Test("A suspicion that names another record is not shown with that", .temporaryFolder)
  func malformed() throws {
    let firm = try fixture.store("firm")
    let customer = try firm.addCustomer(["name": "Open", "reference": "K-1"]).record
    let line = try Entry(
      form: firm.form(named: "suspicious_transaction").name,
      organisation: firm.settings.organisation,
      record: customer,
      parents: [customer],
      writes: ["narrative"],
      time: .now(),
      author: "Officer",
      audience: nil,
      because: "a detour",
      isVoid: false,
      salt: Entry.newSalt(),
      body: ["narrative": "Geheim"],
    ).line()
    try firm.append([line])
    let record = try firm.customer("K-1")
    let history = try firm.history(of: record)
    #expect(history.count == 2)
    #expect(history.count { $0.entry == nil && $0.problem != nil } == 1)
    let originals = try firm.originals(of: [record])[0]
    #expect(originals.count { $0.line == nil } == 1)
  }
}
