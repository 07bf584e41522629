import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Leftovers and damage")
struct LeftoverTests {
  let fixture = Fixture()

  private func write(_ text: String, to path: FilePath) throws {
    try Data(text.utf8).write(to: URL(filePath: path.string))
  }

  private func remove(_ path: FilePath) throws {
    try FileManager.default.removeItem(atPath: path.string)
  }

  /// An authority with a firm's journal, and the bundle that brought it.
  private func imported() throws -> (authority: Store, bundle: FilePath) {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "One", "reference": "K-1"])
    let bundle = try fixture.pack(firms[0], "one")
    _ = try authority.importBundles([bundle])
    return (authority, bundle)
  }

  @Test("What interrupted commands left is removed, and nothing else", .temporaryFolder)
  func repair() throws {
    let (authority, bundle) = try imported()
    _ = try authority.pack(PackOptions(recipients: ["self"]))
    let clean = try authority.snapshot()
    let digest = try authority.view.digest()
    let half = authority.layout.inbox.appending("import-abcdefgh")
    try FileManager.default.createDirectory(
      atPath: half.appending("rehearsal").string,
      withIntermediateDirectories: true,
    )
    try write("half", to: half.appending("source-0"))
    try write("half", to: half.appending("rehearsal").appending("head"))
    let draft = authority.layout.outbox.appending(Store.draftPrefix + "abcdefgh")
    try FileManager.default.createDirectory(
      atPath: draft.string,
      withIntermediateDirectories: false,
    )
    try write("half", to: draft.appending("spool"))
    // They are in nobody's way meanwhile.
    #expect(try authority.importBundles([bundle]).bundles.map(\.outcome) == [.nothingNew])
    let report = try Store.open(at: authority.path).repair()
    #expect(report.problems.isEmpty)
    #expect(report.actions.count == 3)
    #expect(report.actions.contains { $0.contains("import-abcdefgh") })
    let after = try authority.snapshot()
    let derived = ["view.sqlite", "view.sqlite-wal", "imports.ndjson", "lock"]
    #expect(
      after.filter { !derived.contains($0.key) } == clean.filter { !derived.contains($0.key) }
    )
    #expect(try authority.view.digest() == digest)
  }

  @Test("An import that stopped before its head moved is done again", .temporaryFolder)
  func interruptedImport() throws {
    let (authority, firms) = try fixture.introduced("firm", "other")
    try firms[0].addCustomer(["name": "One", "reference": "K-1"])
    let bundle = try fixture.pack(firms[0], "one")
    let untouched = try fixture.copy(authority, "untouched")
    _ = try untouched.importBundles([bundle])
    _ = try authority.importBundles([bundle])
    // As after a crash: the entries are there, head and checkpoint are not.
    let folder = authority.layout.journal(firms[0].settings.origin)
    try remove(folder.head)
    try remove(folder.checkpoint)
    let opened = try Store.open(at: authority.path)
    #expect(try opened.view.records(ofForm: "customer").isEmpty)
    #expect(try opened.importBundles([bundle]).bundles.map(\.outcome) == [.merged])
    #expect(try opened.verify().allSatisfy { $0.problem == nil })
    #expect(try opened.view.digest() == untouched.view.digest())
    // A folder that was only begun says nothing, and is no hindrance.
    let begun = opened.layout.journal(firms[1].settings.origin)
    try FileManager.default.createDirectory(
      atPath: begun.entries.string,
      withIntermediateDirectories: true,
    )
    #expect(try Store.open(at: opened.path).view.digest() == untouched.view.digest())
    let next = try fixture.pack(firms[1], "two")
    #expect(try opened.importBundles([next]).bundles.map(\.outcome) == [.merged])
  }

  @Test("A branch that was only begun is made again", .temporaryFolder)
  func interruptedBranch() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let copy = try fixture.copy(firms[0], "copy")
    try firms[0].addCustomer(["name": "A"])
    try copy.addCustomer(["name": "B"])
    let bundles = [try fixture.pack(firms[0], "a"), try fixture.pack(copy, "b")]
    _ = try authority.importBundles([bundles[0]])
    let digest = try authority.view.digest()
    _ = try authority.importBundles([bundles[1]])
    let both = try authority.view.digest()
    let name = try #require(
      try authority.names(in: authority.layout.journals).first { $0.contains("+fork-") }
    )
    let branch = authority.layout.journals.appending(name)
    try remove(branch.appending("head"))
    try remove(branch.appending("checkpoint"))
    let opened = try Store.open(at: authority.path)
    #expect(try opened.view.digest() == digest)
    #expect(try opened.importBundles([bundles[1]]).bundles.map(\.outcome) == [.forked])
    #expect(try opened.view.digest() == both)
    #expect(try opened.verify().allSatisfy { $0.problem == nil })
  }

  @Test(
    "A view that is deleted or damaged is derived again",
    .temporaryFolder,
    arguments: ["deleted", "text", "empty", "middle", "log"],
  )
  func view(damage: String) throws {
    let (authority, _) = try imported()
    let digest = try authority.view.digest()
    // What lies in the log moves to the file when the last connection closes.
    let copy = fixture.folder.appending("damaged")
    try FileManager.default.copyItem(atPath: authority.path.string, toPath: copy.string)
    let view = copy.appending("view.sqlite")
    switch damage {
    case "deleted": for file in StoreLayout(copy).viewFiles { try? remove(file) }
    case "text": try write(String(repeating: "no database ", count: 1000), to: view)
    case "empty": try write("", to: view)
    case "middle":
      _ = try Store.open(at: copy).view.digest()
      for file in StoreLayout(copy).viewFiles.dropFirst() { try? remove(file) }
      var bytes = try Data(contentsOf: URL(filePath: view.string))
      for index in bytes.indices where index > 100 { bytes[index] = 0x5A }
      try bytes.write(to: URL(filePath: view.string))
    default:
      try write(String(repeating: "no log ", count: 1000), to: copy.appending("view.sqlite-wal"))
    }
    let opened = try Store.open(at: copy)
    #expect(try opened.view.digest() == digest)
    #expect(try opened.view.records(ofForm: "customer").count == 1)
  }

  @Test(
    "Settings that are damaged are named, with what to do",
    .temporaryFolder,
    arguments: ["", "{", "{}", "[]", #"{"format":2}"#],
  )
  func settings(text: String) throws {
    let (authority, _) = try imported()
    try write(text, to: authority.layout.settings)
    #expect {
      _ = try Store.open(at: authority.path)
    } throws: { error in
      guard let error = error as? StoreError, case .unreadableSettings = error else { return false }
      return error.problem.contains("steward.json") && error.remedy?.contains("backup") == true
    }
  }

  @Test(
    "Without keys everything but signing works, and the error says how to get them back",
    .temporaryFolder,
    arguments: ["missing", "damaged"],
  )
  func keys(damage: String) throws {
    let (authority, _) = try imported()
    if damage == "missing" {
      try remove(authority.layout.keys)
    } else {
      try write("not a seed\n", to: authority.layout.keys)
    }
    let opened = try Store.open(at: authority.path)
    try opened.addCustomer(["name": "Own", "reference": "O-1"])
    #expect {
      _ = try opened.pack(PackOptions(recipients: ["self"]))
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.kind == .unavailable && error.remedy?.contains("seed") == true
    }
    #expect(try opened.verify().allSatisfy { $0.problem == nil })
    #expect(try opened.names(in: opened.layout.outbox).isEmpty)
  }

  @Test("A folder without a store is named", .temporaryFolder)
  func noStore() throws {
    #expect(throws: StoreError.noStore(fixture.folder.string)) {
      _ = try Store.open(at: fixture.folder)
    }
    let firm = try fixture.store("firm")
    #expect(throws: StoreError.folderInUse(firm.path.string)) { _ = try fixture.store("firm") }
  }

  @Test(
    "An altered entry of a journal held is found by verify and repair, and not cut",
    .temporaryFolder,
  )
  func alteredEntry() throws {
    let (authority, _) = try imported()
    let journal = try #require(
      try authority.journals().first { $0.organisation != authority.settings.organisation }
    )
    let origin = try #require(Origin(journal.origin))
    let entries = authority.layout.journal(origin).entries
    let name = try #require(try authority.names(in: entries).first { $0.hasSuffix(".gz") })
    let file = URL(filePath: entries.appending(name).string)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: file)
    let verdict = try #require(try authority.verify().first { $0.origin == journal.origin })
    #expect(verdict.problem?.contains(name) == true)
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test("A log line that a crash tore does not spoil the next", .temporaryFolder)
  func tornLog() throws {
    let (authority, bundle) = try imported()
    let file = URL(filePath: authority.layout.imports.string)
    let whole = try Data(contentsOf: file)
    try (whole + whole.prefix(20)).write(to: file)
    _ = try authority.importBundles([bundle])
    let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 3)
    let last = try JSON(parsing: String(decoding: lines[2], as: UTF8.self))
    #expect(last["outcome"]?.string == "nothing-new")
  }
}
