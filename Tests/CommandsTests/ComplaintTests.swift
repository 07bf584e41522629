import CentralView
import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// What users of neighbouring systems complain of when work done apart comes together, one
/// test a complaint.
///
/// The complaints are those of public threads about DHIS2's Android app, SORMAS, Primero and
/// Tangerine (records of field workers), ODK Briefcase and Collect (forms filled in offline),
/// CouchDB and PouchDB (replicated documents), Mergin Maps, and git bundles.
@Suite("Complaints about other systems")
struct ComplaintTests {
  // MARK: Who wins

  @Test(
    "DHIS2, SORMAS: the last to send wins in silence — here both values stand",
    .temporaryFolder,
  )
  func silentLastWriter() throws {
    let office = try Offices()
    let conflict = try #require(try office.first.json("conflicts").elements?.first)
    let values = conflict["fields"]?.elements?.first?["values"]?.elements ?? []
    #expect(Set(values.compactMap { $0["value"]?.string }) == ["1", "2"])
    #expect(Set(values.compactMap { $0["author"]?.string }) == ["A. Jansen", "B. Smit"])
    #expect(values.allSatisfy { $0["time"]?.string != nil && $0["entry"]?.string != nil })
  }

  @Test("SORMAS: the loser's value is gone — here it is in the history for good", .temporaryFolder)
  func losingValue() throws {
    let office = try Offices()
    try office.settle()
    let history = try #require(
      try office.first.json("show", "C-1", "--history")["history"]?.elements
    )
    #expect(history.compactMap { $0["body"]?["phone"]?.string } == ["1", "2", "1"])
    let decision = history.last
    #expect(decision?["author"]?.string == "A. Jansen")
    #expect(decision?["because"]?.string == "rang them")
    #expect(decision?["parents"]?.elements?.count == 2)
  }

  @Test(
    "Tangerine: edits of different fields overwrite each other — here both hold",
    .temporaryFolder,
  )
  func differentFields() throws {
    let office = try Offices()
    try office.settle()
    try exchange(office.first, to: office.second, "x1")
    office.first.run("revise", "C-1", "--field", "website=noord.example", "-m", "they wrote")
    office.second.run("revise", "C-1", "--field", "email=a@noord.example", "-m", "their card")
    try exchange(office.second, to: office.first, "x2")
    let shown = try office.first.json("show", "C-1")
    #expect(shown["body"]?["website"]?.string == "noord.example")
    #expect(shown["body"]?["email"]?.string == "a@noord.example")
    #expect(shown["conflicts"]?.elements?.isEmpty == true)
    // What merged by itself is listed, with what each side wrote.
    let merged = shown["merged"]?.elements ?? []
    #expect(merged.compactMap { $0["field"]?.string } == ["email", "website"])
    let writes = merged.compactMap { $0["writes"]?.elements?.first }
    #expect(writes.compactMap { $0["author"]?.string } == ["B. Smit", "A. Jansen"])
    #expect(writes.compactMap { $0["value"]?.string } == ["a@noord.example", "noord.example"])
    let text = office.first.run("show", "C-1").results
    #expect(text.contains("Merged by itself") && text.contains("a@noord.example\n      B. Smit"))
  }

  @Test(
    "DHIS2: a wrong clock decides — here it chooses what is shown and settles nothing",
    .temporaryFolder,
  )
  func wrongClock() throws {
    let office = try Offices()
    let store = try Store.open(at: office.second.folder)
    let record = try store.view.record(named: "C-1", of: store.settings.organisation)
    let form = try store.form(named: "customer")
    // An edit that claims to be thirty years old, of a record that it follows.
    let line = try store.maker(nil).revision(
      of: record.id,
      form: form,
      parents: record.heads,
      writes: ["phone"],
      body: record.body.replacing("phone", "3"),
      because: "the clock stood at its beginning",
      time: Timestamp(milliseconds: 0),
    )
    try store.append([line])
    #expect(try office.second.json("show", "C-1")["body"]?["phone"]?.string == "3")
    try exchange(office.second, to: office.first, "late")
    let conflict = try #require(try office.first.json("conflicts").elements?.first)
    let values = conflict["fields"]?.elements?.first?["values"]?.elements ?? []
    #expect(Set(values.compactMap { $0["value"]?.string }) == ["1", "3"])
  }

  @Test(
    "CouchDB: a deleted record comes back by an old edit — here it stays withdrawn",
    .temporaryFolder,
  )
  func revived() throws {
    let office = try Offices()
    try office.settle()
    try exchange(office.first, to: office.second, "x1")
    #expect(office.first.run("void", "C-1", "-m", "closed down").status == 0)
    office.second.run("revise", "C-1", "--field", "city=Delft", "-m", "did not know")
    try exchange(office.second, to: office.first, "x2")
    let shown = try office.first.json("show", "C-1")
    #expect(shown["void"] == .bool(true))
    #expect(shown["body"]?["city"]?.string == "Delft", "and the edit is not lost")
    #expect(shown["conflicts"]?.elements?.isEmpty == true)
  }

  // MARK: Who decides

  @Test(
    "DHIS2: the dialog takes one side by itself — here nothing is taken unsaid",
    .temporaryFolder,
  )
  func defaultSide() throws {
    let office = try Offices()
    let before = try office.first.json("view", "digest")
    #expect(office.first.run("conflicts", "resolve", office.conflict, "-m", "why").status == 64)
    let asked = office.first.run(
      ["conflicts", "resolve", office.conflict, "--take", "", "-m", "why"]
    )
    #expect(asked.status != 0)
    #expect(try office.first.json("view", "digest") == before)
  }

  @Test("Partial answers close a conflict — here they are refused with the list", .temporaryFolder)
  func partialAnswer() throws {
    let office = try Offices()
    try office.settle()
    try exchange(office.first, to: office.second, "x1")
    for (shell, letter) in [(office.first, "a"), (office.second, "b")] {
      let (email, website) = ("email=\(letter)@x.example", "website=\(letter).example")
      shell.run("revise", "C-1", "--field", email, "--field", website, "-m", "apart")
    }
    try exchange(office.second, to: office.first, "x2")
    let open = try #require(try office.first.json("conflicts").elements)
    #expect(open.count == 2)
    let id = try #require(open.first { $0.field == "email" }?["id"]?.string)
    let half = office.first.run(
      "conflicts",
      "resolve",
      id,
      "--set",
      "email=c@x.example",
      "-m",
      "half",
    )
    #expect(half.status == 2)
    #expect(half.notes.contains("website"))
    #expect(try office.first.json("conflicts").elements?.count == 2)
  }

  @Test(
    "Primero: whoever receives a record overwrites it — here its keeper alone does",
    .temporaryFolder,
  )
  func ownership() throws {
    let (firm, authority) = try pair()
    firm.run("add", "customer", "--field", "reference=K-1", "--field", "name=Janssen")
    try send(firm, to: authority, "one")
    let row = try #require(try authority.json("list", "customer").elements?.first)
    let id = try #require(row["record"]?.string)
    let revised = authority.run("revise", id, "--field", "name=Other", "-m", "we know better")
    #expect(revised.status == 2)
    #expect(revised.notes.contains("Chemie Noord"))
    #expect(try authority.json("list", "customer").elements?.first?["revisions"] == 1)
  }

  @Test("SORMAS: a later synchronisation undoes a decision — here it stands", .temporaryFolder)
  func decisionLost() throws {
    let office = try Offices()
    office.first.run("conflicts", "resolve", office.conflict, "--set", "phone=4", "-m", "rang")
    // The other office has not heard of it, goes on, and sends everything again.
    office.second.run("revise", "C-1", "--field", "city=Delft", "-m", "moved")
    try exchange(office.second, to: office.first, "again")
    office.first.run("import", "../b.tar")
    #expect(try office.first.json("conflicts").elements?.isEmpty == true)
    #expect(try office.first.json("show", "C-1")["body"]?["phone"]?.string == "4")
    try exchange(office.first, to: office.second, "back")
    #expect(try office.second.json("conflicts").elements?.isEmpty == true)
    #expect(try office.second.json("show", "C-1")["body"]?["phone"]?.string == "4")
    #expect(
      try office.first.json("view", "digest")["digest"]
        == office.second.json("view", "digest")["digest"]
    )
  }

  @Test("Two that decide apart overwrite each other — here that is a conflict", .temporaryFolder)
  func decidedApart() throws {
    let office = try Offices()
    try exchange(office.first, to: office.second, "x1")
    office.first.run("conflicts", "resolve", office.conflict, "--set", "phone=4", "-m", "rang")
    office.second.run("conflicts", "resolve", office.conflict, "--set", "phone=5", "-m", "wrote")
    try exchange(office.second, to: office.first, "x2")
    let open = try #require(try office.first.json("conflicts").elements)
    #expect(open.count == 1)
    #expect(open.first?["id"]?.string != office.conflict, "what stands now is something else")
    let values = open.first?["fields"]?.elements?.first?["values"]?.elements ?? []
    #expect(Set(values.compactMap { $0["value"]?.string }) == ["4", "5"])
  }

  // MARK: What is seen

  @Test("CouchDB: conflicts are in no list — here they are in every one", .temporaryFolder)
  func hiddenConflict() throws {
    let office = try Offices()
    let row = try #require(try office.first.json("list", "customer").elements?.first)
    #expect(row["conflicts"]?.elements?.compactMap(\.string) == ["phone"])
    #expect(office.first.run("show", "C-1").results.contains("in conflict"))
    #expect(office.first.run("conflicts").results.contains(office.conflict.prefix(8)))
    let report = try office.second.json("import", "../b.tar")
    #expect(report["conflicts"]?["open"] == 0, "the other office has not seen it yet")
    office.first.run("pack", "--to", "self", "-o", "../c.tar")
    let rehearsed = try office.second.json("import", "../c.tar", "-n")
    #expect(rehearsed["conflicts"]?["opened"] == 1)
    let merged = try office.second.json("import", "../c.tar")
    for part in ["entries", "records", "conflicts"] { #expect(merged[part] == rehearsed[part]) }
  }

  @Test("SORMAS: two workers enter one person — here neither replaces the other", .temporaryFolder)
  func enteredTwice() throws {
    let office = try Offices()
    office.first.run("add", "customer", "--field", "reference=C-9", "--field", "name=Bakker")
    office.second.run("add", "customer", "--field", "reference=C-9", "--field", "name=Bakker BV")
    try exchange(office.second, to: office.first, "x1")
    let rows = try office.first.json("list", "customer", "--where", "reference=C-9").elements ?? []
    #expect(Set(rows.compactMap { $0["body"]?["name"]?.string }) == ["Bakker", "Bakker BV"])
    let named = office.first.run("show", "C-9")
    #expect(named.status == 2)
    for row in rows {
      let id = try #require(row["record"]?.string)
      #expect(named.notes.contains(id.prefix(8)), "the candidates are named")
    }
  }

  @Test("CouchDB: pruned revisions turn an edit into a conflict — here none are", .temporaryFolder)
  func pruned() throws {
    let office = try Offices()
    try office.settle()
    try exchange(office.first, to: office.second, "x1")
    office.second.run("revise", "C-1", "--field", "email=a@x.example", "-m", "once")
    let store = try Store.open(at: office.first.folder)
    for number in 0..<120 {
      let record = try store.view.record(named: "C-1", of: store.settings.organisation)
      let changes: [(member: String, value: JSON?)] = [("phone", .string("\(number)"))]
      _ = try store.revise(record, changes: changes, because: "again")
    }
    try exchange(office.first, to: office.second, "x2")
    let shown = try office.second.json("show", "C-1")
    #expect(shown["conflicts"]?.elements?.isEmpty == true)
    #expect(shown["body"]?["phone"]?.string == "119")
    #expect(shown["body"]?["email"]?.string == "a@x.example")
    #expect(shown["revisions"] == 125)
  }

  // MARK: Two who exchange

  /// A firm and an authority that know each other.
  func pair() throws -> (firm: Shell, authority: Shell) {
    let shell = Shell()
    let (firm, authority) = (shell.company(), shell.authority())
    firm.run("card", "-o", "../firm.card")
    authority.run("card", "-o", "../authority.card")
    #expect(firm.run("trust", "add", "../authority.card", "--as", "authority").status == 0)
    #expect(authority.run("trust", "add", "../firm.card").status == 0)
    return (firm, authority)
  }

  /// Sends everything that the receiver may read.
  @discardableResult
  func send(_ sender: Shell, to receiver: Shell, _ name: String) throws -> JSON {
    #expect(sender.run("pack", "-o", "../\(name).tar").status == 0)
    return try receiver.json("import", "../\(name).tar")
  }

  /// Brings everything that one office has to another of the same firm.
  func exchange(_ sender: Shell, to receiver: Shell, _ name: String) throws {
    #expect(sender.run("pack", "--to", "self", "-o", "../\(name).tar").status == 0)
    #expect(receiver.run("import", "../\(name).tar").status == 0)
  }
}

extension JSON {
  /// The only field of a conflict.
  fileprivate var field: String? { self["fields"]?.elements?.first?["name"]?.string }

  /// An object with one member changed.
  fileprivate func replacing(_ name: String, _ value: JSON) -> JSON {
    .object((members ?? []).filter { $0.name != name } + [JSON.Member(name, value)])
  }
}
