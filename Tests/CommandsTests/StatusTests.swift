import CentralView
import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands
@testable import Store

@Suite("Exit statuses")
struct StatusTests {
  @Test(
    "Usage that cannot be understood leaves 64, with the usage",
    arguments: [
      ["nonsense"], ["list"], ["--nonsense"], ["add"], ["list", "customer", "--format", "xml"],
      ["init", "x", "--role", "king"], ["pack", "--full", "--since", "1"], ["init", "x"],
    ],
  )
  func usage(arguments: [String]) {
    let outcome = Shell(folder: "/").run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.results.isEmpty)
    #expect(outcome.notes.hasPrefix("steward: "))
    #expect(outcome.notes.contains("Usage: steward"))
  }

  @Test("What is understood and bad leaves 2, with a hint", .temporaryFolder)
  func refusals() throws {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    try Data("not a bundle, and not a card".utf8)
      .write(to: URL(filePath: shell.folder.appending("file.txt").string))
    try Data("[1]".utf8).write(to: URL(filePath: shell.folder.appending("list.json").string))
    let requests: [[String]] = [
      ["init", "../noord", "--role", "company", "--name", "N", "--country", "NL"],
      ["init", "../other", "--role", "company", "--name", "N", "--country", "Narnia"],
      ["list", "custmer"], ["forms", "nonsense"], ["add", "customer"],
      ["add", "customer", "--field", "nam=x"], ["add", "customer", "--field", "name"],
      ["add", "customer", "--field", "name=x", "--field", "country=Narnia"],
      ["add", "customer", "--field", "name=x", "--field", "vat=NL1"],
      ["add", "customer", "--field", "name=x", "--audience", "king"],
      ["add", "customer", "--json", "list.json"], ["add", "enrolment"],
      ["add", "declaration", "--field", "customer=C-9", "--field", "substance=110-63-4"],
      ["revise", "C-9", "--field", "name=x", "-m", "y"],
      ["revise", "C-1", "--field", "name=Janssen", "-m", "y"],
      ["revise", "C-1", "--remove", "name", "-m", "y"], ["show", "C-9"], ["search", "!?"],
      ["conflicts", "show", "abcdef"], ["pack"], ["pack", "--to", "nobody"],
      ["pack", "--to", "self", "--since", "99"], ["import", "nowhere"],
      ["trust", "revoke", "nobody", "-m", "y"], ["load", "customer", "list.json"],
    ]
    for request in requests {
      let outcome = shell.run(request)
      #expect(outcome.status == 2, "\(request): \(outcome.everything)")
      #expect(outcome.results.isEmpty, "\(request): \(outcome.results)")
      #expect(outcome.notes.hasPrefix("steward: "), "\(request): \(outcome.notes)")
    }
    #expect(shell.run("list", "customer").results.contains("1 record"))
  }

  @Test("A reason that nobody can be asked for is a matter of usage", .temporaryFolder)
  func reasons() {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    #expect(shell.run("void", "C-1").status == 64)
    #expect(shell.run("revise", "C-1", "--field", "name=J").status == 64)
    #expect(shell.run("void", "C-1", answers: ["", "twice"]).status == 0)
  }

  @Test("A machine that is in the way leaves 4", .temporaryFolder)
  func machine() throws {
    let shell = Shell().company()
    let outcome = shell.run("load", "customer", "nowhere.csv")
    #expect(outcome.status == 4, "\(outcome.everything)")
    #expect(outcome.notes.contains("hint: "))
    try FileManager.default.removeItem(atPath: shell.folder.appending("keys.txt").string)
    #expect(shell.run("pack", "--to", "self").status == 4)
  }

  @Test("What is not authentic leaves 3", .temporaryFolder)
  func forgeries() throws {
    let company = Shell().company()
    let authority = Shell().authority()
    company.run("add", "customer", "--field", "name=Janssen")
    authority.run("card", "-o", "../ministry.card")
    company.run("trust", "add", "../ministry.card", "--as", "authority")
    #expect(company.run("pack", "-o", "../b.tar").status == 0)
    try FileManager.default.createDirectory(
      atPath: TemporaryFolder.current.appending("in").string,
      withIntermediateDirectories: false,
    )
    let bundle = URL(filePath: TemporaryFolder.current.appending("b.tar").string)
    var bytes = try Data(contentsOf: bundle)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: TemporaryFolder.current.appending("in/broken.tar").string))
    let card = URL(filePath: TemporaryFolder.current.appending("ministry.card").string)
    let forged = try String(contentsOf: card, encoding: .utf8)
      .replacingOccurrences(of: "Ministry", with: "Ministrx")
    try Data(forged.utf8).write(to: card)

    #expect(company.run("trust", "add", "../ministry.card", "--as", "authority").status == 3)
    #expect(authority.run("inspect", "../in/broken.tar").status == 3)
    #expect(
      authority.run("trust", "add", "../b.tar", "--fingerprint", Self.otherFingerprint).status == 3
    )
    #expect(authority.run("trust", "add", "../b.tar").status == 0)
    #expect(authority.run("import", "../in/broken.tar").status == 3)
    // Beside something that was taken, a refusal is work for a person.
    #expect(authority.run("import", "../in", "../b.tar").status == 5)
    #expect(authority.run("import", "../b.tar").status == 0)
  }

  private static let otherFingerprint = "aaaa bbbb cccc dddd eeee ffff gg  aaaa bbbb"

  @Test("A damaged journal leaves 3 at verify", .temporaryFolder)
  func damage() throws {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "name=Janssen")
    #expect(shell.run("pack", "--to", "self", "-o", "../b.tar").status == 0)
    #expect(shell.run("verify").status == 0)
    let journals = shell.folder.appending("journals").string
    let files = FileManager.default.enumerator(atPath: journals)?.compactMap { $0 as? String } ?? []
    let segment = try #require(files.first { $0.hasSuffix("entries/000000000000.ndjson") })
    let path = URL(filePath: journals + "/" + segment)
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "Janssen", with: "Jonssen").utf8).write(to: path)
    let outcome = shell.run("verify")
    #expect(outcome.status == 3, "\(outcome.everything)")
    #expect(outcome.results.contains("✗"))
  }

  @Test("Refused rows leave 5", .temporaryFolder)
  func rows() throws {
    let shell = Shell().company()
    try Data("name;country\nJanssen;NL\nSmit;Narnia\n".utf8)
      .write(to: URL(filePath: shell.folder.appending("t.csv").string))
    #expect(shell.run("load", "customer", "t.csv", "-n").status == 5)
    #expect(shell.run("load", "customer", "t.csv").status == 5)
    #expect(shell.run("load", "customer", "t.csv", "--ignore", "country").status == 0)
  }

  @Test(
    "An import's status is that of its worst, and fails only where nothing was taken",
    arguments: [
      ([.merged], nil), ([.nothingNew], nil), ([.merged, .nothingNew], nil), ([], nil),
      ([.held], 5), ([.quarantined], 5), ([.forked], 5), ([.merged, .held], 5),
      ([.merged, .refused], 5), ([.refused, .nothingNew], 5), ([.refused], 3),
      ([.refused, .refused], 3),
    ] as [([ImportOutcome], Int32?)],
  )
  func importing(outcomes: [ImportOutcome], status: Int32?) {
    var report = ImportReport()
    report.bundles = outcomes.map { ImportedBundle(file: "x", outcome: $0) }
    #expect(BundleImport.status(of: report)?.rawValue == status)
  }

  @Test("Bundles for somebody else leave 2, and malformed lines 5")
  func importingOthers() {
    var report = ImportReport()
    report.bundles = [ImportedBundle(file: "x", outcome: .refused)]
    report.bundles[0].isRequestRefused = true
    #expect(BundleImport.status(of: report) == .refused)
    report.bundles = [ImportedBundle(file: "x", outcome: .merged)]
    report.tally.malformed = 1
    #expect(BundleImport.status(of: report) == .needsPerson)
  }
}
