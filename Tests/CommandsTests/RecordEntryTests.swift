import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Recording")
struct RecordEntryTests {
  private func body(_ shell: Shell, _ record: String) throws -> JSON? {
    try shell.json("show", record)["body"]
  }

  @Test("A number that a record has already is refused for a second one", .temporaryFolder)
  func repeatedReference() throws {
    let shell = Shell().company()
    let add = ["add", "customer", "--field", "name=Janssen", "--field"]
    #expect(shell.run(add + ["reference=K-1"]).status == 0)
    let again = shell.run(add + ["reference=K-1"])
    #expect(again.status == 2)
    #expect(again.notes.contains("with the number ‘K-1’ already"), "\(again.notes)")
    #expect(again.notes.contains("steward revise K-1"), "\(again.notes)")
    let json = #"{"name":"Janssen","reference":"K-1"}"#
    #expect(shell.run(["add", "customer", "--json", "-"], standardInput: json).status == 2)
    #expect(try shell.json("list", "customer").elements?.count == 1)
    // Numbers are compared as they are written, and each form counts by itself.
    #expect(shell.run(add + ["reference=k-1"]).status == 0)
    let site = ["add", "site", "--field", "name=Plant", "--field", "reference=K-1"]
    #expect(shell.run(site + ["--field", "customer=k-1"]).status == 0)
    // A withdrawn record keeps its number.
    #expect(shell.run("void", "k-1", "-m", "closed").status == 0)
    #expect(shell.run(add + ["reference=k-1"]).status == 2)
  }

