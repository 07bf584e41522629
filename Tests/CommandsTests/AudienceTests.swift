import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Audiences at the command line")
struct AudienceTests {
  @Test("What is kept at home stays there, unless it is said otherwise", .temporaryFolder)
  func keptHome() throws {
    let made = try Shell().json(
      "init",
      "noord",
      "--role",
      "company",
      "--name",
      "N",
      "--country",
      "NL",
      "--keep-home",
      "Customer",
      "--keep-home",
      "site",
    )
    let groups = made["audiences"]?.elements ?? []
    let home = groups.first { $0["audience"] == [] }?["forms"]?.elements?.compactMap(\.string)
    #expect(home?.contains("customer") == true)
    #expect(home?.contains("order") == false)
    let shell = Shell().inside("noord")
    let settings = try String(
      contentsOf: URL(filePath: shell.folder.appending("steward.json").string),
      encoding: .utf8,
    )
    #expect(settings.contains(#""kept_home": ["customer","site"]"#))
    let added = shell.run("add", "customer", "--field", "name=One", "--field", "reference=C-1")
    #expect(added.results.contains("It stays at home"))
    shell.run(
      "add",
      "customer",
      "--field",
      "name=2",
      "--field",
      "reference=C-2",
      "--audience",
      "authority",
    )
    try Data("name;reference\nThree;C-3\n".utf8)
      .write(to: URL(filePath: shell.folder.appending("t.csv").string))
    #expect(shell.run("load", "customer", "t.csv").status == 0)
    #expect(try shell.json("show", "C-1")["audience"] == [])
    #expect(try shell.json("show", "C-2")["audience"] == ["authority"])
    #expect(try shell.json("show", "C-3")["audience"] == [])
    shell.run(
      "add",
      "assessment",
      "--field",
      "customer=C-1",
      "--field",
      "outcome=approved",
      "--field",
      "assessor=A",
      "--field",
      "date=2026-01-01",
    )
    let list = try shell.json("list", "assessment").elements ?? []
    let id = try #require(list.first?["record"]?.string)
    #expect(try shell.json("show", id)["audience"] == ["authority"])
  }

  @Test("What is no form, or does not work at home, is refused", .temporaryFolder)
  func refused() {
    let words = ["--role", "company", "--name", "N", "--country", "NL", "--keep-home"]
    let misspelt = Shell().run(["init", "a"] + words + ["custmer"])
    #expect(misspelt.status == 2)
    #expect(misspelt.notes.contains("did you mean ‘customer’?"))
    for form in ["journal", "enrolment", "nonsense"] {
      #expect(Shell().run(["init", "a"] + words + [form]).status == 2, "\(form)")
    }
    #expect(!FileManager.default.fileExists(atPath: TemporaryFolder.current.appending("a").string))
  }

  @Test("An audience that names nobody has to say so", .temporaryFolder)
  func empty() throws {
    let shell = Shell().company()
    let words = ["add", "customer", "--field", "name=One", "--field", "reference=C-1"]
    for text in ["", " ", ","] {
      let outcome = shell.run(words + ["--audience", text])
      #expect(outcome.status == 64)
      #expect(outcome.notes.contains("‘--audience nobody’"), "\(outcome.notes)")
      #expect(shell.run(words + ["--audience", "authority", "--audience", text]).status == 64)
    }
    #expect(try shell.json("list", "customer").elements?.isEmpty == true)
    #expect(shell.run(words + ["--audience", "nobody"]).status == 0)
    #expect(try shell.json("show", "C-1")["audience"] == [])
  }

  @Test("At a terminal too, init shows who may read what, and asks no more", .temporaryFolder)
  func asking() throws {
    let plain = Shell().run("init", "a", answers: ["N", "", "NL", ""])
    #expect(plain.status == 0, "\(plain.everything)")
    #expect(plain.unasked == [])
    #expect(plain.results.contains("association and authority"))
    let kept = Shell().run(
      "init",
      "b",
      "--keep-home",
      "site",
      "--keep-home",
      "order",
      answers: ["N", "", "NL", ""],
    )
    #expect(kept.status == 0, "\(kept.everything)")
    let settings = try String(
      contentsOf: URL(filePath: TemporaryFolder.current.appending("b/steward.json").string),
      encoding: .utf8,
    )
    #expect(settings.contains(#""kept_home": ["order","site"]"#))
  }

  @Test(
    "The first bundle for somebody is listed and asked about, later ones are not",
    .temporaryFolder,
  )
  func firstPack() throws {
    let shell = Shell().company()
    let authority = Shell().authority()
    authority.run("card", "-o", "../ministry.card")
    shell.run("trust", "add", "../ministry.card", "--as", "authority")
    shell.run("add", "customer", "--field", "name=Janssen", "--field", "reference=C-1")
    let outbox = shell.folder.appending("outbox").string
    func packed() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: outbox).count
    }

    let declined = shell.run("pack", answers: [""])
    #expect(declined.status == 2)
    #expect(declined.notes.contains("the first bundle for Ministry of Health"))
    #expect(declined.notes.contains("customer"))
    #expect(declined.notes.contains("Pack it [y/N]"))
    #expect(declined.results.isEmpty)
    #expect(try packed() == 0)
    // A rehearsal asks nothing, and a backup is for nobody else.
    #expect(shell.run("pack", "-n", answers: []).status == 0)
    #expect(shell.run("pack", "--to", "self", "-o", "../self.tar", answers: []).status == 0)

    let agreed = shell.run("pack", answers: ["y"])
    #expect(agreed.status == 0)
    #expect(agreed.results.contains("This is the first bundle for Ministry of Health"))
    #expect(try packed() == 1)
    shell.run("add", "customer", "--field", "name=Smit", "--field", "reference=C-2")
    let later = shell.run("pack", answers: [])
    #expect(later.status == 0, "\(later.everything)")
    #expect(!later.everything.contains("first bundle"))
  }

  @Test(
    "Without a terminal, and with --yes, the first bundle is listed and goes",
    .temporaryFolder,
  )
  func unasked() throws {
    let shell = Shell().company()
    let authority = Shell().authority()
    authority.run("card", "-o", "../ministry.card")
    shell.run("trust", "add", "../ministry.card", "--as", "authority")
    shell.run("add", "customer", "--field", "name=Janssen")
    let rehearsed = try shell.json("pack", "-n")
    #expect(rehearsed["first_for"]?.elements?.count == 1)
    let plain = shell.run("pack", "-o", "../a.tar")
    #expect(plain.status == 0)
    #expect(plain.results.contains("This is the first bundle for Ministry of Health"))
    let other = Shell()
    other.run("init", "zuid", "--role", "company", "--name", "Zuid", "--country", "NL")
    let second = other.inside("zuid")
    second.run("trust", "add", "../ministry.card", "--as", "authority")
    #expect(second.run("pack", "--yes", "-o", "../b.tar", answers: []).status == 0)
    #expect(try shell.json("pack", "-n")["first_for"] == [])
  }
}
