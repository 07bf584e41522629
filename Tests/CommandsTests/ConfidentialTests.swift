import Foundation
import Records
import Sealing
import Store
import SystemPackage
import TestSupport
import Testing

@testable import Commands

/// What a command says where confidential records are held and nobody asks for them.
@Suite("Confidential records")
struct ConfidentialTests {
  /// Two offices of a firm that hold a report of a suspicion, in conflict, and a list.
  private struct House {
    let shell: Shell
    /// The report's id.
    let suspicion: String
    /// The list's id.
    let list: String
    /// The id of the conflict in the report.
    let conflict: String
    /// What nobody may see who does not ask for it.
    let secrets: [String]

    init() throws {
      let outer = Shell()
      let first = outer.company()
      first.run("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
      suspicion = try Self.added(
        first.json(
          "add",
          "suspicious_transaction",
          "--field",
          "reference=VM-7",
          "--field",
          "narrative=Geheimbericht",
          "--field",
          "substance_as_asked=Geheimstoff",
        )
      )
      list = try Self.added(
        first.json(
          "add",
          "surveillance_list",
          "--field",
          "name=Geheimliste",
          "--field",
          "entries[].name=Janssen",
          "--field",
          "entries[].kind=company",
          "--field",
          "entries[].action=hold",
          "--field",
          "entries[].note=Geheimnotiz",
        )
      )
      first.run("card", "-o", "../noord.card")
      outer.run("init", "zuid", "--join", "noord.card", "--author", "B. Smit")
      let second = outer.inside("zuid")
      second.run("card", "-o", "../zuid.card")
      first.run("trust", "add", "../zuid.card", "--as", "self")
      first.run("card", "-o", "../noord.card")
      #expect(second.run("trust", "add", "../noord.card").status == 0)
      first.run("pack", "--to", "self", "-o", "../a.tar")
      #expect(second.run("import", "../a.tar").status == 0)
      for (shell, text) in [(first, "Geheim eins"), (second, "Geheim zwei")] {
        let revised = shell.run(
          "revise",
          "VM-7",
          "--field",
          "narrative=\(text)",
          "-m",
          "more",
          "--confidential",
        )
        #expect(revised.status == 0, "\(revised.everything)")
      }
      second.run("pack", "--to", "self", "-o", "../b.tar")
      let arrival = first.run("import", "../b.tar")
      #expect(arrival.status == 0, "\(arrival.everything)")
      #expect(!arrival.everything.contains("Geheim"), "\(arrival.everything)")
      #expect(arrival.results.contains("Conflicts: 0 opened"))
      let conflicts = try first.json("conflicts", "--confidential").elements ?? []
      conflict = try #require(conflicts.first?["id"]?.string)
      shell = first
      let authority = outer.authority()
      authority.run("card", "-o", "../ministry.card")
      #expect(first.run("trust", "add", "../ministry.card", "--as", "authority").status == 0)
      secrets = [
        "Geheim", "VM-7", String(suspicion.prefix(8)), String(list.prefix(8)),
        String(conflict.prefix(8)),
      ]
    }

    private static func added(_ json: JSON) throws -> String {
      try #require(json["record"]?.string)
    }

    /// The secrets that an outcome tells, those that were told to it left out.
    func told(_ outcome: Shell.Outcome, _ arguments: [String]) -> [String] {
      let said = arguments.joined(separator: " ")
      return secrets.filter { outcome.everything.contains($0) && !said.contains($0) }
    }
  }

  /// A table of notes about these records.
  private static func notes(about names: [String]) -> String {
    "text;about\n" + names.map { "hello;\($0)\n" }.joined()
  }

