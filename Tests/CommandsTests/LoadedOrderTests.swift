import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// Tables of what is judged, and of what has readers of its own.
@Suite("Loaded requests")
struct LoadedOrderTests {
  private func firm() throws -> Shell {
    let shell = Shell().company()
    _ = try TestRules.write(
      TestRules.text(more: [TestRules.noCash]),
      "rules.json",
      in: shell.folder,
    )
    #expect(shell.run("rules", "add", "rules.json").status == 0)
    #expect(shell.run("rules", "use", "test-code").status == 0)
    for reference in ["K-1", "K-2"] {
      shell.run("add", "customer", "--field", "reference=\(reference)", "--field", "name=One")
    }
    shell.run(
      [
        "add", "assessment", "--field", "customer=K-1", "--field", "outcome=approved", "--field",
        "assessor=A", "--field", "date=2026-01-01",
      ]
    )
    return shell
  }

  private func write(_ lines: [String], _ name: String, in shell: Shell) throws {
    let path = shell.folder.appending(name).string
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
  }

  private static let header = "reference;customer;substance;quantity;unit;date;payment;decision"

  private func row(_ number: String, _ customer: String, _ end: String) -> String {
    "\(number);\(customer);110-63-4;200;kg;2026-02-16;\(end)"
  }

  @Test(
    "Orders in a table are judged once they are loaded, decided ones are not",
    .temporaryFolder,
  )
  func judged() throws {
    let shell = try firm()
    let rows = [
      row("P-1", "K-1", "invoice;"), row("P-2", "K-2", "invoice;"), row("P-3", "K-1", "cash;"),
      row("P-4", "K-2", "invoice;supply"),
    ]
    try write([Self.header] + rows, "orders.csv", in: shell)
    let rehearsed = try shell.json("load", "order", "orders.csv", "-n")
    #expect(rehearsed["judged"] == .null)
    let loaded = try shell.json("load", "order", "orders.csv")
    #expect(loaded["created"] == 4, "\(loaded)")
    let judged = try #require(loaded["judged"])
    #expect([judged["supply"], judged["hold"], judged["refuse"]] == [2, 1, 0], "\(judged)")
    #expect(judged["records"]?.elements?.map { $0["answer"] } == ["hold"])
    // The same again has nothing to judge; a change has.
    #expect(try shell.json("load", "order", "orders.csv")["judged"] == .null)
    try write([Self.header, row("P-2", "K-2", "card;")], "orders.csv", in: shell)
    let changed = shell.run("load", "order", "orders.csv")
    #expect(changed.status == 0, "\(changed.everything)")
    #expect(changed.results.contains("0 may be supplied, 1 to be held, 0 to be refused"))
    #expect(changed.results.contains("steward check "))
  }

  @Test("A long table is not judged, and says where to look", .temporaryFolder)
  func long() throws {
    let shell = try firm()
    let rows = (0...100).map { row("P-\($0)", "K-2", "invoice;") }
    try write([Self.header] + rows, "orders.csv", in: shell)
    let loaded = shell.run("load", "order", "orders.csv")
    #expect(loaded.status == 0, "\(loaded.everything)")
    #expect(loaded.results.contains("‘steward due’ lists those that wait"))
    #expect(!loaded.results.contains("may be supplied"))
  }

  @Test("A disclosure in a table keeps to what one by hand may show", .temporaryFolder)
  func disclosures() throws {
    let shell = try firm()
    let suspicion = try shell.json(
      "add",
      "suspicious_transaction",
      "--field",
      "narrative=Geheim",
    )["record"]?.string
    let id = try #require(suspicion)
    try write(["record;audience", "\(id);public", "K-1;public"], "shown.csv", in: shell)
    let loaded = shell.run("load", "disclosure", "shown.csv", "--format", "json")
    #expect(loaded.status == 5, "\(loaded.everything)")
    #expect(try loaded.json["created"] == 1)
    #expect(try loaded.json["refused"]?.elements?.map { $0["line"] } == [2])
    #expect(try shell.json("show", "K-1")["audience"] == ["authority", "public"])
  }

  @Test(
    "The number of a confidential record is taken only where they are asked for",
    .temporaryFolder,
  )
  func references() throws {
    let shell = Shell().company()
    func add(_ more: String...) -> Shell.Outcome {
      shell.run(
        ["add", "suspicious_transaction", "--field", "narrative=x", "--field", "reference=VM-7"]
          + more
      )
    }
    #expect(add().status == 0)
    #expect(add().status == 0, "a refusal would tell of the first")
    let refused = add("--confidential")
    #expect(refused.status == 2)
    #expect(refused.notes.contains("with the number ‘VM-7’ already"))
    // At a terminal it is said as it is typed, and no answer is lost.
    let asked = shell.run(
      ["add", "suspicious_transaction", "--field", "reference=VM-7", "--confidential"],
      answers: [],
    )
    #expect(asked.status == 2)
    #expect(asked.notes.contains("with the number ‘VM-7’ already"))
  }

  @Test("The digest of the forms is the same in every language", .temporaryFolder)
  func digests() throws {
    let shell = Shell().company()
    var german = shell
    german.environment["STEWARD_LANGUAGE"] = "de"
    #expect(try shell.json("view", "digest") == german.json("view", "digest"))
  }
}
