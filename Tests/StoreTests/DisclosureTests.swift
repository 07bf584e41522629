import Bundling
import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Disclosure")
struct DisclosureTests {
  let fixture = Fixture()

  /// Lets an authority, or whoever is named, read a record of a firm from now on.
  @discardableResult
  private func disclose(_ name: String, of firm: Store, to readers: [String]) throws
    -> WrittenEntry
  {
    let record = try firm.view.record(named: name, of: firm.settings.organisation)
    return try firm.add(
      form: firm.form(named: "disclosure"),
      body: [
        "record": .string(record.id.text), "audience": .array(readers.map { .string($0) }),
        "reason": "asked for",
      ],
    )
  }

  private func addNote(_ text: String, to firm: Store) throws -> EntryID {
    try firm.add(form: firm.form(named: "note"), body: ["text": .string(text)]).record
  }

  @Test("What is disclosed reaches its reader in a bundle that begins later", .temporaryFolder)
  func later() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    let secret = try addNote("kept at home first", to: firm)
    let other = try addNote("kept at home for good", to: firm)
    _ = try firm.revise(
      #require(try firm.view.record(secret)),
      changes: [("text", "kept at home, and longer")],
      because: "a test",
    )
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let first = try fixture.pack(firm, "first")
    let size = try firm.ownSize
    #expect(try authority.importBundles([first]).tally.withheld >= 3)
    #expect(try authority.view.record(secret) == nil)

    try disclose(secret.text, of: firm, to: ["authority"])
    let rehearsal = try firm.pack(PackOptions(since: size, isRehearsal: true))
    #expect(rehearsal.bundles[0].journals[0].disclosed == 2)
    let second = try fixture.pack(firm, "second", since: size)
    let report = try authority.importBundles([second])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(report.tally.completed == 2)
    let record = try #require(try authority.view.record(secret))
    #expect(record.body["text"]?.string == "kept at home, and longer")
    #expect(!record.isIncomplete)
    #expect(record.revisions == 2)
    #expect(try authority.view.record(other) == nil)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    let digest = try authority.view.digest()
    #expect(
      try authority.importBundles([second, first]).bundles.allSatisfy {
        $0.outcome == .nothingNew
      }
    )
    try authority.rebuildView()
    #expect(try authority.view.digest() == digest)
    // Whole bundles show it as an ordinary entry.
    let stranger = try fixture.store("stranger", role: .authority)
    try fixture.introduce(firm, to: stranger)
    _ = try stranger.importBundles([fixture.pack(firm, "whole")])
    #expect(try stranger.view.record(secret)?.body == record.body)
  }

  @Test("A rehearsed import finds the same and completes nothing", .temporaryFolder)
  func rehearsal() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let secret = try addNote("at home", to: firms[0])
    _ = try authority.importBundles([fixture.pack(firms[0], "first")])
    let size = try firms[0].ownSize
    try disclose(secret.text, of: firms[0], to: ["authority"])
    let second = try fixture.pack(firms[0], "second", since: size)
    let rehearsed = try authority.importBundles([second], isRehearsal: true)
    #expect(rehearsed.tally.completed == 1)
    #expect(try authority.view.record(secret) == nil)
    #expect(try authority.importBundles([second]).tally.completed == 1)
  }

  @Test("A disclosure that was withdrawn shows nothing any more", .temporaryFolder)
  func withdrawn() throws {
    let (_, firms) = try fixture.introduced("firm")
    let secret = try addNote("at home", to: firms[0])
    let disclosure = try disclose(secret.text, of: firms[0], to: ["authority"])
    func going() throws -> UInt64? {
      try firms[0].pack(PackOptions(isRehearsal: true)).forms.first { $0.form == "note/1" }?.entries
    }
    #expect(try going() == 1)
    _ = try firms[0].void(
      #require(try firms[0].view.record(disclosure.record)),
      because: "too early",
    )
    #expect(try going() == 0)
  }

  @Test("An association gets nothing that was disclosed to an authority", .temporaryFolder)
  func others() throws {
    let (_, firms) = try fixture.introduced("firm")
    let association = try fixture.store("association", role: .association)
    _ = try firms[0].trust(association.card(), as: .association, isCompared: true)
    let secret = try addNote("at home", to: firms[0])
    let size = try firms[0].ownSize
    try disclose(secret.text, of: firms[0], to: ["authority"])
    let report = try firms[0].pack(
      PackOptions(recipients: ["association"], since: size, isRehearsal: true)
    )
    #expect(report.bundles[0].journals[0].disclosed == 0)
    #expect(!report.forms.contains { $0.form == "note/1" && $0.entries > 0 })
  }

  @Test("Only records of one's own are disclosed, and to whom their form allows", .temporaryFolder)
  func refusals() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let customer = try firms[0].addCustomer(["name": "One", "reference": "K-1"])
    _ = try authority.importBundles([fixture.pack(firms[0], "first")])
    #expect(throws: StoreError.self) {
      try authority.add(
        form: authority.form(named: "disclosure"),
        body: ["record": .string(customer.record.text), "audience": ["public"]],
      )
    }
    #expect(throws: ViewError.self) {
      try firms[0].add(
        form: firms[0].form(named: "disclosure"),
        body: ["record": .string(EntryID(line: [1].span.bytes).text), "audience": ["public"]],
      )
    }
  }

  @Test("A line that stands elsewhere refuses the bundle, and completes nothing", .temporaryFolder)
  func forged() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    let secret = try addNote("at home", to: firm)
    _ = try authority.importBundles([fixture.pack(firm, "first")])
    let size = try firm.ownSize
    // Another program signs a bundle that puts an entry where another one stands.
    let path = fixture.folder.appending("forged.tar")
    var other = try EntryMaker(settings: firm.settings, forms: firm.forms, author: nil).first(
      form: firm.form(named: "note"),
      body: ["text": "another one"],
      audience: ["authority"],
    )
    try firm.writeBundle(disclosing: &other, at: size - 1, since: size, to: path, for: authority)
    let report = try authority.importBundles([path])
    #expect(report.bundles.map(\.outcome) == [.refused])
    #expect(report.bundles[0].layer == "tree")
    #expect(try authority.view.record(secret) == nil)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
  }
}