  /// What to run of every command, without asking for what is confidential.
  private func requests(_ house: House) throws -> [String: [[String]]] {
    let (suspicion, conflict) = (house.suspicion, house.conflict)
    for (name, text) in [
      ("notes.csv", Self.notes(about: [suspicion, "VM-7"])),
      ("reports.csv", "reference;narrative\nVM-7;Geheim drei\n"),
      ("screen.csv", "name\nJanssen\n"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: house.shell.folder.appending(name).string))
    }
    let forms = ["customer", "note", "order", "suspicious_transaction", "surveillance_list"]
    let formats = ["text", "json", "ndjson", "csv"]
    let lists: [[String]] = forms.flatMap { form in
      formats.map { ["list", form, "--format", $0] }
    }
    let order: [String] = [
      "order", "--field", "customer=C-1", "--field", "substance=110-63-4", "--field", "quantity=1",
      "--field", "unit=kg",
    ]
    let addOrder: [String] = ["add"] + order
    let checkOrder: [String] = ["check"] + order
    let checkJSON: [String] = checkOrder + ["--format", "json"]
    let start = String(suspicion.prefix(6))
    return [
      "init": [["init", "../elsewhere", "--role", "company", "--name", "N", "--country", "NL"]],
      "card": [["card"]], "trust": [["trust"]],
      "trust add": [["trust", "add", "../ministry.card"]],
      "trust list": [["trust", "list"]],
      "trust revoke": [["trust", "revoke", "nobody", "-m", "x"]],
      "forms": [["forms"], ["forms", "note"]],
      "add": [
        ["add", "note", "--field", "text=x", "--field", "about=\(suspicion)"],
        ["add", "note", "--field", "text=x", "--field", "about=VM-7"],
        addOrder,
      ],
      "revise": [["revise", "VM-7", "--field", "narrative=x", "-m", "y"]],
      "void": [["void", "VM-7", "-m", "y"], ["void", suspicion, "-m", "y"]],
      "load": [["load", "note", "notes.csv"], ["load", "suspicious_transaction", "reports.csv"]],
      "list": lists,
      "show": [
        ["show", "VM-7"], ["show", suspicion, "--history"], ["show", start],
        ["show", house.list, "--format", "json"], ["show", "C-1", "--history"],
      ],
      "search": [["search", "geheim"], ["search", "VM-7"], ["search", "janssen"]],
      "pack": [
        ["pack", "-n"], ["pack", "-n", "--format", "json"], ["pack", "--to", "self", "-n"],
        ["pack", "-o", "../c.tar"],
      ],
      "inspect": [["inspect", "../a.tar"]], "import": [["import", "../b.tar", "-n"]],
      "journals": [["journals"], ["journals", "--format", "json"]],
      "conflicts": [["conflicts"]],
      "conflicts list": [["conflicts", "list"], ["conflicts", "list", "--format", "json"]],
      "conflicts show": [["conflicts", "show", conflict]],
      "conflicts resolve": [["conflicts", "resolve", conflict, "--set", "narrative=x", "-m", "y"]],
      "determine": [
        ["determine", conflict, "--set", "narrative=x", "-m", "y"],
        ["determine", conflict, "--both-stand", "-m", "y"],
      ],
      "matches": [["matches"]],
      "matches list": [["matches", "list", "--all"], ["matches", "list", "--format", "json"]],
      "matches same": [["matches", "same", suspicion, "C-1", "-m", "x"]],
      "matches different": [["matches", "different", "VM-7", house.list, "-m", "x"]],
      "matches unsure": [["matches", "unsure", "C-1", "VM-7", "-m", "x"]],
      "findings": [["findings"], ["findings", "--format", "json"]],
      "findings list": [["findings", "list", "--all"]],
      "findings show": [["findings", "show", String(conflict.prefix(8))]],
      "findings rules": [["findings", "rules"]],
      "verify": [["verify"]], "repair": [["repair"]],
      "restore": [["restore", "--after-fork"]], "view": [["view"]],
      "view digest": [["view", "digest"]],
      "view rebuild": [["view", "rebuild"], ["view", "rebuild", "--format", "json"]],
      "check": [checkOrder, checkJSON],
      "decide": [["decide", suspicion, "hold", "-m", "x"]],
      "rules": [["rules"]], "rules list": [["rules", "list"]],
      "rules show": [["rules", "show", "eu-2004-273"]],
      "rules use": [["rules", "use", "eu-2004-273"]], "rules add": [["rules", "add", "notes.csv"]],
      "due": [["due", "--all"], ["due", "--format", "json"]],
      "practices": [["practices"], ["practices", "--format", "json"], ["practices", "--save"]],
      "screen": [["screen", "Geheimstoff VM-7"], ["screen", "--csv", "screen.csv"]],
      "report": [["report"]], "report annual": [["report", "annual"]],
      "report inspection": [
        ["report", "inspection", "--customer", "C-1", "-o", "inspection"],
        ["report", "inspection", "--customer", suspicion, "-o", "nothing"],
      ],
      "report declaration": [
        ["report", "declaration", "--customer", "C-1", "--substance", "110-63-4"]
      ],
      // The one exception: who names a report of a suspicion to this command, whose only
      // purpose is to write it out, has asked for it. Another record tells nothing.
      "report suspicious": [["report", "suspicious", "C-1"]],
    ]
  }

