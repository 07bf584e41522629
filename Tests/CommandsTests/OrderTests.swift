import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

/// Orders on the command line, judged by a package of the test.
@Suite("Orders on the command line")
struct OrderTests {
  /// A firm with a customer that was assessed, K-1, and one that was not, K-2.
  private func firm() throws -> Shell {
    let shell = Shell().company()
    let rules = [TestRules.noCash, TestRules.plausible, TestRules.listed]
    _ = try TestRules.write(TestRules.text(more: rules), "rules.json", in: shell.folder)
    #expect(shell.run("rules", "add", "rules.json").status == 0)
    #expect(shell.run("rules", "use", "test-code").status == 0)
    for (reference, name) in [("K-1", "One"), ("K-2", "Two")] {
      shell.run("add", "customer", "--field", "reference=\(reference)", "--field", "name=\(name)")
    }
    let assessed = shell.run(
      [
        "add", "assessment", "--field", "customer=K-1", "--field", "outcome=approved",
        "--field", "assessor=A", "--field", "date=2026-01-01",
      ]
    )
    #expect(assessed.status == 0, "\(assessed.notes)")
    return shell
  }

  private static let order = [
    "--field", "substance=110-63-4", "--field", "quantity=200", "--field", "unit=kg",
  ]
  private static let yes = ["--answer", "plausible-use=yes, usual for this plant"]

  @Test("check says supply, hold or refuse, and leaves with 0 or 5", .temporaryFolder)
  func statuses() throws {
    let shell = try firm()
    func check(_ more: [String]) -> Shell.Outcome {
      shell.run(["check", "order", "--at", "2026-02-16"] + Self.order + more)
    }
    let size = try shell.json("journals").elements?.first?["size"]
    let supply = check(["--field", "customer=K-1"] + Self.yes)
    #expect(supply.status == 0, "\(supply.everything)")
    #expect(supply.results.hasPrefix("SUPPLY: order of 200 kg "))
    let hold = check(["--field", "customer=K-2"] + Self.yes)
    #expect(hold.status == 5)
    #expect(hold.results.hasPrefix("HOLD: "))
    #expect(hold.results.contains("[not confirmed]"))
    #expect(hold.results.contains("steward add assessment"))
    let refuse = check(["--field", "customer=K-1", "--field", "payment=cash"] + Self.yes)
    #expect(refuse.status == 5)
    #expect(refuse.results.hasPrefix("REFUSE: "))
    #expect(refuse.results.contains("the test’s law, 2"))
    #expect(try shell.json("journals").elements?.first?["size"] == size, "nothing is recorded")
  }

  @Test("check gives scripts every rule, with what the design promises", .temporaryFolder)
  func json() throws {
    let shell = try firm()
    let outcome = shell.run(
      ["check", "order", "--format", "json", "--field", "customer=K-2"] + Self.order
    )
    #expect(outcome.status == 5)
    let json = try outcome.json
    #expect(json["answer"]?.string == "hold")
    #expect(json["at"]?.string.flatMap { CalendarDate($0) } != nil)
    #expect(json["packages"] == [["name": "test-code", "version": "1"]])
    let rules = json["rules"]?.elements ?? []
    #expect(rules.map { $0["rule"]?.string } == ["assessed", "no-cash", "plausible"])
    #expect(rules.map { $0["verdict"]?.string } == ["hold", "not-applicable", "hold"])
    for rule in rules {
      for member in ["rule", "verdict", "because", "source", "confirmed", "remedy", "records"] {
        #expect(rule[member] != nil, "\(member)")
      }
    }
    #expect(rules.first?["confirmed"]?.bool == false)
    #expect(rules.first?["records"]?.elements?.isEmpty == false)
  }

  @Test("Rules that are satisfied are counted, and listed when asked for", .temporaryFolder)
  func passes() throws {
    let shell = try firm()
    let arguments =
      ["check", "order", "--at", "2026-02-16", "--field", "customer=K-1"] + Self.order + Self.yes
    let brief = shell.run(arguments).results
    #expect(brief.contains("2 rules are satisfied, and 1 does not apply; --all lists them."))
    #expect(!brief.contains("plausible:"))
    // Lines are broken where they end.
    let all = shell.run(arguments + ["--all"]).results
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(all.contains("assessed:") && all.contains("no-cash:") && all.contains("plausible:"))
    #expect(all.contains("[not confirmed]"))
  }