extension Store {
  /// Writes a bundle of the own journal's end that discloses a line at a place of our choice.
  fileprivate func writeBundle(
    disclosing line: inout [UInt8],
    at position: UInt64,
    since base: UInt64,
    to path: FilePath,
    for reader: Store,
  ) throws {
    var writer = try journalWriter()
    let frontier = try writer.signable()
    let keys = try keys()
    let checkpoint = Checkpoint(
      origin: settings.origin.text,
      size: frontier.count,
      root: frontier.root,
    )
    try writer.writeHead(frontier)
    let note = try SignedNote(
      text: checkpoint.text,
      signer: keys.journalSigner(for: settings.origin),
    )
    try writer.writeCheckpoint(note.bytes)
    let spool = layout.outbox.appending("spool")
    try files.makeFolder(spool)
    let plan = BundlePlan(
      name: BundleName(
        sender: settings.name,
        origin: settings.origin,
        base: base,
        size: frontier.count,
      ),
      sender: settings.organisation,
      card: try card(),
      recipients: [reader.settings.organisation],
    )
    var bundle = try BundleWriter(plan, spoolingIn: spool, of: files)
    try bundle.beginStretch(
      of: settings.origin,
      from: writer.reader.frontier(at: base),
      to: checkpoint,
      signed: note,
    )
    try bundle.disclose(line.span.bytes, at: position)
    try bundle.endStretch()
    let signer = try keys.journalSigner(for: settings.origin)
    _ = try bundle.finish(at: path) { text in try SignedNote(text: text, signer: signer) }
  }
}
