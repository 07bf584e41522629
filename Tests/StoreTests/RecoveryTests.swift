import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Recovery")
struct RecoveryTests {
  let fixture = Fixture()

  /// A firm whose machine died: what it had packed since the backup was taken, the backup that
  /// somebody went on with, and an authority that has both.
  private struct Accident {
    let authority: Store
    /// The machine that is gone; only its bundles are left.
    let gone: Store
    let backup: Store
    let bundles: [FilePath]
    /// Where they part.
    let size: UInt64
  }

  private func accident(packs: Bool = true) throws -> Accident {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "Shared", "reference": "K-1"])
    let size = try firms[0].ownSize
    let backup = try fixture.copy(firms[0], "backup")
    try firms[0].addCustomer(["name": "Lost", "reference": "K-2"])
    try firms[0].change("K-1", "name", to: "Shared, as the lost machine knew it")
    try backup.addCustomer(["name": "Later", "reference": "K-3"])
    try backup.change("K-1", "city", to: "Delft")
    var bundles = [try fixture.pack(firms[0], "lost")]
    if packs { bundles.append(try fixture.pack(backup, "backup")) }
    _ = try authority.importBundles(bundles)
    return Accident(
      authority: authority,
      gone: firms[0],
      backup: backup,
      bundles: bundles,
      size: size,
    )
  }

  private func ids(of store: Store, _ accident: Accident) throws -> [String: EntryID] {
    let customers = try store.view.records(
      ofForm: "customer",
      organisation: accident.gone.settings.organisation,
    )
    return Dictionary(
      uniqueKeysWithValues: customers.map { ($0.body["reference"]?.string ?? "", $0.id) }
    )
  }

  @Test("What was lost comes back as the entries that it was, and the fork ends", .temporaryFolder)
  func wholeFlow() throws {
    let accident = try accident()
    let (authority, firm) = (accident.authority, accident.backup)
    let fork = try #require(try authority.view.forks().first)
    #expect(fork.isOpen)
    #expect(fork.position == accident.size)
    #expect(fork.sides.count == 2)
    #expect(try authority.customer("K-2").isForked)
    #expect(try authority.customer("K-1").isForked)
    let old = firm.settings.origin
    let recovery = try firm.restoreAfterFork([accident.bundles[0]])
    #expect(recovery.old == old)
    #expect(firm.settings.origin == recovery.new)
    #expect(recovery.new != old)
    #expect(recovery.recovered == 2)
    #expect(recovery.unreadable == 0)
    #expect(recovery.forks.map(\.position) == [accident.size])
    let reopened = try Store.open(at: firm.path)
    #expect(reopened.settings.origin == recovery.new)
    #expect(try reopened.verify().allSatisfy { $0.problem == nil })
    #expect(try ids(of: reopened, accident) == ids(of: authority, accident))
    let shared = try reopened.customer("K-1")
    #expect(shared.body["name"]?.string == "Shared, as the lost machine knew it")
    #expect(shared.body["city"]?.string == "Delft")
    #expect(!shared.isForked)
    // What stands elsewhere, too, says how new a journal is all the same.
    let closing = try authority.importBundles([fixture.pack(reopened, "taken-back")])
    #expect(closing.tally.closed == 1)
    let times = try [authority, reopened].map { try $0.view.lastTime(of: recovery.new.text) }
    #expect(times[0] != nil)
    #expect(times[0] == times[1])
    // Work goes on.
    try reopened.addCustomer(["name": "After", "reference": "K-4"])
    let report = try authority.importBundles([fixture.pack(reopened, "after")])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(try authority.view.forks().map(\.settledBy) == [recovery.new.text])
    #expect(try authority.view.records(ofForm: "customer").allSatisfy { !$0.isForked })
    #expect(try ids(of: authority, accident).count == 4)
    #expect(try authority.customer("K-1").revisions == 3)
  }

  @Test("The authority's view is the same in whatever order all of it arrives", .temporaryFolder)
  func anyOrder() throws {
    let accident = try accident()
    _ = try accident.backup.restoreAfterFork([accident.bundles[0]])
    try accident.backup.addCustomer(["name": "After", "reference": "K-4"])
    let bundles = accident.bundles + [try fixture.pack(accident.backup, "after")]
    var digests: Set<NodeHash> = []
    for seed in 0..<6 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let store = try fixture.copy(accident.authority, "order-\(seed)")
      let firm = accident.gone.settings.organisation.text
      for item in try store.names(in: store.layout.journals) where item.contains(firm) {
        try FileManager.default.removeItem(
          atPath: store.layout.journals.appending(item).string
        )
      }
      try store.rebuildView()
      for bundle in bundles.shuffled(using: &generator) { _ = try store.importBundles([bundle]) }
      digests.insert(try store.view.digest(excluding: store.settings.organisation))
      try store.rebuildView()
      digests.insert(try store.view.digest(excluding: store.settings.organisation))
      #expect(try store.view.forks().allSatisfy { !$0.isOpen }, "seed \(seed)")
    }
    #expect(digests.count == 1)
  }

  @Test(
    "A backup that nobody has packed from is no fork, and gets its entries back",
    .temporaryFolder,
  )
  func neverSigned() throws {
    let accident = try accident(packs: false)
    let firm = accident.backup
    let recovery = try firm.restoreAfterFork(accident.bundles)
    #expect(recovery.forks.isEmpty)
    #expect(recovery.recovered == 2)
    #expect(recovery.moved == 2)
    #expect(try firm.verify().allSatisfy { $0.problem == nil })
    let report = try accident.authority.importBundles([fixture.pack(firm, "after")])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(try accident.authority.view.forks().isEmpty)
    #expect(try ids(of: accident.authority, accident) == ids(of: firm, accident))
    #expect(try firm.customer("K-1").revisions == 3)
  }

  @Test("An old copy in which nothing was written gets the rest back", .temporaryFolder)
  func oldCopy() throws {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "First", "reference": "K-1"])
    _ = try fixture.pack(firms[0], "before")
    let backup = try fixture.copy(firms[0], "backup")
    try firms[0].addCustomer(["name": "Second", "reference": "K-2"])
    let bundle = try fixture.pack(firms[0], "since")
    _ = try authority.importBundles([bundle])
    #expect(try backup.importBundles([bundle]).bundles.map(\.outcome) == [.refused])
    let recovery = try backup.restoreAfterFork([bundle])
    #expect(recovery.recovered == 1)
    #expect(recovery.moved == 0)
    #expect(try backup.customer("K-2").body["name"]?.string == "Second")
    try backup.addCustomer(["name": "Third", "reference": "K-3"])
    let report = try authority.importBundles([fixture.pack(backup, "after")])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(try authority.view.forks().isEmpty)
    #expect(try authority.view.records(ofForm: "customer").count == 3)
  }

  @Test("Nothing is written to a journal of which another copy is here", .temporaryFolder)
  func stopped() throws {
    let accident = try accident()
    let firm = accident.backup
    let bundle = try fixture.pack(accident.gone, "self", to: ["self"])
    #expect(try firm.importBundles([bundle]).bundles.map(\.outcome) == [.forked])
    let refusal = StoreError.forked(firm.settings.origin.journal)
    #expect(throws: refusal) { try firm.addCustomer(["name": "No"]) }
    #expect(throws: refusal) { try fixture.pack(firm, "no") }
    // The backup is here, so nothing has to be named.
    #expect(try firm.restoreAfterFork().recovered == 2)
    try firm.addCustomer(["name": "Yes", "reference": "K-5"])
    let other = try fixture.store("other")
    #expect(throws: StoreError.notForked(hasBundles: false)) { try other.restoreAfterFork() }
  }

  @Test("What is withheld in one bundle comes back when another shows it", .temporaryFolder)
  func twice() throws {
    let accident = try accident()
    let gone = accident.gone
    _ = try gone.add(
      form: gone.form(named: "customer"),
      body: .object(strings: ["name": "At home", "reference": "K-9"]),
      audience: [],
    )
    let partial = try fixture.pack(gone, "partial")
    let whole = try fixture.pack(gone, "whole", to: ["self"])
    let firm = accident.backup
    let first = try firm.restoreAfterFork([partial])
    #expect(first.unreadable == 1)
    #expect(first.recovered == 2)
    let second = try firm.restoreAfterFork([whole])
    #expect(second.new == first.new)
    #expect(second.recovered == 1)
    #expect(second.unreadable == 0)
    #expect(try firm.customer("K-9").body["name"]?.string == "At home")
    #expect(try firm.restoreAfterFork().recovered == 0)
    #expect(try firm.view.records(ofForm: "customer").allSatisfy { !$0.isForked })
  }

  @Test("A third copy opens the fork again, and the same command ends it", .temporaryFolder)
  func thirdCopy() throws {
    let accident = try accident()
    let third = try fixture.copy(accident.backup, "third")
    try third.addCustomer(["name": "Of the third", "reference": "K-7"])
    let firm = accident.backup
    _ = try firm.restoreAfterFork([accident.bundles[0]])
    let authority = accident.authority
    _ = try authority.importBundles([fixture.pack(firm, "after")])
    try firm.addCustomer(["name": "On", "reference": "K-8"])
    let stray = try fixture.pack(third, "third")
    _ = try authority.importBundles([stray])
    // The third goes on from what the backup had packed, so it is no other branch yet.
    #expect(try authority.view.forks().allSatisfy { !$0.isOpen })
    #expect(try authority.customer("K-7").body["name"]?.string == "Of the third")
    let recovery = try firm.restoreAfterFork([stray])
    #expect(recovery.recovered == 0)
    #expect(try firm.customer("K-7").body["name"]?.string == "Of the third")
  }

  @Test(
    "The branches that an authority copies are what the firm takes back from",
    .temporaryFolder,
  )
  func copiedBranches() throws {
    let accident = try accident()
    let fork = try #require(try accident.authority.view.forks().first)
    let folder = fixture.folder.appending("stick")
    let copies = try accident.authority.copyBranches(of: fork, to: folder)
    #expect(copies.count == 2)
    let recovery = try accident.backup.restoreAfterFork([folder])
    #expect(recovery.recovered == 2)
    #expect(try accident.backup.customer("K-2").body["name"]?.string == "Lost")
    let report = try accident.authority.importBundles([fixture.pack(accident.backup, "after")])
    #expect(report.tally.closed == 1)
    // One byte more, and it is not what was signed.
    let head = copies[0].appending("checkpoint")
    var bytes = try Array(Data(contentsOf: URL(filePath: head.string)))
    bytes[bytes.count - 10] ^= 1
    try Data(bytes).write(to: URL(filePath: head.string))
    #expect(throws: StoreError.self) { try accident.backup.restoreAfterFork([copies[0]]) }
  }

  @Test(
    "A crash between the new journal and the settings leaves what the next run settles",
    .temporaryFolder,
  )
  func crash() throws {
    let accident = try accident()
    let firm = try fixture.copy(accident.backup, "crashed")
    _ = try accident.backup.restoreAfterFork([accident.bundles[0]])
    // The journal that a run before left, whole, with nothing that names it.
    let name = accident.backup.settings.origin.folderName
    try FileManager.default.copyItem(
      atPath: accident.backup.layout.journals.appending(name).string,
      toPath: firm.layout.journals.appending(name).string,
    )
    let again = try Store.open(at: firm.path)
    #expect(try again.restoreAfterFork([accident.bundles[0]]).recovered == 2)
    #expect(try Store.open(at: firm.path).customer("K-2").body["name"]?.string == "Lost")
    let report = try accident.authority.importBundles([fixture.pack(again, "after")])
    #expect(report.bundles.map(\.outcome) == [.merged])
    #expect(try accident.authority.view.forks().allSatisfy { !$0.isOpen })
  }

  @Test(
    "A second office goes on in a new journal once the first has admitted it",
    .temporaryFolder,
  )
  func secondOffice() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let office = try fixture.office("office", of: firms[0])
    _ = try office.trust(authority.card(), as: .authority, isCompared: true)
    let copy = try fixture.copy(office, "copy")
    try office.addCustomer(["name": "One", "reference": "O-1"])
    try copy.addCustomer(["name": "Two", "reference": "O-2"])
    let lost = try fixture.pack(copy, "lost")
    _ = try authority.importBundles([lost, fixture.pack(office, "kept")])
    #expect(try authority.view.forks().count == 1)
    let recovery = try office.restoreAfterFork([lost])
    #expect(recovery.needsAdmission)
    #expect(throws: StoreError.notAdmitted) { try fixture.pack(office, "early") }
    let next = try firms[0].trust(office.card(), as: .ownOffice, isCompared: true)
    let card = try #require(next.nextCard)
    _ = try office.trust(Card(parsing: card.span.bytes), as: nil, isCompared: true)
    _ = try authority.importBundles([fixture.pack(office, "after")])
    #expect(try authority.view.forks().allSatisfy { !$0.isOpen })
    #expect(try Set(ids(authority)).isSuperset(of: ["O-1", "O-2"]))
  }

  private func ids(_ store: Store) throws -> [String] {
    try store.view.records(ofForm: "customer").compactMap { $0.body["reference"]?.string }
  }

  @Test("A store is made anew from its backup and its keys, and never forks", .temporaryFolder)
  func fromNothing() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    try firm.addCustomer(["name": "First", "reference": "K-1"])
    let report = try fixture.pack(firm, "sent")
    let backup = try fixture.pack(firm, "backup", to: ["self"])
    try firm.addCustomer(["name": "Since", "reference": "K-2"])
    let later = try fixture.pack(firm, "later")
    _ = try authority.importBundles([report, later])
    let keys = try String(contentsOfFile: firm.layout.keys.string, encoding: .utf8)
    let path = fixture.folder.appending("anew")
    let (anew, arrived) = try Store.restore(at: path, from: [backup], seed: keys, author: "M. B.")
    #expect(arrived.bundles.map(\.outcome) == [.merged])
    #expect(anew.settings.organisation == firm.settings.organisation)
    #expect(try anew.customer("K-1").body["name"]?.string == "First")
    #expect(try anew.trusted().map(\.name) == ["authority works"])
    try anew.change("K-1", "name", to: "First, renamed")
    let merged = try authority.importBundles([fixture.pack(anew, "anew")])
    #expect(merged.bundles.map(\.outcome) == [.merged])
    #expect(try authority.view.forks().isEmpty)
    #expect(try authority.customer("K-1").body["name"]?.string == "First, renamed")
    // What the firm had sent since the backup comes back from what it sent.
    #expect(try anew.importBundles([later]).bundles.map(\.outcome) == [.merged])
    #expect(try anew.customer("K-2").body["name"]?.string == "Since")
    #expect(throws: StoreError.folderInUse(path.string)) {
      try Store.restore(at: path, from: [backup], seed: keys, author: "M. B.")
    }
    let other = try fixture.store("other")
    let strange = try String(contentsOfFile: other.layout.keys.string, encoding: .utf8)
    #expect(throws: StoreError.self) {
      try Store.restore(
        at: fixture.folder.appending("no"),
        from: [backup],
        seed: strange,
        author: "M. B.",
      )
    }
  }
}
