import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// A firm whose backup went on beside the machine it was taken from, and its authority, which has
/// imported a bundle of each.
private struct ForkedFirm {
  let firm: Shell
  let ministry: Shell
  /// The first characters of the fork's id.
  let fork: String

  init() throws {
    let shell = Shell()
    firm = shell.company()
    ministry = shell.authority()
    ministry.run("card", "-o", "../ministry.card")
    firm.run("card", "-o", "../noord.card")
    #expect(firm.run("trust", "add", "../ministry.card", "--as", "authority").status == 0)
    #expect(ministry.run("trust", "add", "../noord.card").status == 0)
    firm.run("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    try FileManager.default.copyItem(
      atPath: firm.folder.string,
      toPath: shell.folder.appending("dead").string,
    )
    let dead = shell.inside("dead")
    dead.run("add", "customer", "--field", "reference=C-2", "--field", "name=Lost")
    dead.run("pack", "-o", "../lost.tar")
    firm.run("add", "customer", "--field", "reference=C-3", "--field", "name=Kept")
    firm.run("pack", "-o", "../kept.tar")
    #expect(ministry.run("import", "../lost.tar").status == 0)
    let outcome = ministry.run("import", "../kept.tar", "-o", "../fork.txt")
    #expect(outcome.status == 5)
    #expect(outcome.results.contains("1 opened"))
    let conflicts = try ministry.json("conflicts").elements ?? []
    fork = String(try #require(conflicts.first?["id"]?.string).prefix(8))
  }
}

@Suite("Forks on the command line")
struct ForkCommandTests {
  @Test(
    "A fork is listed, shown, marked on its records, and gone when the firm has restored",
    .temporaryFolder,
  )
  func wholeFlow() throws {
    let forked = try ForkedFirm()
    let (firm, ministry) = (forked.firm, forked.ministry)
    let listed = try #require(try ministry.json("conflicts", "list").elements?.first)
    #expect(listed["kind"] == "fork")
    #expect(listed["status"] == "open")
    #expect(listed["sides"]?.elements?.count == 2)
    let text = ministry.run("conflicts").results
    #expect(text.contains("fork of the journal main-"))
    #expect(text.contains("steward restore --after-fork"))
    let journals = try ministry.json("journals").elements ?? []
    #expect(journals.contains { $0["forks"]?.elements?.isEmpty == false })
    let records = try ministry.json("list", "customer").elements ?? []
    let marked = records.filter { $0["forked"] == true }.compactMap {
      $0["body"]?["reference"]?.string
    }
    #expect(Set(marked) == ["C-2", "C-3"])
    #expect(ministry.run("list", "customer").results.contains("forked"))
    let lost = try #require(records.first { $0["body"]?["reference"] == "C-2" }?["record"]?.string)
    #expect(ministry.run("show", lost, "--history").results.contains("forked: the journal"))
    let copied = ministry.run("conflicts", "show", forked.fork, "--branches", "../stick")
    #expect(copied.status == 0)
    let restored = firm.run("restore", "--after-fork", "../stick")
    #expect(restored.status == 0, "\(restored.notes)")
    #expect(restored.results.contains("taken back    1 entry"))
    #expect(try firm.json("list", "customer").elements?.count == 3)
    firm.run("pack", "-o", "../after.tar")
    let closing = ministry.run("import", "../after.tar")
    #expect(closing.status == 0, "\(closing.results)")
    #expect(closing.results.contains("1 closed"))
    #expect(try ministry.json("conflicts").elements?.isEmpty == true)
    #expect(try ministry.json("conflicts", "show", forked.fork)["status"] == "resolved")
    let after = try ministry.json("list", "customer").elements ?? []
    #expect(after.count == 3)
    #expect(after.allSatisfy { $0["forked"] == false })
  }

  @Test(
    "The proof that is exported convinces somebody who has nothing else",
    .temporaryFolder,
    .enabled(if: Verifier.isPresent, "needs python3 and openssl"),
  )
  func proof() throws {
    let forked = try ForkedFirm()
    let proof = TemporaryFolder.current.appending("fork.proof")
    #expect(
      forked.ministry.run("conflicts", "show", forked.fork, "-o", "../fork.proof").status == 0
    )
    #expect(try Verifier.status(of: proof) == 0)
    var bytes = try Array(Data(contentsOf: URL(filePath: proof.string)))
    let last = bytes.count - 6
    bytes[last] = bytes[last] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    try Data(bytes).write(to: URL(filePath: proof.string))
    #expect(try Verifier.status(of: proof) == 3)
    let none = forked.ministry.run("conflicts", "show", "zzzz", "-o", "../none.proof")
    #expect(none.status == 2)
    #expect(none.notes.contains("no fork is called"))
  }

  @Test(
    "A restore that has nothing to take back says so, and one that is not asked for is refused",
    .temporaryFolder,
  )
  func nothing() {
    let firm = Shell().company()
    let outcome = firm.run("restore", "--after-fork")
    #expect(outcome.status == 2)
    #expect(outcome.notes.contains("no other copy of this store’s own journal is here"))
    #expect(firm.run("restore", "x.tar").status == 64)
  }
}

/// The independent verifier.
private enum Verifier {
  static let isPresent: Bool = {
    (try? run(["python3", "-c", "import zlib"])) == 0 && (try? run(["openssl", "version"])) == 0
  }()

  static func status(of file: FilePath) throws -> Int32 {
    try run([
      "python3", "-B", Checkout.url.appending(path: "Tools/verify-bundle").path(), file.string,
    ])
  }

  private static func run(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
