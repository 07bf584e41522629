import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Screening")
struct ScreenTests {
  private func shell() throws -> Shell {
    let shell = Shell().company()
    try shell.json(
      "add",
      "customer",
      "--field",
      "reference=C-1042",
      "--field",
      "name=Janssen Coatings B.V.",
      "--field",
      "country=NL",
      "--field",
      "vat=NL812345678B01",
      "--field",
      "phone=020 555 0123",
    )
    return shell
  }

  private func addList(_ shell: Shell) throws {
    try shell.json(
      "add",
      "surveillance_list",
      "--json",
      try file(
        "list.json",
        #"""
        {"name":"Special list","entries":[{"name":"Quickwheel Trading Ltd","kind":"company",
        "action":"refuse"},{"name":"Nitroethane","kind":"substance","cas":"79-24-3"}]}
        """#,
      ),
    )
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = TemporaryFolder.current.appending(name).string
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test("A CAS number gives tables, thresholds and density, each with its mark", .temporaryFolder)
  func substance() throws {
    let shell = try shell()
    let text = shell.run("screen", "acetic anhydride")
    #expect(text.status == 0)
    for part in [
      "Acetic anhydride, CAS 108-24-7", "Table I", "category 2A",
      "100 l a year per customer, and per operator (Regulation (EC) No 273/2004", "1.08 kg/l",
      "[unconfirmed]", "CN 2915 24 00 [unconfirmed]",
    ] {
      #expect(text.results.contains(part), "\(part)\n\(text.results)")
    }
    let found = try #require(try shell.json("screen", "110-63-4").elements)
    #expect(found.map { $0["cas"] } == ["110-63-4"])
    #expect(found.first?["substance"]?["eu_voluntary_list"] == true)
    #expect(found.first?["substance"]?["density"]?["confirmed"] == false)
  }

  @Test("A customer is found by name and by number, and asks for nobody", .temporaryFolder)
  func customer() throws {
    let shell = try shell()
    for text in ["janssen coatings", "NL 8123.45.678.B01", "+31 20 5550123"] {
      let found = try #require(try shell.json("screen", text).elements)
      #expect(found.map { $0["kind"] } == ["customer"], "\(text)")
      #expect(found.first?["name"] == "C-1042, Janssen Coatings B.V.")
      #expect(found.first?["needs_person"] == false)
      #expect(found.first?["line"] == .null)
    }
    let nothing = shell.run("screen", "Somebody Else")
    #expect(nothing.status == 0)
    #expect(nothing.results.contains("Nothing found"))
  }

  @Test("A confidential list says no more than that somebody has to look", .temporaryFolder)
  func confidential() throws {
    let shell = try shell()
    try addList(shell)
    for text in ["quickwheel trading", "nitroethane 5 kg"] {
      for format in ["text", "json"] {
        let outcome = shell.run("screen", text, "--format", format)
        #expect(outcome.status == 5)
        for secret in ["Quickwheel Trading Ltd", "Special list", "refuse"] {
          #expect(!outcome.everything.contains(secret), "\(outcome.everything)")
        }
      }
    }
    let found = try #require(
      try shell.run("screen", "quickwheel trading", "--format", "json").json.elements
    )
    #expect(found.count == 1)
    #expect(found.first?["confidential"] == true)
    #expect(found.first?["record"] == .null)
    let shown = shell.run("screen", "quickwheel trading", "--confidential")
    #expect(shown.status == 5)
    #expect(shown.results.contains("Quickwheel Trading Ltd, in Special list"))
    #expect(shown.results.contains("refuse"))
  }

  @Test("Every cell of every row is looked up, with line and column", .temporaryFolder)
  func table() throws {
    let shell = try shell()
    try addList(shell)
    let path = try file(
      "enquiries.csv",
      """
      Firm;Product;Remarks
      Janssen Coatings;BDO;
      Somebody;water;"two
      lines"
      Quickwheel Trading;GBL;
      too;many;cells;here
      Other;;call 020-5550123

      """,
    )
    let outcome = shell.run("screen", "--csv", path, "--format", "json")
    #expect(outcome.status == 5)
    let found = try #require(try outcome.json.elements).map { element in
      [
        element["line"]?.integer.map { String($0) }, element["column"]?.string,
        element["kind"]?.string,
      ]
      .map { $0 ?? "-" }.joined(separator: " ")
    }
    #expect(
      found == [
        "2 Firm customer", "2 Product substance", "5 Product substance", "5 - list",
        "7 Remarks customer", "6 - unreadable",
      ]
    )
    #expect(!outcome.results.contains("Quickwheel"))
    let shown = shell.run("screen", "--csv", path, "--confidential", "--format", "json")
    #expect(shown.results.contains("Quickwheel Trading Ltd"))
    let text = shell.run("screen", "--csv", path)
    #expect(text.status == 5)
    #expect(text.results.contains("1 row was not read"))
  }

  @Test("A mistyped number in a column of CAS numbers is told of", .temporaryFolder)
  func mistyped() throws {
    let shell = try shell()
    let path = try file(
      "numbers.csv",
      "CAS-Nr;day\n96-48-1;\n64-17-5;2026-11-5\nCAS 110-63-4;\n",
    )
    let text = shell.run("screen", "--csv", path)
    #expect(text.status == 5)
    #expect(text.results.contains("line 2: ‘96-48-1’ is not a CAS number"))
    #expect(text.results.contains("1 row was not read"))
    #expect(text.results.contains("110-63-4"))
  }

  @Test("Either a text or a table is asked for", .temporaryFolder)
  func usage() throws {
    let shell = try shell()
    #expect(shell.run("screen").status == 64)
    #expect(shell.run("screen", "x", "--csv", "y.csv").status == 64)
    #expect(shell.run("screen", " ").status == 64)
    #expect(shell.run("screen", "--csv", "nowhere.csv").status == 4)
  }

  @Test("A substance is given by name, and found with its salts", .temporaryFolder)
  func naming() throws {
    let shell = try shell()
    let written = try shell.json(
      "add",
      "declaration",
      "--field",
      "customer=C-1042",
      "--field",
      "substance=γ-butyrolactone",
      "--field",
      "end_use=cleaning",
    )
    let id = try #require(written["record"]?.string)
    #expect(try shell.json("show", id)["body"]?["substance"] == "96-48-0")
    let shown = shell.run("show", id)
    #expect(shown.results.contains("96-48-0 (gamma-butyrolactone, GBL)"))
    let list = try shell.json("list", "declaration", "--where", "substance=GBL")
    #expect(list.elements?.count == 1)
    #expect(try shell.json("list", "declaration", "--where", "substance=BDO").elements == [])
    let refused = shell.run("list", "declaration", "--where", "substance=chloroephedrine")
    #expect(refused.status == 2)
    #expect(refused.notes.contains("110925-64-9"))
    let unknown = shell.run("add", "product", "--field", "name=X", "--field", "substance=water")
    #expect(unknown.status == 2)
    #expect(unknown.notes.contains("write its CAS number"))
    let accepted = shell.run(
      "add",
      "product",
      "--field",
      "name=X",
      "--field",
      "substance=7732-18-5",
    )
    #expect(accepted.status == 0, "\(accepted.notes)")
  }

  @Test("An alert is called by its name once, with its number or without", .temporaryFolder)
  func alert() throws {
    let shell = try shell()
    for (number, title) in [("A-7", "Lost drums"), ("", "Stolen cans")] {
      var words = [
        "add", "alert", "--field", "title=\(title)", "--field", "text=at Zwartveld Kobalt",
      ]
      if !number.isEmpty { words += ["--field", "reference=\(number)"] }
      let added = shell.run(words)
      #expect(added.status == 0, "\(added.everything)")
    }
    let found = shell.run("screen", "Zwartveld Kobalt")
    #expect(found.status == 5)
    #expect(found.results.contains("A-7, Lost drums ("))
    for title in ["Lost drums", "Stolen cans"] {
      #expect(found.results.components(separatedBy: title).count == 2, "\(found.results)")
    }
  }

  @Test("search finds who asked for a sample, and whom a report names", .temporaryFolder)
  func parts() throws {
    let shell = try shell()
    try shell.json(
      "add",
      "sample",
      "--field",
      "requester.name=L. Moreau",
      "--field",
      "substance=GBL",
      "--field",
      "quantity=0.1",
      "--field",
      "unit=kg",
    )
    try shell.json(
      "add",
      "suspicious_transaction",
      "--field",
      "parties[].name=K. Novak",
      "--field",
      "narrative=rang twice",
      "--field",
      "noticed=2026-01-02",
    )
    #expect(try shell.json("search", "moreau").elements?.count == 1)
    #expect(try shell.json("search", "novak").elements?.isEmpty == true)
    #expect(try shell.json("search", "novak", "--confidential").elements?.count == 1)
  }
}
