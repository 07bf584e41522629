import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// An authority and two firms that sell to one customer.
private struct TwoFirms {
  let ministry: Shell
  let noord: Shell
  let zuid: Shell

  init() throws {
    let shell = Shell()
    noord = shell.company()
    ministry = shell.authority()
    let made = shell.run(
      ["init", "zuid", "--role", "company", "--name", "Solvents Zuid B.V.", "--country", "NL"]
    )
    #expect(made.status == 0)
    zuid = shell.inside("zuid")
    ministry.run("card", "-o", "../ministry.card")
    for (firm, name) in [(noord, "noord"), (zuid, "zuid")] {
      firm.run("card", "-o", "../\(name).card")
      firm.run("trust", "add", "../ministry.card", "--as", "authority")
      ministry.run("trust", "add", "../\(name).card")
      firm.run(
        ["add", "customer", "--field", "reference=\(name)-1", "--field", "country=NL"]
          + ["--field", "name=Van Dijk \(name == "noord" ? "Verfwaren" : "Verf")"]
          + ["--field", "street=Havenweg 12", "--field", "postal_code=3011 AA"]
      )
    }
    try report()
  }

  /// Takes what the firms have to the authority.
  func report() throws {
    for (firm, name) in [(noord, "noord"), (zuid, "zuid")] {
      firm.run("pack", "-o", "../\(name).tar")
      #expect(ministry.run("import", "../\(name).tar").status == 0)
    }
  }

  /// The id of the only conflict of a kind.
  func conflict(_ kind: String) throws -> String {
    let found = try ministry.json("conflicts", "--kind", kind).elements ?? []
    return String(try #require(found.first?["id"]?.string).prefix(8))
  }

  /// The id of a firm's customer.
  func customer(_ name: String) throws -> String {
    let firm = name == "noord" ? noord : zuid
    return try #require(try firm.json("list", "customer").elements?.first?["record"]?.string)
  }
}

@Suite("Disputes on the command line")
struct DisputeCommandTests {
  @Test("Each file says whom it is for, and goes to nobody else", .temporaryFolder)
  func addressees() throws {
    let firms = try TwoFirms()
    let text = firms.ministry.run("pack", "--to", "company", "-o", "..").results
    let blocks = text.components(separatedBy: "\n\n").filter { $0.hasPrefix("Packed ") }
    #expect(blocks.count == 2)
    for (name, firm) in [("Chemie Noord B.V.", firms.noord), ("Solvents Zuid B.V.", firms.zuid)] {
      let own = try firm.json("journals").elements?.first?["organisation"]?.string ?? "?"
      let block = try #require(blocks.first { $0.contains("to-\(own.prefix(8))") })
      #expect(block.contains("  for  \(name)"))
    }
    #expect(text.contains("to nobody else"))
    #expect(text.contains("Chemie Noord B.V. By form") || text.contains("Zuid B.V. By form"))
  }

  @Test("Which command closes a conflict comes before what its fields hold", .temporaryFolder)
  func rightCommand() throws {
    let firms = try TwoFirms()
    let id = try firms.conflict("duplicate")
    for command in [["determine", id], ["conflicts", "resolve", id]] {
      for choice in [["--set", "outcome=refused"], ["--set", "name=x"], ["--take", "abcdefgh"]] {
        let outcome = firms.ministry.run(command + choice + ["-m", "why"])
        #expect(outcome.status == 2)
        #expect(outcome.notes.contains("steward matches same "), "\(outcome.notes)")
      }
    }
  }

  @Test("A firm is named by a part of its name", .temporaryFolder)
  func firm() throws {
    let firms = try TwoFirms()
    let ministry = firms.ministry
    let found = try ministry.json("conflicts", "--firm", "Chemie Noord").elements ?? []
    #expect(found.count == 1)
    #expect(ministry.run("findings", "--firm", "zuid").status == 0)
    let unknown = ministry.run("conflicts", "--firm", "Oost")
    #expect(unknown.status == 2)
    #expect(unknown.notes.contains("nobody whose records are here is called ‘Oost’"))
    let several = ministry.run("findings", "--firm", "B.V.")
    #expect(several.notes.contains("‘Chemie Noord B.V.’"))
    #expect(several.notes.contains("‘Solvents Zuid B.V.’"))
  }

