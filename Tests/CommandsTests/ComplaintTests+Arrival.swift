import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// What they complain of when files arrive.
extension ComplaintTests {
  @Test("DHIS2: one bad row stops the import — here it is refused by itself", .temporaryFolder)
  func badRow() throws {
    let shell = Shell().company()
    let table = "reference,name,email\nR-1,One,a@x.example\nR-2,Two,nonsense\nR-3,Three,\n"
    try table.write(
      toFile: shell.folder.appending("rows.csv").string,
      atomically: true,
      encoding: .utf8,
    )
    let outcome = shell.run("load", "customer", "rows.csv", "--format", "json")
    #expect(outcome.status == 5)
    #expect(try outcome.json["created"] == 2)
    let refused = try #require(try outcome.json["refused"]?.elements)
    #expect(refused.compactMap { $0["line"]?.integer } == [3])
    #expect(refused.first?["column"]?.string == "email")
  }

  @Test("ODK: one broken file stops the export — here its neighbours come in", .temporaryFolder)
  func brokenFile() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    let folder = Shell().folder.appending("in")
    try FileManager.default.createDirectory(
      atPath: folder.string,
      withIntermediateDirectories: true,
    )
    firm.run("pack", "-o", folder.appending("good.steward.tar").string)
    var bytes = try Data(contentsOf: URL(filePath: folder.appending("good.steward.tar").string))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: folder.appending("broken.steward.tar").string))
    let outcome = authority.run("import", folder.string, "--format", "json")
    #expect(outcome.status == 5)
    let outcomes = try outcome.json["bundles"]?.elements?.compactMap { $0["outcome"]?.string }
    #expect(Set(outcomes ?? []) == ["merged", "refused"])
    #expect(try authority.json("list", "customer").elements?.count == 1)
  }

  @Test(
    "ODK: one record that cannot be read stops the rest — here it is counted",
    .temporaryFolder,
  )
  func unreadable() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    firm.run(
      "add",
      "customer",
      "--field",
      "reference=K-2",
      "--field",
      "name=Secret",
      "--audience",
      "nobody",
    )
    firm.run("add", "customer", "--field", "reference=K-3", "--field", "name=Bakker")
    let report = try send(firm, to: authority, "one")
    #expect(report["entries"]?["malformed"] == 0)
    let rows = try authority.json("list", "customer").elements ?? []
    #expect(Set(rows.compactMap { $0["body"]?["reference"]?.string }) == ["K-1", "K-3"])
    #expect(authority.run("list", "customer", "--format", "csv").status == 0)
    #expect(try authority.json("verify")["ok"] == .bool(true))
  }

  @Test(
    "ODK, Kobo: the same file again makes duplicates — here it is nothing new",
    .temporaryFolder,
  )
  func again() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    try send(firm, to: authority, "one")
    let before = try authority.json("view", "digest")
    let report = try authority.json("import", "../one.tar")
    #expect(report["bundles"]?.elements?.first?["outcome"]?.string == "nothing-new")
    #expect(report["entries"]?["new"] == 0 && report["records"]?["created"] == 0)
    #expect(try authority.json("view", "digest") == before)
  }

  @Test(
    "git: a bundle whose beginning is missing is lost — here it waits for it",
    .temporaryFolder,
  )
  func missingBeginning() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    firm.run("pack", "-o", "../one.tar")
    firm.run("add", "customer", "--field", "reference=K-2", "--field", "name=Bakker")
    firm.run("pack", "--since", "3", "-o", "../two.tar")
    let early = authority.run("import", "../two.tar")
    #expect(early.status == 5)
    #expect(early.everything.contains("held"))
    #expect(early.everything.contains("Chemie Noord"), "it says who has to send what is missing")
    #expect(try authority.json("list", "customer").elements?.isEmpty == true)
    #expect(authority.run("import", "../one.tar").status == 0)
    #expect(try authority.json("list", "customer").elements?.count == 2)
  }

  @Test("IUCLID, DHIS2: the order of files matters — here it does not", .temporaryFolder)
  func order() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    firm.run("pack", "-o", "../one.tar")
    firm.run("revise", "K-1", "--field", "name=Bakker", "-m", "sold")
    firm.run("pack", "-o", "../two.tar")
    var digests: Set<String> = []
    for (number, order) in [["one", "two"], ["two", "one"], ["two"]].enumerated() {
      let copy = "authority-\(number)"
      try FileManager.default.copyItem(
        atPath: authority.folder.string,
        toPath: Shell().folder.appending(copy).string,
      )
      let shell = Shell().inside(copy)
      for name in order { shell.run("import", "../\(name).tar") }
      let digest = try shell.json("view", "digest", "--imported")["digest"]?.string
      digests.insert(digest ?? "none")
    }
    #expect(digests.count == 1 && digests != ["none"])
  }
}