  @Test("What a list says is held back unless it is asked for", .temporaryFolder)
  func heldBack() throws {
    let shell = try firm()
    let list = #"""
      {"name": "Watched firms", "entries": [{"name": "One", "kind": "company",
       "action": "refuse", "note": "tunnel"}]}
      """#
    let added = shell.run("add", "surveillance_list", "--json", "-", standardInput: list)
    #expect(added.status == 0, "\(added.notes)")
    let arguments =
      ["check", "order", "--at", "2026-02-16", "--field", "customer=K-1"] + Self.order + Self.yes
    for more in [[], ["--all"], ["--format", "json"]] {
      let outcome = shell.run(arguments + more)
      #expect(outcome.status == 5)
      #expect(outcome.everything.contains("held back"))
      for word in ["unlisted", "Watched", "tunnel", "refuse", "REFUSE", "surveillance"] {
        #expect(!outcome.everything.contains(word), "\(word) in \(outcome.everything)")
      }
    }
    let open = shell.run(arguments + ["--confidential"])
    #expect(open.status == 5)
    #expect(open.results.hasPrefix("REFUSE"))
    #expect(open.results.contains("Watched firms"))
    // What is kept with the order says no more.
    let order = shell.run(
      ["add", "order", "--field", "reference=PO-1", "--field", "customer=K-1"] + Self.order
        + Self.yes
    )
    #expect(order.status == 0, "\(order.notes)")
    #expect(order.results.contains("HOLD") && order.results.contains("held back"))
    let kept = try shell.json("show", "PO-1")["body"]?["check"]?.string ?? ""
    #expect(kept.hasPrefix("hold on ") && kept.contains("held back"))
    for word in ["unlisted", "Watched", "tunnel", "refuse"] { #expect(!kept.contains(word)) }
    let decided = shell.run("decide", "PO-1", "supply", "-m", "fine", "--second", "J. Visser")
    #expect(decided.status == 2)
    #expect(!decided.everything.contains("Watched") && !decided.everything.contains("unlisted"))
  }

  @Test("An order is judged as it is recorded, and kept with the answer", .temporaryFolder)
  func adding() throws {
    let shell = try firm()
    let outcome = shell.run(
      ["add", "order", "--field", "reference=PO-1", "--field", "customer=K-2"] + Self.order
    )
    #expect(outcome.status == 0, "\(outcome.notes)")
    #expect(outcome.results.contains("Added order ‘PO-1’"))
    #expect(outcome.results.contains("\nHOLD: order of 200 kg"))
    #expect(outcome.results.contains("steward decide"))
    let body = try shell.json("show", "PO-1")["body"]
    #expect(body?["date"]?.string == Timestamp.now().date.text)
    #expect(body?["check"]?.string?.contains("assessed") == true)
    #expect(body?["decision"] == nil)
    let json = try shell.json(
      "add",
      "sample",
      "--field",
      "reference=M-1",
      "--field",
      "customer=K-1",
      "--field",
      "substance=110-63-4",
    )
    #expect(json["record"] != nil && json["entry"] != nil && json["form"]?.string == "sample/1")
    #expect(json["check"]?["answer"]?.string == "supply")
  }

  @Test("A recorded order is checked by its number", .temporaryFolder)
  func recorded() throws {
    let shell = try firm()
    shell.run(
      ["add", "order", "--field", "reference=PO-1", "--field", "customer=K-1"] + Self.order
    )
    for arguments in [["PO-1"], ["order", "PO-1"]] {
      let outcome = shell.run(["check"] + arguments)
      #expect(outcome.status == 5, "\(outcome.everything)")
      #expect(outcome.results.contains("Is the use plausible?"))
    }
    #expect(shell.run(["check", "PO-1"] + Self.yes).status == 0)
    #expect(shell.run("check", "PO-2").status == 2)
    #expect(shell.run("check", "K-1").status == 2)
    #expect(shell.run("check", "sample", "PO-1").status == 2)
    #expect(shell.run("check", "order").status == 64)
    #expect(shell.run("check", "PO-1", "--at", "yesterday").status == 64)
    #expect(shell.run("check", "PO-1", "--answer", "plausible-use=perhaps").status == 2)
  }

  @Test("decide checks again, and says what it wants", .temporaryFolder)
  func deciding() throws {
    let shell = try firm()
    for reference in ["PO-1", "PO-2"] {
      shell.run(
        ["add", "order", "--field", "reference=\(reference)", "--field", "customer=K-1"]
          + Self.order
      )
    }
    let bare = shell.run("decide", "PO-1", "supply")
    #expect(bare.status == 2)
    #expect(bare.notes.contains("reason"))
    let alone = shell.run("decide", "PO-1", "supply", "-m", "seen the plant")
    #expect(alone.status == 2)
    #expect(alone.notes.contains("--second"))
    let same = shell.run(
      "decide",
      "PO-1",
      "supply",
      "-m",
      "seen the plant",
      "--second",
      "a.  JANSEN".lowercased(),
    )
    #expect(same.status == 2, "\(same.everything)")
    let answered = shell.run(["decide", "PO-1", "supply"] + Self.yes)
    #expect(answered.status == 0, "\(answered.everything)")
    #expect(answered.results.contains("supply (as the check says)"))
    #expect(try shell.json("show", "PO-1")["body"]?["decision"]?.string == "supply")
    let against = shell.run(
      "decide",
      "PO-2",
      "supply",
      "-m",
      "seen the plant",
      "--second",
      "J. Visser",
    )
    #expect(against.status == 0, "\(against.everything)")
    #expect(against.results.contains("the check says hold"))
    let json = try shell.json("decide", "PO-2", "refuse", "-m", "heard of it")
    #expect(json["decision"]?.string == "refuse")
    #expect(json["check"]?["answer"]?.string == "hold")
    #expect(shell.run("decide", "PO-2", "sell").status == 64)
    #expect(shell.run("decide", "PO-2", "refuse").status == 64)
  }

  @Test(
    "Only a decision writes what was decided",
    .temporaryFolder,
    arguments: ["decision", "check"],
  )
  func reserved(_ field: String) throws {
    let shell = try firm()
    let value = field == "decision" ? "supply" : "supply on 2026-01-01"
    let added = shell.run(
      ["add", "order", "--field", "customer=K-1", "--field", "\(field)=\(value)"] + Self.order
    )
    #expect(added.status == 2)
    #expect(added.notes.contains("steward decide"))
    shell.run(
      ["add", "order", "--field", "reference=PO-1", "--field", "customer=K-1"] + Self.order
    )
    let revised = shell.run("revise", "PO-1", "--field", "\(field)=\(value)", "-m", "x")
    #expect(revised.status == 2)
  }

  @Test("At a terminal the open question is asked, with the figures beside it", .temporaryFolder)
  func asking() throws {
    let shell = try firm()
    let arguments =
      ["add", "order", "--field", "reference=PO-1", "--field", "customer=K-1"] + Self.order
    let outcome = shell.run(arguments, answers: ["perhaps", "yes", "yes, usual for this plant"])
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.notes.contains("Is the use plausible?"))
    #expect(outcome.notes.contains("ordered 200 kg"))
    #expect(outcome.results.contains("SUPPLY"))
    let answer = try shell.json("show", "PO-1")["body"]?["answers"]?.elements?.first
    #expect(answer?["comment"]?.string == "usual for this plant")
    #expect(answer?["by"]?.string == "A. Jansen")
    // Left for later, the decision asks it again, and for the second person where that is not
    // enough.
    shell.run(
      ["add", "order", "--field", "reference=PO-2", "--field", "customer=K-2"] + Self.order,
      answers: [""],
    )
    let decided = shell.run(
      ["decide", "PO-2", "supply"],
      answers: ["yes, seen it", "known for years", "J. Visser"],
    )
    #expect(decided.status == 0, "\(decided.everything)")
    let body = try shell.json("show", "PO-2")["body"]
    #expect(body?["second_approver"]?.string == "J. Visser")
    #expect(body?["decision_reason"]?.string == "known for years")
    #expect(body?["answers"]?.elements?.count == 1)
  }

  @Test("rules lists, shows and refuses with the file, the rule and what to do", .temporaryFolder)
  func rules() throws {
    let shell = try firm()
    let list = try shell.json("rules")
    for package in list.elements ?? [] {
      for member in [
        "name", "version", "jurisdiction", "valid_from", "valid_until", "in_use", "rule_count",
        "unconfirmed",
      ] {
        #expect(package[member] != nil, "\(member)")
      }
    }
    let own = list.elements?.last
    #expect(own?["name"]?.string == "test-code")
    #expect(own?["in_use"]?.bool == true)
    #expect(own?["unconfirmed"]?.integer == 1)
    #expect(shell.run("rules", "list").results.contains("test-code"))
    let shown = shell.run("rules", "show", "test-code")
    #expect(shown.status == 0)
    #expect(shown.results.contains("✓ 2 examples as promised"))
    #expect(shown.results.contains("the test’s code, 2 [not confirmed]"))
    let json = try shell.json("rules", "show", "test-code@1")
    let rules = json["rules"]?.elements ?? []
    #expect(rules.count == 4)
    #expect(rules.allSatisfy { $0["examples"]?.elements?.count == 2 })
    #expect(shell.run("rules", "show", "test-code@2").status == 2)
    _ = try TestRules.write(
      TestRules.text(version: "2", expected: "pass"),
      "bad.json",
      in: shell.folder,
    )
    let bad = shell.run("rules", "add", "bad.json")
    #expect(bad.status == 2)
    for word in ["bad.json", "assessed", "example 2", "hint: "] {
      #expect(bad.notes.contains(word), "\(word)")
    }
    #expect(shell.run("rules", "use", "nowhere").status == 2)
    let order = ["add", "order", "--field", "reference=O-9", "--field", "customer=K-1"]
    shell.run(order + Self.order)
    let left = [
      "add", "movement", "--field", "kind=supplied", "--field", "order=O-9", "--field",
      "counterparty=K-1", "--field", "date=2026-03-02",
    ]
    shell.run(left + Self.order)
    let void = shell.run("void", "O-9", "-m", "typed twice")
    #expect(void.status == 0 && void.results.contains("Goods left for it"), "\(void.everything)")
    let gone = shell.run("check", "O-9")
    #expect(gone.status == 2 && gone.notes.contains("is withdrawn"), "\(gone.everything)")
    #expect(shell.run("rules", "use").status == 64)
    // A version that leaves rules out says so, and how to have them back.
    _ = try TestRules.write(TestRules.text(version: "3"), "less.json", in: shell.folder)
    let less = shell.run("rules", "add", "less.json")
    func words(_ text: String) -> String {
      text.split { $0.isWhitespace }.joined(separator: " ")
    }
    #expect(less.status == 0)
    for word in ["the place of test-code 1", "3 rules of that do not count", "test-code@3.json"] {
      #expect(words(less.results).contains(word), "\(word): \(less.results)")
    }
    #expect(!shell.run("rules", "add", "less.json").results.contains("takes the place"))
  }

  @Test("A day on which no chosen rules count yet is no day to supply on", .temporaryFolder)
  func outOfForce() throws {
    let shell = try firm()
    #expect(shell.run("rules", "use", "eu-2004-273").status == 0)
    let check = ["check", "order", "--field", "customer=K-1"] + Self.order
    #expect(shell.run(check + ["--at", "2006-01-01"]).status == 0)
    let early = shell.run(check + ["--at", "2001-01-01"])
    #expect(early.status == 5)
    #expect(early.results.contains("HOLD"))
    #expect(early.results.contains("begin on 2005-08-18"), "\(early.results)")
    #expect(shell.run("rules", "use", "eu-2004-273", "test-code").status == 0)
    #expect(!shell.run(check + ["--at", "2001-01-01"]).results.contains("begin on"))
  }

  @Test("An order that is changed after it was to be supplied is decided anew", .temporaryFolder)
  func changedAfterwards() throws {
    let shell = try firm()
    let added = shell.run(
      ["add", "order", "--field", "reference=O-1", "--field", "customer=K-1"] + Self.order
        + Self.yes
    )
    #expect(added.status == 0, "\(added.everything)")
    #expect(shell.run("decide", "O-1", "supply").status == 0)
    func decision() throws -> String? {
      try shell.json("list", "order").elements?.first?["body"]?["decision"]?.string
    }
    shell.run("revise", "O-1", "--field", "quantity=200", "--field", "channel=email", "-m", "how")
    #expect(try decision() == "supply", "nothing that was judged is changed")
    let changed = shell.run("revise", "O-1", "--field", "quantity=9000", "-m", "typing error")
    #expect(changed.status == 0)
    #expect(changed.results.contains("no longer holds"), "\(changed.results)")
    #expect(shell.run("show", "O-1").results.contains("NO LONGER HOLDS"))
    #expect(shell.run("check", "O-1").results.contains("that no longer holds"))
    #expect(shell.run("due").results.contains("DECISION"))
  }

  @Test(
    "What is said to be of a day is judged for it, unless another is asked for",
    .temporaryFolder,
  )
  func dayOfOrder() throws {
    let shell = try firm()
    func day(_ more: String...) throws -> String? {
      try shell.run(
        ["check", "order", "--field", "customer=K-1", "--format", "json"] + Self.order + Self.yes
          + more
      ).json["at"]?.string
    }
    #expect(try day("--field", "date=2026-02-16") == "2026-02-16")
    #expect(try day("--field", "date=2026-02-16", "--at", "2026-02-20") == "2026-02-20")
    #expect(try day() == Timestamp.now().date.text)
  }
}
