import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Forks")
struct ForkTests {
  let fixture = Fixture()

  /// A firm whose folder was copied: both went on by themselves.
  private struct Forked {
    let authority: Store
    let firm: Store
    let copy: Store
    /// Where they part.
    let size: UInt64
  }

  private func forked() throws -> Forked {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "Shared", "reference": "K-1"])
    let size = try firms[0].ownSize
    let copy = try fixture.copy(firms[0], "copy")
    try firms[0].addCustomer(["name": "Of the original", "reference": "K-2"])
    try copy.addCustomer(["name": "Of the copy", "reference": "K-3"])
    try copy.change("K-1", "name", to: "Shared no more")
    return Forked(authority: authority, firm: firms[0], copy: copy, size: size)
  }

  @Test("Both branches are kept, readable, marked, and proven", .temporaryFolder)
  func bothKept() throws {
    let forked = try forked()
    let authority = forked.authority
    let bundles = [try fixture.pack(forked.firm, "a"), try fixture.pack(forked.copy, "b")]
    #expect(try authority.importBundles([bundles[0]]).bundles.map(\.outcome) == [.merged])
    let result = try authority.importBundles([bundles[1]]).bundles[0]
    #expect(result.outcome == .forked)
    #expect(result.journals.map(\.outcome) == [.forked])
    #expect(result.reason?.contains("another entry \(forked.size)") == true)
    #expect(result.remedy?.contains("firm works") == true)
    let customers = try authority.view.records(ofForm: "customer")
    #expect(Set(customers.compactMap { $0.body["reference"]?.string }) == ["K-1", "K-2", "K-3"])
    let shared = try authority.view.record(named: "K-1", of: forked.firm.settings.organisation)
    #expect(shared.body["name"]?.string == "Shared no more")
    #expect(try authority.view.history(of: shared, in: authority.heldJournals()).count == 2)
    let journals = try authority.heldJournals().journals
      .filter { $0.origin == forked.firm.settings.origin.text }
    #expect(journals.map(\.forkedFrom) == [forked.size, forked.size])
    #expect(journals.map(\.first) == [0, forked.size])
    #expect(try authority.journals().count { !$0.branch.isEmpty } == 1)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    // Both signed checkpoints lie beside the branch.
    let branch = try #require(
      try JournalPlaceNames.branches(in: authority).first
    )
    let proof = try String(
      contentsOfFile: branch.appending("proof").string,
      encoding: .utf8,
    )
    #expect(proof.split(separator: "\n").count { $0 == forked.firm.settings.origin.text } == 2)
    #expect(proof.contains("\n\(try forked.firm.ownSize)\n"))
    #expect(proof.contains("\n\(try forked.copy.ownSize)\n"))
    // Either again is nothing new.
    let again = try authority.importBundles(bundles)
    #expect(again.bundles.map(\.outcome) == [.nothingNew, .nothingNew])
    #expect(again.tally.new == 0)
  }

  @Test("The order of the branches and their increments makes no difference", .temporaryFolder)
  func anyOrder() throws {
    let forked = try forked()
    var bundles = [try fixture.pack(forked.firm, "a1"), try fixture.pack(forked.copy, "b1")]
    for (name, store) in [("a", forked.firm), ("b", forked.copy)] {
      for index in 2...3 {
        let since = try store.ownSize
        for number in 0..<index { try store.addCustomer(["name": "\(name) \(index) \(number)"]) }
        bundles.append(try fixture.pack(store, "\(name)\(index)", since: since))
      }
    }
    let empty = forked.authority
    var digests: Set<NodeHash> = []
    var counts: Set<Int> = []
    for seed in 0..<8 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let authority = try fixture.copy(empty, "authority-\(seed)")
      let order = bundles.shuffled(using: &generator)
      let groups = seed.isMultiple(of: 2) ? [order] : order.map { [$0] }
      for group in groups { _ = try authority.importBundles(group) }
      #expect(try authority.names(in: authority.layout.held).isEmpty, "seed \(seed)")
      digests.insert(try authority.view.digest(excluding: authority.settings.organisation))
      try authority.rebuildView()
      digests.insert(try authority.view.digest(excluding: authority.settings.organisation))
      counts.insert(try authority.view.records(ofForm: "customer").count)
    }
    #expect(digests.count == 1)
    #expect(counts == [13])
  }

  @Test(
    "An increment of a branch that has not begun here is kept until it has",
    .temporaryFolder,
  )
  func unknownBeginning() throws {
    let forked = try forked()
    let authority = forked.authority
    let beginning = try fixture.pack(forked.copy, "b1")
    let since = try forked.copy.ownSize
    try forked.copy.addCustomer(["name": "Later", "reference": "K-9"])
    let increment = try fixture.pack(forked.copy, "b2", since: since)
    for number in 0..<4 { try forked.firm.addCustomer(["name": "Number \(number)"]) }
    _ = try authority.importBundles([fixture.pack(forked.firm, "a")])
    let report = try authority.importBundles([increment])
    #expect(report.bundles.map(\.outcome) == [.forked])
    #expect(try authority.names(in: authority.layout.held).count == 1)
    let closing = try authority.importBundles([beginning])
    #expect(closing.bundles.map(\.outcome) == [.forked, .forked])
    #expect(try authority.customer("K-9").body["name"]?.string == "Later")
    #expect(try authority.names(in: authority.layout.held).isEmpty)
  }

  @Test(
    "What one bundle withholds and the other shows is readable, whichever came first",
    .temporaryFolder,
    arguments: [false, true],
  )
  func commonStubs(isReversed: Bool) throws {
    let (authority, firms) = try fixture.introduced("firm")
    let other = try fixture.store("other")
    _ = try firms[0].trust(other.card(), as: .company, isCompared: true)
    try firms[0].addCustomer(["name": "Shared", "reference": "K-1"])
    let copy = try fixture.copy(firms[0], "copy")
    try firms[0].addCustomer(["name": "A", "reference": "K-2"])
    try copy.addCustomer(["name": "B", "reference": "K-3"])
    // What goes to both may hold nothing that only an authority may read.
    let both = [authority, other].map(\.settings.organisation.text)
    let stubs = try fixture.pack(firms[0], "stubs", to: both)
    let clear = try fixture.pack(copy, "clear")
    let order = isReversed ? [clear, stubs] : [stubs, clear]
    _ = try authority.importBundles(order)
    #expect(try authority.customer("K-1").body["name"]?.string == "Shared")
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
  }

  @Test("A copy of the own store that went on is a fork here, too", .temporaryFolder)
  func ownFork() throws {
    let forked = try forked()
    let own = try forked.firm.snapshot().filter { $0.key.contains("entries") }
    let bundle = try fixture.pack(forked.copy, "self", to: ["self"])
    let report = try forked.firm.importBundles([bundle])
    #expect(report.bundles.map(\.outcome) == [.forked])
    let after = try forked.firm.snapshot()
    #expect(own.allSatisfy { after[$0.key] == $0.value })
    #expect(try forked.firm.customer("K-3").body["name"]?.string == "Of the copy")
    #expect(try Store.open(at: forked.firm.path).verify().allSatisfy { $0.problem == nil })
  }
}

/// The folders of a store's branches.
private enum JournalPlaceNames {
  static func branches(in store: Store) throws -> [FilePath] {
    try store.names(in: store.layout.journals).filter { $0.contains("+fork-") }
      .map { store.layout.journals.appending($0) }
  }
}
