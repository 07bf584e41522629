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

@Suite("Import outcomes")
struct ImportOutcomeTests {
  let fixture = Fixture()

  @Test("A merged bundle is counted, logged, and nothing new the second time", .temporaryFolder)
  func merged() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    try firm.addCustomer(["name": "Van Dijk", "reference": "K-1"])
    try firm.change("K-1", "city", to: "Delft")
    let bundle = try fixture.pack(firm, "one")
    let report = try authority.importBundles([bundle])
    let first = try #require(report.bundles.first)
    #expect(first.outcome == .merged)
    #expect(first.file == bundle.string)
    #expect(first.sender == firm.settings.organisation)
    #expect(first.senderName == "firm works")
    #expect([first.reason, first.remedy, first.layer] == [nil, nil, nil])
    #expect(
      first.journals == [
        .init(origin: firm.settings.origin.text, base: 0, size: 4, outcome: .merged)
      ]
    )
    // The journal's own record, the customer and its revision; the enrolment stays at home.
    #expect(report.tally.new == 4)
    #expect(report.tally.withheld == 1)
    #expect(report.tally.created == 2)
    #expect(report.tally.revised == 1)
    let view = try authority.snapshot()
    let again = try authority.importBundles([bundle, bundle])
    #expect(again.bundles.map(\.outcome) == [.nothingNew, .nothingNew])
    #expect(again.tally.new == 0)
    #expect(
      try authority.snapshot().filter { $0.key.hasPrefix("journals") }
        == view.filter { $0.key.hasPrefix("journals") }
    )
    let log = try String(contentsOfFile: authority.layout.imports.string, encoding: .utf8)
    let lines = log.split(separator: "\n").map { try? JSON(parsing: String($0)) }
    #expect(lines.map { $0?["outcome"]?.string } == ["merged", "nothing-new", "nothing-new"])
    #expect(try authority.names(in: authority.layout.inbox).isEmpty)
  }

  @Test(
    "A bundle after a gap is held, and merged when the gap closes",
    .temporaryFolder,
    arguments: [false, true],
  )
  func held(isLater: Bool) throws {
    var (authority, firms) = try fixture.introduced("firm")
    let firm = firms[0]
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let size = try firm.ownSize
    let first = try fixture.pack(firm, "one")
    try firm.addCustomer(["name": "Two", "reference": "K-2"])
    let second = try fixture.pack(firm, "two", since: size)
    let report = try authority.importBundles([second])
    let held = try #require(report.bundles.first)
    #expect(held.outcome == .held)
    #expect(held.reason?.contains("entries 0 to \(size - 1)") == true)
    #expect(held.reason?.contains("firm works") == true)
    #expect(held.remedy?.contains("steward pack --since 0") == true)
    #expect(try authority.names(in: authority.layout.held) == ["\(held.id ?? "").tar"])
    #expect(try authority.view.records(ofForm: "customer").isEmpty)
    // Again, and it is kept once.
    #expect(try authority.importBundles([second]).bundles.map(\.outcome) == [.held])
    #expect(try authority.names(in: authority.layout.held).count == 1)
    if isLater { authority = try Store.open(at: authority.path) }
    let closing = try authority.importBundles([first])
    #expect(closing.bundles.map(\.outcome) == [.merged, .merged])
    #expect(try authority.names(in: authority.layout.held).isEmpty)
    #expect(try authority.view.records(ofForm: "customer").count == 2)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
  }

  @Test(
    "A stranger's bundle is quarantined, and merged once the stranger is enrolled",
    .temporaryFolder,
  )
  func quarantined() throws {
    let authority = try fixture.store("authority", role: .authority)
    let firm = try fixture.store("firm")
    _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
    try firm.addCustomer(["name": "One"])
    let bundle = try fixture.pack(firm, "one")
    let report = try authority.importBundles([bundle])
    let kept = try #require(report.bundles.first)
    #expect(kept.outcome == .quarantined)
    #expect(kept.layer == "trust")
    #expect(kept.reason?.contains("firm works") == true)
    #expect(kept.remedy?.contains("\(try firm.card().fingerprint)") == true)
    #expect(try authority.names(in: authority.layout.quarantine) == ["\(kept.id ?? "").tar"])
    #expect(try authority.view.records(organisation: firm.settings.organisation).isEmpty)
    #expect(try authority.importBundles([]).bundles.isEmpty)
    _ = try authority.trust(Store.card(in: bundle), as: nil, isCompared: false)
    #expect(try authority.importBundles([]).bundles.map(\.outcome) == [.merged])
    #expect(try authority.names(in: authority.layout.quarantine).isEmpty)
    #expect(try authority.view.records(ofForm: "customer").count == 1)
  }

  @Test(
    "A journal that a card in another bundle names is merged by the same import",
    .temporaryFolder,
    arguments: [false, true],
    [false, true],
  )
  func cardElsewhere(isReversed: Bool, isHeld: Bool) throws {
    let (authority, firms) = try fixture.introduced("firm")
    let first = firms[0]
    let old = try first.card()
    let second = try fixture.office("office", of: first)
    _ = try second.trust(authority.card(), as: .authority, isCompared: true)
    try second.addCustomer(["name": "Of the office"])
    _ = try first.importBundles([fixture.pack(second, "exchange", to: ["self"])])
    // The first office sends the other's entries beside a card that does not name it yet.
    try first.keep(old)
    let unnamed = try fixture.pack(first, "unnamed")
    try second.addCustomer(["name": "Later"])
    // The bundle that brings the card may itself have to wait.
    let naming = try fixture.pack(second, "naming", since: isHeld ? 3 : 0)
    #expect(
      try authority.importBundles([unnamed], isRehearsal: true).bundles[0].outcome
        == .quarantined
    )
    let bundles = isReversed ? [naming, unnamed] : [unnamed, naming]
    let report = try authority.importBundles(bundles)
    #expect(report.bundles.map(\.outcome) == [.merged, .merged])
    #expect(try authority.view.records(ofForm: "customer").count == 2)
  }

  @Test("A bundle for somebody else is refused, and nothing of it is kept", .temporaryFolder)
  func otherRecipient() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let other = try fixture.store("other", role: .authority)
    _ = try other.trust(firms[0].card(), as: .company, isCompared: true)
    let bundle = try fixture.pack(firms[0], "one")
    let before = try other.snapshot()
    let report = try other.importBundles([bundle])
    #expect(report.bundles[0].outcome == .refused)
    #expect(report.bundles[0].layer == "address")
    #expect(report.bundles[0].isRequestRefused)
    #expect(report.bundles[0].reason?.contains(authority.settings.organisation.text) == true)
    #expect(report.bundles[0].remedy != nil)
    var after = try other.snapshot()
    #expect(after.removeValue(forKey: "imports.ndjson") != nil)
    #expect(after.removeValue(forKey: "lock") != nil)
    #expect(after == before)
  }

  @Test("An altered bundle is refused wherever a byte was changed", .temporaryFolder)
  func altered() throws {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "One"])
    let bytes = try Array(Data(contentsOf: URL(filePath: fixture.pack(firms[0], "one").string)))
    let before = try authority.view.digest()
    var layers: Set<String> = []
    for place in stride(from: 40, to: bytes.count - 1024, by: bytes.count / 20) {
      var changed = bytes
      changed[place] ^= 0x01
      let path = fixture.folder.appending("altered-\(place).tar")
      try Data(changed).write(to: URL(filePath: path.string))
      let result = try authority.importBundles([path]).bundles[0]
      #expect(result.outcome == .refused, "byte \(place)")
      #expect(result.reason != nil)
      if let layer = result.layer { layers.insert(layer) }
    }
    #expect(layers.count >= 2)
    #expect(try authority.view.digest() == before)
    for folder in [authority.layout.held, authority.layout.quarantine, authority.layout.inbox] {
      #expect(try authority.names(in: folder).isEmpty)
    }
  }

  @Test(
    "What is no bundle is refused with a reason",
    .temporaryFolder,
    arguments: ["", "dear authority,\n", String(repeating: "x", count: 20_000)],
  )
  func noBundle(text: String) throws {
    let authority = try fixture.store("authority", role: .authority)
    let path = fixture.folder.appending("letter.tar")
    try Data(text.utf8).write(to: URL(filePath: path.string))
    let report = try authority.importBundles([path])
    #expect(report.bundles.map(\.outcome) == [.refused])
    #expect(report.bundles[0].id == nil)
    #expect(report.bundles[0].reason != nil)
  }

  @Test(
    "A path that is missing or a link is an error, and the store stays free for the next",
    .temporaryFolder,
  )
  func badPaths() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let bundle = try fixture.pack(firms[0], "one")
    let link = fixture.folder.appending("link.tar")
    try FileManager.default.createSymbolicLink(
      atPath: link.string,
      withDestinationPath: bundle.string,
    )
    for path in [link, fixture.folder.appending("missing.tar"), FilePath("/dev/null")] {
      #expect {
        try authority.importBundles([bundle, path])
      } throws: { error in
        guard let error = error as? StoreError else { return false }
        return error.problem.contains(path.string) && error.kind == .refused
      }
    }
    #expect(try authority.names(in: authority.layout.inbox).isEmpty)
    #expect(try authority.importBundles([bundle]).bundles.map(\.outcome) == [.merged])
  }

  @Test("A folder is one import, and says which of its files are none", .temporaryFolder)
  func folder() throws {
    let (authority, firms) = try fixture.introduced("one", "two")
    let bundles = try firms.map { try fixture.pack($0, $0.settings.name.filter(\.isLetter)) }
    let inbox = try fixture.inbox("stick", bundles)
    for name in ["._one.tar", "letter.txt", ".DS_Store"] {
      try Data("x".utf8).write(to: URL(filePath: inbox.appending(name).string))
    }
    try FileManager.default.createDirectory(
      atPath: inbox.appending("folder.tar").string,
      withIntermediateDirectories: false,
    )
    let report = try authority.importBundles([inbox])
    #expect(report.bundles.map(\.outcome) == [.merged, .merged])
    let ignored = report.ignored.compactMap { FilePath($0).lastComponent?.string }
    #expect(ignored == [".DS_Store", "._one.tar", "folder.tar", "letter.txt"])
  }

  @Test("An old copy of a store refuses what it wrote later itself", .temporaryFolder)
  func ownNewer() throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One"])
    let old = try fixture.copy(firm, "old")
    try firm.addCustomer(["name": "Two"])
    let backup = try fixture.pack(firm, "backup", to: ["self"])
    let before = try old.snapshot()
    let result = try old.importBundles([backup]).bundles[0]
    #expect(result.outcome == .refused)
    #expect(result.reason?.contains("old copy") == true)
    #expect(result.remedy?.contains("restore --after-fork") == true)
    let journals = try old.snapshot().filter { $0.key.hasPrefix("journals") }
    #expect(journals == before.filter { $0.key.hasPrefix("journals") })
    #expect(try firm.importBundles([backup]).bundles.map(\.outcome) == [.nothingNew])
  }
}
