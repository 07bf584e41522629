import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Contradictions that an import brings")
struct ArrivalContradictionTests {
  /// Two firms that sell to one customer, and the authority that trusts both.
  private struct Market {
    let ministry: Shell
    let firms: [Shell]

    init() throws {
      let shell = Shell()
      ministry = shell.authority()
      ministry.run("card", "-o", "../ministry.card")
      firms = try ["noord", "zuid"].map { name in
        let outcome = shell.run(
          "init",
          name,
          "--role",
          "company",
          "--name",
          "Chemie \(name)",
          "--country",
          "NL",
          "--author",
          "A.",
        )
        #expect(outcome.status == 0, "\(outcome.notes)")
        let firm = shell.inside(name)
        firm.run("trust", "add", "../ministry.card", "--as", "authority")
        try firm.json(
          "add",
          "customer",
          "--field",
          "reference=C-1",
          "--field",
          "name=Van Dijk Coatings",
          "--field",
          "country=NL",
          "--field",
          "registration_number=33273785",
        )
        return firm
      }
    }

    /// A firm assesses the customer and packs.
    func assess(_ firm: Int, _ outcome: String, on date: String) throws -> String {
      try firms[firm].json(
        "add",
        "assessment",
        "--field",
        "customer=C-1",
        "--field",
        "outcome=\(outcome)",
        "--field",
        "assessor=A.",
        "--field",
        "date=\(date)",
      )
      let name = "../\(firm)-\(date).tar"
      firms[firm].run("pack", "-o", name)
      ministry.run("trust", "add", name)
      return name
    }
  }

  private func text(_ name: String) throws -> String {
    let path = TemporaryFolder.current.appending(name).string
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(
    "A rehearsal prints word for word what the import then prints, but that nothing was written",
    .temporaryFolder,
  )
  func sameText() throws {
    let offices = try Offices()
    let shell = Shell()
    let ministry = shell.authority()
    ministry.run("card", "-o", "../ministry.card")
    for (office, name) in [(offices.first, "first"), (offices.second, "second")] {
      office.run("trust", "add", "../ministry.card", "--as", "authority")
      office.run("pack", "-o", "../\(name).tar")
    }
    ministry.run("trust", "add", "../first.tar")
    let rehearsal = ministry.run("import", "../first.tar", "../second.tar", "-n")
    let real = ministry.run("import", "../first.tar", "../second.tar")
    #expect(real.results.contains("telephone") || real.results.contains("Telephone"))
    #expect(real.results.contains("entry "))
    #expect(rehearsal.results == "Rehearsal: nothing was written.\n\n" + real.results)
  }

  @Test(
    "Contradictions between firms are counted as they come and go, in a rehearsal, too",
    .temporaryFolder,
  )
  func counts() throws {
    let market = try Market()
    let ministry = market.ministry
    let first = try ministry.json("import", market.assess(0, "approved", on: "2026-01-01"))
    #expect(first["contradictions"] == ["opened": 0, "closed": 0])

    let refused = try market.assess(1, "refused", on: "2026-02-01")
    let rehearsal = ministry.run("import", refused, "-n", "-o", "../rehearsal.txt")
    let rehearsed = try ministry.json("import", refused, "-n", "-o", "../rehearsal.json")
    #expect(rehearsed["contradictions"] == ["opened": 1, "closed": 0])
    #expect(try ministry.json("conflicts").elements?.isEmpty == true)
    let opening = ministry.run("import", refused, "-o", "../real.txt")
    #expect(opening.status == 0, "\(opening.notes)")
    #expect(rehearsal.results == "Rehearsal: nothing was written.\n\n" + opening.results)
    #expect(try text("rehearsal.txt") == text("real.txt"))
    #expect(opening.results.contains("Contradictions between firms: 1 opened, 0 closed"))
    #expect(opening.results.contains("between Chemie noord and Chemie zuid"))
    #expect(try text("real.txt").contains("contradiction between Chemie noord and Chemie zuid"))
    let open = try ministry.json("conflicts").elements ?? []
    #expect(open.compactMap { $0["kind"]?.string } == ["contradiction"])
    let id = try #require(open.first?["id"]?.string)
    #expect(opening.results.contains(id.prefix(8)))
    let report = try JSON(parsing: text("rehearsal.json"))
    #expect(report["opened"]?.elements?.compactMap { $0["id"]?.string } == [id])

    let agreed = try market.assess(1, "approved", on: "2026-03-01")
    let again = try ministry.json("import", agreed, "-n", "-o", "../closed.json")
    #expect(again["contradictions"] == ["opened": 0, "closed": 1])
    #expect(try JSON(parsing: text("closed.json"))["closed"]?.elements == [.string(id)])
    #expect(try ministry.json("import", agreed)["contradictions"] == ["opened": 0, "closed": 1])
    #expect(try ministry.json("conflicts").elements?.isEmpty == true)
  }

  @Test("A firm’s import says nothing of contradictions", .temporaryFolder)
  func firm() throws {
    let market = try Market()
    market.firms[1].run("trust", "add", "../0.tar", "--as", "company")
    market.firms[0].run("pack", "--to", "self", "-o", "../0.tar")
    let outcome = market.firms[0].run("import", "../0.tar", "--format", "json")
    #expect(try outcome.json["contradictions"] == .null)
    #expect(!outcome.results.contains("ontradictions between"))
  }
}