  @Test("No command tells of them unless it is asked to", .temporaryFolder)
  func silence() throws {
    let house = try House()
    let requests = try requests(house)
    let notes = Self.notes(about: [house.suspicion, "VM-7"])
    for command in HelpTests.commands.map({ String($0.words.dropFirst("steward ".count)) })
    where !command.isEmpty {
      #expect(requests[command] != nil, "nobody knows what ‘\(command)’ tells")
    }
    for (_, list) in requests.sorted(by: { $0.key < $1.key }) {
      for arguments in list {
        let outcome = house.shell.run(arguments)
        // A refused row is shown again: what the table says was told to the command.
        let table = arguments.contains("notes.csv") ? [notes] : []
        let told = house.told(outcome, arguments + table)
        #expect(told.isEmpty, "\(arguments) tells \(told):\n\(outcome.everything)")
      }
    }
    // Nothing that was asked of them without the word was done.
    let shown = house.shell.run("show", "VM-7", "--confidential")
    #expect(shown.status == 0)
    #expect(!shown.results.contains("WITHDRAWN"))
    // Nor does a file that was written tell of them.
    for name in ["inspection", "reports"] {
      let folder = house.shell.folder.appending(name).string
      for file in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String })
        ?? []
      {
        guard let data = FileManager.default.contents(atPath: folder + "/" + file) else { continue }
        let text = String(decoding: data, as: UTF8.self)
        #expect(house.secrets.allSatisfy { !text.contains($0) }, "\(file)")
      }
    }
  }

  @Test("Asked for, they are shown", .temporaryFolder)
  func asked() throws {
    let house = try House()
    let shell = house.shell
    let requests: [([String], String)] = [
      (["list", "suspicious_transaction"], "VM-7"),
      (["show", "VM-7", "--history"], "Geheim zwei"),
      (["search", "geheimliste"], "surveillance_list"), (["conflicts"], "Geheim eins"),
      (["conflicts", "show", house.conflict], "Geheim eins"),
      (["view", "rebuild"], "suspicious_transaction"), (["pack", "-n"], "suspicious_transaction"),
    ]
    for (arguments, wanted) in requests {
      #expect(!shell.run(arguments).everything.contains(wanted), "\(arguments)")
      let outcome = shell.run(arguments + ["--confidential"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.everything)")
      #expect(outcome.results.contains(wanted), "\(arguments): \(outcome.everything)")
    }
    // The one command that is asked by its name alone.
    let written = shell.run("report", "suspicious", "VM-7")
    #expect(written.status == 0, "\(written.everything)")
    #expect(written.results.contains("Geheim"), "\(written.everything)")
    let settled = shell.run(
      "conflicts",
      "resolve",
      house.conflict,
      "--set",
      "narrative=Geheim",
      "-m",
      "asked",
      "--confidential",
    )
    #expect(settled.status == 0, "\(settled.everything)")
    #expect(shell.run("void", "VM-7", "-m", "twice", "--confidential").status == 0)
  }

  @Test("Without the word it is as if there were no such record", .temporaryFolder)
  func unknown() throws {
    let house = try House()
    func answer(_ arguments: [String]) -> (Int32, String) {
      let outcome = house.shell.run(arguments)
      return (outcome.status, outcome.everything)
    }
    for words in [["show"], ["void", "-m", "x"], ["revise", "--field", "reference=x", "-m", "x"]] {
      let held = answer([words[0], "VM-7"] + words.dropFirst())
      let none = answer([words[0], "VM-8"] + words.dropFirst())
      #expect(held.0 == none.0)
      #expect(held.1 == none.1.replacingOccurrences(of: "VM-8", with: "VM-7"))
    }
    // A pointer is refused like one at nothing, by every way in.
    let add = house.shell.run("add", "note", "--field", "text=x", "--field", "about=VM-7")
    let nothing = house.shell.run("add", "note", "--field", "text=x", "--field", "about=VM-8")
    #expect(add.status == nothing.status)
    #expect(add.everything == nothing.everything.replacingOccurrences(of: "VM-8", with: "VM-7"))
    // So is one in a table.
    func load(_ name: String) throws -> Shell.Outcome {
      let file = house.shell.folder.appending("notes.csv").string
      try Data(Self.notes(about: [name]).utf8).write(to: URL(filePath: file))
      return house.shell.run("load", "note", "notes.csv")
    }
    let row = try load("VM-7")
    let stray = try load("VM-8")
    #expect(row.status == stray.status)
    #expect(row.everything == stray.everything.replacingOccurrences(of: "VM-8", with: "VM-7"))
    let json = #"{"text":"x","about":"\#(house.suspicion)"}"#
    let raw = house.shell.run(["add", "note", "--json", "-"], standardInput: json)
    #expect(raw.status == 2)
    #expect(raw.notes.contains("no record is called"))
    #expect(house.shell.run("list", "note", "--format", "ndjson").results.isEmpty)
  }

  @Test("An association shows nothing of a suspicion that it was sent in clear", .temporaryFolder)
  func misdirected() throws {
    let house = try House()
    let outer = Shell()
    outer.run("init", "bond", "--role", "association", "--name", "Bond", "--country", "NL")
    let bond = outer.inside("bond")
    bond.run("card", "-o", "../bond.card")
    bond.run("trust", "add", "../noord.card")
    #expect(house.shell.run("trust", "add", "../bond.card", "--as", "association").status == 0)
    // Another program may take it for an authority, and send it what only one may read.
    let card = try Store.open(at: bond.folder).card()
    let firm = try Store.open(at: house.shell.folder)
    let enrolment = try Enrolment(card, as: .authority, isCompared: true)
    _ = try firm.add(form: firm.form(named: "enrolment"), body: enrolment.body)
    let packed = house.shell.run("pack", "--to", "Bond", "-o", "../bond.tar")
    #expect(packed.status == 0, "\(packed.everything)")
    for more in [["-n"], []] {
      let arrival = bond.run(["import", "../bond.tar", "--format", "json"] + more)
      #expect(arrival.status == 5, "\(arrival.everything)")
      let entries = try arrival.json["entries"]
      #expect(entries?["misdirected"]?.elements?.first?["entries"] == 3, "\(arrival.results)")
      #expect(house.told(arrival, []).isEmpty)
    }
    let shown = bond.run("show", house.suspicion, "--confidential")
    let unknown = bond.run("show", house.suspicion)
    #expect(shown.status == 2)
    #expect(shown.everything == unknown.everything)
    for command in [["search", "geheim"], ["list", "suspicious_transaction"], ["conflicts"]] {
      let outcome = bond.run(command + ["--confidential"])
      #expect(!outcome.everything.contains("Geheim eins"), "\(outcome.everything)")
      #expect(!outcome.everything.contains("VM-7"), "\(outcome.everything)")
    }
    let again = bond.run("import", "../bond.tar")
    #expect(again.status == 0, "\(again.everything)")
  }
}