  @Test("A judgement is in the history of both records, taken back or not", .temporaryFolder)
  func judgements() throws {
    let firms = try TwoFirms()
    let ministry = firms.ministry
    let (one, other) = (try firms.customer("noord"), try firms.customer("zuid"))
    let question = try firms.conflict("duplicate")
    let said = try ministry.json("matches", "same", one, other, "-m", "same telephone")
    // The question is over, and says who answered it.
    let answered = ministry.run("conflicts", "show", question).results
    #expect(answered.contains("settled by Officer, "))
    #expect(answered.contains(": same, same telephone"))
    #expect(!answered.contains("unsure"))
    #expect(ministry.run("conflicts", "--status", "resolved").results.contains(question))
    #expect(!ministry.run("conflicts").results.contains(question))
    let late = ministry.run("determine", question, "--both-stand", "-m", "x")
    #expect(late.notes.contains("is over"))
    let judgement = try #require(said["record"]?.string)
    for record in [one, other] {
      let text = ministry.run("show", record).results
      #expect(text.contains("Judgement \(judgement.prefix(8)): one party with "))
      #expect(text.contains("because: same telephone"))
      #expect(text.contains("Officer"))
    }
    #expect(!firms.noord.run("show", one, "--history").results.contains("Judgement"))
    ministry.run("void", judgement, "-m", "two sisters")
    #expect(ministry.run("conflicts").results.contains(question))
    #expect(!ministry.run("show", one).results.contains("Judgement"))
    let history = ministry.run("show", one, "--history").results
    #expect(history.contains("taken back"))
    #expect(history.contains("because: two sisters"))
    #expect(history.contains("because: same telephone"))
    let json = try ministry.json("show", one)["judgements"]?.elements?.first
    #expect(json?["other"]?.string == other)
    #expect(json?["void"]?.bool == true)
  }

  @Test("Judgements that contradict each other say which records they compare", .temporaryFolder)
  func contradicting() throws {
    let firms = try TwoFirms()
    let (one, other) = (try firms.customer("noord"), try firms.customer("zuid"))
    firms.zuid.run("add", "customer", "--field", "name=Kade Chemie", "--field", "reference=z-2")
    try firms.report()
    let third = try #require(
      try firms.zuid.json("list", "customer", "--where", "reference=z-2").elements?.first?[
        "record"
      ]?
      .string
    )
    firms.ministry.run("matches", "same", one, third, "-m", "a")
    firms.ministry.run("matches", "same", other, third, "-m", "b")
    firms.ministry.run("matches", "different", one, other, "-m", "c")
    let text = firms.ministry.run("conflicts", "show", try firms.conflict("judgement")).results
    #expect(text.contains("‘noord-1, Van Dijk Verfwaren’"))
    #expect(text.contains("‘zuid-1, Van Dijk Verf’"))
    #expect(text.contains("‘z-2, Kade Chemie’"))
    let refused = firms.ministry.run(
      "determine",
      try firms.conflict("judgement"),
      "--set",
      "judgement=same",
      "-m",
      "x",
    )
    #expect(refused.notes.contains("--take"))
  }

  @Test("What a determination decides on is shown as the entries that it names", .temporaryFolder)
  func determination() throws {
    let firms = try TwoFirms()
    for (firm, name, outcome) in [
      (firms.noord, "noord", "approved"), (firms.zuid, "zuid", "refused"),
    ] {
      firm.run(
        ["add", "assessment", "--field", "customer=\(name)-1", "--field", "outcome=\(outcome)"]
          + ["--field", "assessor=Ann", "--field", "date=2026-03-01"]
      )
      let records = try firm.json("list", "assessment").elements ?? []
      let record = try #require(records.first?["record"]?.string)
      firm.run("revise", record, "--field", "date=2026-03-02", "-m", "a slip")
    }
    try firms.report()
    firms.ministry.run(
      ["matches", "same", try firms.customer("noord"), try firms.customer("zuid"), "-m", "rang"]
    )
    let written = try firms.ministry.json(
      "determine",
      try firms.conflict("contradiction"),
      "--set",
      "outcome=refused",
      "-m",
      "no plant",
    )
    let record = try #require(written["record"]?.string)
    let shown = firms.ministry.run("show", record).results
    #expect(shown.hasPrefix("Determination: of "))
    #expect(!shown.contains("of of"))
    #expect(!shown.contains("not here"))
    // Which statement comes first, and so where the line is broken, depends on ids.
    let words = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(", assessment of noord-1, Van Dijk Verfwaren"))
    let withdrawn = firms.ministry.run("void", record, "-m", "as Zuid asked")
    #expect(withdrawn.status == 2)
    #expect(withdrawn.notes.contains("the reason names ‘Solvents Zuid B.V.’"))
  }

  @Test("Seals are added one by one to the pack that was begun", .temporaryFolder)
  func seals() throws {
    let shell = Shell().company()
    let packs = [
      "packs[].lot=B1", "packs[].seals[]=SN-1", "packs[].seals[]=SN-2", "packs[].lot=B2",
      "packs[].seals[]=SN-3",
    ]
    var arguments = ["add", "movement", "--field", "kind=received", "--field", "substance=BDO"]
    arguments += ["--field", "reference=R-1", "--field", "date=2026-05-06"]
    arguments += packs.flatMap { ["--field", $0] }
    #expect(shell.run(arguments).status == 0)
    let expected: JSON = [
      ["lot": "B1", "seals": ["SN-1", "SN-2"]], ["lot": "B2", "seals": ["SN-3"]],
    ]
    #expect(try shell.json("show", "R-1")["body"]?["packs"] == expected)
    let bad = shell.run(
      ["add", "movement", "--field", "kind=used", "--field", "substance=BDO"]
        + ["--field", "packs[].lot[]=B1"]
    )
    #expect(bad.notes.contains("‘lot’ is no list"))
    let group = shell.run(
      ["add", "sample", "--field", "substance=BDO", "--field", "requester=Dr. Moreau"]
    )
    #expect(group.notes.contains("write it as requester.FIELD=VALUE"))
  }
}
