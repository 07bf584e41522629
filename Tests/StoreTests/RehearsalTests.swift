import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Rehearsals")
struct RehearsalTests {
  let fixture = Fixture()

  @Test("A rehearsal reports what the import then does, and writes nothing", .temporaryFolder)
  func sameReport() throws {
    let (authority, firms) = try fixture.introduced("merged", "forked", "held", "gap")
    let stranger = try fixture.store("stranger")
    _ = try stranger.trust(authority.card(), as: .authority, isCompared: true)
    for firm in firms { try firm.addCustomer(["name": "One", "reference": "K-1"]) }
    let copy = try fixture.copy(firms[1], "copy")
    try firms[1].addCustomer(["name": "A"])
    try copy.addCustomer(["name": "B"])
    try copy.change("K-1", "name", to: "Two")
    _ = try authority.importBundles([fixture.pack(firms[1], "before")])
    // One bundle is held from before, and its gap closes.
    let gap = try firms[3].ownSize
    let begins = try fixture.pack(firms[3], "begins")
    try firms[3].addCustomer(["name": "After the gap"])
    _ = try authority.importBundles([fixture.pack(firms[3], "after", since: gap)])
    let damaged = fixture.folder.appending("damaged.steward.tar")
    try Data(count: 4096).write(to: URL(filePath: damaged.string))
    let inbox = try fixture.inbox(
      "stick",
      [
        fixture.pack(firms[0], "merged-bundle"), fixture.pack(copy, "forked-bundle"),
        fixture.pack(firms[2], "held-bundle", since: 2), fixture.pack(stranger, "unknown-bundle"),
        fixture.folder.appending("before.steward.tar"), begins, damaged,
      ],
    )
    try Data().write(to: URL(filePath: inbox.appending("stray.txt").string))
    let before = try authority.snapshot()
    let digest = try authority.view.digest()
    let rehearsal = try authority.importBundles([inbox], isRehearsal: true)
    #expect(try authority.snapshot() == before)
    #expect(try authority.view.digest() == digest)
    let report = try authority.importBundles([inbox])
    #expect(rehearsal.bundles == report.bundles)
    #expect(rehearsal.tally == report.tally)
    #expect(rehearsal.ignored == report.ignored)
    #expect(Set(report.bundles.map(\.outcome)) == Set(ImportOutcome.allCases))
    #expect(try authority.view.digest() != digest)
  }

  @Test("A rehearsed pack counts what the pack then does, and signs nothing", .temporaryFolder)
  func pack() throws {
    let (_, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "One"])
    let before = try firms[0].snapshot()
    let rehearsal = try firms[0].pack(PackOptions(isRehearsal: true))
    #expect(try firms[0].snapshot() == before)
    let report = try firms[0].pack(PackOptions())
    #expect(rehearsal.forms == report.forms)
    #expect(rehearsal.bundles.map(\.journals) == report.bundles.map(\.journals))
    #expect(rehearsal.bundles.map(\.file) == report.bundles.map(\.file))
  }
}