  @Test("At a terminal it is refused as it is typed", .temporaryFolder)
  func repeatedAnswer() throws {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    let outcome = shell.run(
      ["add", "customer"],
      answers: ["K-1", "K-2", "Smit", "", "", "", "", "no"],
    )
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.notes.contains("with the number ‘K-1’ already"), "\(outcome.notes)")
    #expect(try shell.json("show", "K-2")["body"]?["name"]?.string == "Smit")
  }

  @Test("That there was no warning sign can be said on a command line", .temporaryFolder)
  func noSigns() throws {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    let order = [
      "add", "order", "--field", "customer=K-1", "--field", "substance=BDO", "--field",
      "reference=O-1", "--field",
    ]
    shell.run(order + ["indicators=none"])
    #expect(try body(shell, "O-1")?["indicators"] == .array([]))
    let other = shell.run(order + ["indicators=some"])
    #expect(other.status == 2 && other.notes.contains("only ‘none’"), "\(other.everything)")
  }

  @Test("Values are read by the kinds of their fields", .temporaryFolder)
  func kinds() throws {
    let shell = Shell().company()
    try shell.json(
      "add",
      "customer",
      "--field",
      "reference=C-1",
      "--field",
      "name=Janssen",
      "--field",
      "country=holland",
    )
    let customer = try shell.json("show", "C-1")["record"]
    let added = try shell.json(
      "add",
      "declaration",
      "--field",
      "reference=D-1",
      "--field",
      "customer=C-1",
      "--field",
      "substance=110-63-4",
      "--field",
      "quantity=1200.50",
      "--field",
      "unit=kg",
      "--field",
      "valid_from=31.12.2026",
      "--field",
      "transactions=6",
      "--field",
      "headed_paper=yes",
      "--field",
      "prior_supplies[].date=2025-11-04",
      "--field",
      "prior_supplies[].reference=a",
      "--field",
      "prior_supplies[].date=2025-12-04",
    )
    let body = try #require(try body(shell, "D-1"))
    #expect(added["form"]?.string == "declaration/1")
    #expect(body["customer"] == customer)
    #expect(body["quantity"]?.string == "1200.5")
    #expect(body["valid_from"]?.string == "2026-12-31")
    #expect(body["transactions"]?.integer == 6)
    #expect(body["headed_paper"]?.bool == true)
    let expected: JSON = [["date": "2025-11-04", "reference": "a"], ["date": "2025-12-04"]]
    #expect(body["prior_supplies"] == expected)
    #expect(try self.body(shell, "C-1")?["country"]?.string == "NL")
  }

  @Test("Lists and parts are set, added to and removed", .temporaryFolder)
  func parts() throws {
    let shell = Shell().company()
    try shell.json(
      "add",
      "sample",
      "--field",
      "reference=S-1",
      "--field",
      "substance=110-63-4",
      "--field",
      "requester.name=Moreau",
      "--field",
      "requester.city=Lille",
    )
    #expect(try body(shell, "S-1")?["requester"] == ["name": "Moreau", "city": "Lille"])
    try shell.json("revise", "S-1", "--field", "requester.city=", "-m", "wrong")
    #expect(try body(shell, "S-1")?["requester"] == ["name": "Moreau"])
    try shell.json("revise", "S-1", "--remove", "requester", "-m", "wrong")
    #expect(try body(shell, "S-1")?["requester"] == nil)
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=J")
    let record = try shell.json(
      "add",
      "assessment",
      "--field",
      "customer=C-1",
      "--field",
      "outcome=Approved",
      "--field",
      "assessor=A",
      "--field",
      "date=2026-03-01",
      "--field",
      "substances[]=110-63-4",
    )["record"]?.string
    let id = try #require(record)
    try shell.json("revise", id, "--field", "substances[]=96-48-0", "-m", "more")
    #expect(try body(shell, id)?["substances"] == ["110-63-4", "96-48-0"])
    try shell.json("revise", id, "--field", "substances=96-48-0", "-m", "fewer")
    #expect(try body(shell, id)?["substances"] == ["96-48-0"])
  }

  @Test("JSON comes from a file or standard input, and null removes", .temporaryFolder)
  func json() throws {
    let shell = Shell().company()
    let added = shell.run(
      "add",
      "customer",
      "--json",
      "-",
      "--field",
      "city=Lille",
      standardInput: #"{"reference": "C-1", "name": "Janssen", "city": "Paris", "phone": "1"}"#,
    )
    #expect(added.status == 0, "\(added.notes)")
    #expect(
      try body(shell, "C-1") == [
        "city": "Lille", "name": "Janssen", "phone": "1", "reference": "C-1",
      ]
    )
    try Data(#"{"phone": null, "city": "Gent"}"#.utf8)
      .write(to: URL(filePath: shell.folder.appending("x.json").string))
    try shell.json("revise", "C-1", "--json", "x.json", "-m", "moved")
    #expect(try body(shell, "C-1") == ["city": "Gent", "name": "Janssen", "reference": "C-1"])
  }

  @Test("A file is attached by an @ before its name", .temporaryFolder)
  func attachments() throws {
    let shell = Shell().company()
    try Data("paper".utf8).write(to: URL(filePath: shell.folder.appending("d.pdf").string))
    let arguments = ["add", "note", "--field", "text=see", "--field"]
    let added = shell.run(arguments + ["copy=@d.pdf", "--format", "json"])
    let id = try #require(try added.json["record"]?.string)
    let digest = try #require(try body(shell, id)?["copy"]?.string)
    // printf paper | sha256sum
    #expect(digest == "382635c9325bf3273d195ff1b8a44e5b11afd7d97addeb8863ea35feb98c1a07")
    let kept = shell.folder.appending("attachments/\(digest.prefix(2))/\(digest)").string
    #expect(FileManager.default.contents(atPath: kept) == Data("paper".utf8))
    #expect(shell.run(arguments + ["copy=d.pdf"]).status == 2)
    #expect(shell.run(arguments + ["copy=@nowhere.pdf"]).status == 4)
  }

  @Test("An audience is the form's, or the one that was asked for", .temporaryFolder)
  func audiences() throws {
    let shell = Shell().company()
    for (arguments, expected) in [
      ([], ["authority"]), (["--audience", "nobody"], []),
      (["--audience", "association,authority"], ["association", "authority"]),
      (["--audience", "vetted", "--audience", "public"], ["vetted", "public"]),
    ] as [([String], [String])] {
      let added = shell.run(
        ["add", "customer", "--field", "name=J", "--format", "json"] + arguments
      )
      let id = try #require(try added.json["record"]?.string)
      let audience = try shell.json("show", id)["audience"]?.elements?.compactMap(\.string)
      #expect(audience.map(Set.init) == Set(expected), "\(arguments)")
    }
  }

  @Test("Lists are filtered by values as people write them", .temporaryFolder)
  func filters() throws {
    let shell = Shell().company()
    try shell.json(
      "add",
      "customer",
      "--field",
      "reference=C-1",
      "--field",
      "name=J",
      "--field",
      "country=NL",
    )
    try shell.json(
      "add",
      "customer",
      "--field",
      "reference=C-2",
      "--field",
      "name=K",
      "--field",
      "country=FR",
    )
    try shell.json(
      "add",
      "declaration",
      "--field",
      "customer=C-2",
      "--field",
      "substance=110-63-4",
      "--field",
      "quantity=5",
      "--field",
      "unit=kg",
    )
    for (form, conditions, count) in [
      ("customer", [], 2), ("customer", ["country=Holland"], 1), ("customer", ["country=nl"], 1),
      ("customer", ["name=j"], 1), ("customer", ["name=j", "country=FR"], 0),
      ("customer", ["city="], 2), ("customer", ["void=no"], 2), ("customer", ["void=yes"], 0),
      ("customer", ["organisation=chemie noord b.v."], 2), ("declaration", ["customer=C-2"], 1),
      ("declaration", ["customer=C-1"], 0), ("declaration", ["quantity=5.0"], 1),
    ] as [(String, [String], Int)] {
      let outcome = shell.run(
        ["list", form, "--format", "json"] + conditions.flatMap { ["--where", $0] }
      )
      #expect(try outcome.json.elements?.count == count, "\(form) \(conditions): \(outcome.notes)")
    }
  }

  @Test("A record that was exported as CSV can be loaded again", .temporaryFolder)
  func roundTrip() throws {
    let shell = Shell().company()
    try shell.json(
      "add",
      "customer",
      "--field",
      "reference=C-1",
      "--field",
      "name=A, \"B\" & C",
      "--field",
      "country=NL",
      "--field",
      "phone=+31 20 555",
    )
    let table = shell.run("list", "customer", "--format", "csv").results
    try Data(table.utf8).write(to: URL(filePath: shell.folder.appending("t.csv").string))
    let report = try shell.json("load", "customer", "t.csv")
    #expect(report["unchanged"]?.integer == 1)
    #expect(report["created"]?.integer == 0)
    #expect(report["revised"]?.integer == 0)
  }

  @Test("The author is the option's, else the environment's, else the store's", .temporaryFolder)
  func authors() throws {
    var shell = Shell().company()
    func author(_ arguments: [String]) throws -> String? {
      let added = shell.run(
        ["add", "customer", "--field", "name=J", "--format", "json"] + arguments
      )
      let id = try #require(try added.json["record"]?.string)
      let outcome = shell.run("show", id, "--history", "--format", "json")
      return try outcome.json["history"]?.elements?.first?["author"]?.string
    }
    #expect(try author([]) == "A. Jansen")
    shell.environment["STEWARD_AUTHOR"] = "B. Smit"
    #expect(try author([]) == "B. Smit")
    #expect(try author(["--author", "C. Vos"]) == "C. Vos")
  }
}
