import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Report of an import")
struct ArrivalFileTests {
  /// Two offices whose bundles merge and conflict, the authority that gets both, and a firm with
  /// a report of a suspicion.
  private struct Arrival {
    let ministry: Shell
    let secret = "Geheimstoff"

    init() throws {
      let shell = Shell()
      let offices = try Offices()
      let (first, second) = (offices.first, offices.second)
      ministry = shell.authority()
      ministry.run("card", "-o", "../ministry.card")
      for office in [first, second] {
        office.run("trust", "add", "../ministry.card", "--as", "authority")
      }
      // A second customer, which each office changes in another field.
      first.run("add", "customer", "--field", "reference=C-2", "--field", "name=De Vries")
      first.run("pack", "--to", "self", "-o", "../a2.tar")
      second.run("import", "../a2.tar")
      second.run("revise", "C-2", "--field", "city=Delft", "-m", "moved")
      first.run("revise", "C-2", "--field", "trade_name=DV", "-m", "told so")
      let suspicion = first.run(
        "add",
        "suspicious_transaction",
        "--field",
        "narrative=\(secret)",
        "--field",
        "substance_as_asked=GBL",
        "--field",
        "reference=VM-7",
      )
      #expect(suspicion.status == 0, "\(suspicion.notes)")
      first.run("pack", "-o", "../first.tar")
      second.run("pack", "-o", "../second.tar")
      ministry.run("trust", "add", "../first.tar")
    }
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: TemporaryFolder.current.appending(name).string)))
  }

  @Test("A rehearsal and the import write the same bytes, as text and as JSON", .temporaryFolder)
  func rehearsal() throws {
    let arrival = try Arrival()
    let ministry = arrival.ministry
    let other = try StoreCopy.copy(of: ministry)
    ministry.run("import", "../second.tar", "../first.tar", "-n", "-o", "../a.txt")
    for round in ["first.tar", "second.tar", "first.tar"] {
      for ending in ["txt", "json"] {
        ministry.run("import", "../\(round)", "-n", "-o", "../rehearsal.\(ending)")
      }
      for ending in ["txt", "json"] {
        // The second time nothing is new, so each is compared with a rehearsal of its own.
        let before = try bytes("rehearsal.\(ending)")
        if ending == "txt" {
          ministry.run("import", "../\(round)", "-n", "-o", "../again.txt")
          #expect(try bytes("again.txt") == before)
        } else {
          ministry.run("import", "../\(round)", "-o", "../real.json")
          #expect(try bytes("real.json") == before)
        }
      }
    }
    other.run("import", "../second.tar", "../first.tar", "-o", "../b.txt")
    #expect(try bytes("a.txt") == bytes("b.txt"))
    #expect(try bytes("b.txt").count > 1_000)
  }

  @Test(
    "Every entry is in it, with what it did, who wrote it and which bundle brought it",
    .temporaryFolder,
  )
  func contents() throws {
    let arrival = try Arrival()
    let outcome = arrival.ministry.run(
      "import",
      "../first.tar",
      "../second.tar",
      "-o",
      "../report.json",
      "--format",
      "json",
    )
    let printed = try outcome.json
    let written = try bytes("report.json")
    let report = try JSON(parsing: written.span.bytes)
    for member in ["bundles", "entries", "records", "conflicts"] {
      #expect(report[member] == printed[member], "\(member)")
    }
    let journals = report["journals"]?.elements ?? []
    let entries = journals.flatMap { $0["entries"]?.elements ?? [] }
    let leftOut = report["confidential_left_out"]?.integer ?? 0
    #expect(leftOut == 1)
    #expect(Int64(entries.count) + leftOut == printed["entries"]?["new"]?.integer)
    let created = entries.count { $0["what"] == "created" }
    #expect(Int64(created) == printed["records"]?["created"]?.integer)
    let revised = entries.filter { $0["what"] == "revised" }
    #expect(Int64(revised.count) == printed["records"]?["revised"]?.integer)
    #expect(revised.allSatisfy { $0["because"]?.string != nil && $0["author"]?.string != nil })
    #expect(journals.allSatisfy { $0["bundles"]?.elements?.isEmpty == false })
    // The conflict in the telephone, and what merged by itself, each side by its author.
    #expect(report["opened"]?.elements?.count == 1)
    let merged = report["merged"]?.elements ?? []
    #expect(Set(merged.compactMap { $0["field"]?.string }) == ["address", "trade_name"])
    let authors = merged.flatMap { $0["writes"]?.elements ?? [] }.compactMap {
      $0["author"]?.string
    }
    #expect(Set(authors) == ["A. Jansen", "B. Smit"])
    #expect(!String(decoding: try bytes("report.json"), as: UTF8.self).contains(arrival.secret))
  }

  @Test(
    "What waits, what is refused and what breaks a rule is in it with its reason",
    .temporaryFolder,
  )
  func reasons() throws {
    let arrival = try Arrival()
    let ministry = arrival.ministry
    var damaged = try bytes("first.tar")
    damaged[damaged.count / 2] ^= 1
    let path = TemporaryFolder.current.appending("damaged.tar")
    try Data(damaged).write(to: URL(filePath: path.string))
    ministry.run("import", "../damaged.tar", "../first.tar", "-o", "../report.txt")
    let text = String(decoding: try bytes("report.txt"), as: UTF8.self)
    #expect(text.contains("✗ refused      damaged.tar"))
    #expect(text.contains("✓ merged       first.tar"))
    #expect(text.contains("created    entry"))
    #expect(text.contains("Left out: 1 entry of confidential records."))
    #expect(!text.contains(arrival.secret))
    let shown = ministry.run("import", "../first.tar", "-n", "--confidential", "-o", "../c.txt")
    #expect(shown.status == 0)
    let unwritable = ministry.run("import", "../first.tar", "-o", "../no/such/folder/report.txt")
    #expect(unwritable.status == 4)
  }
}

/// Copies of stores.
private enum StoreCopy {
  static func copy(of shell: Shell) throws -> Shell {
    let target = shell.folder.removingLastComponent().appending("copy")
    try FileManager.default.copyItem(atPath: shell.folder.string, toPath: target.string)
    var copy = shell
    copy.folder = target
    return copy
  }
}
