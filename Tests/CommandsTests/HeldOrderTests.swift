import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Orders that are held")
struct HeldOrderTests {
  private static let order = [
    "--field", "customer=C-1", "--field", "substance=BDO", "--field", "quantity=20",
    "--field", "unit=kg",
  ]

  private func firm(kind: String? = nil) throws -> Shell {
    let shell = Shell().company()
    let kinds = kind.map { ["--field", "kind=\($0)"] } ?? []
    let added = shell.run(
      ["add", "customer", "--field", "reference=C-1", "--field", "name=Janssen"] + kinds
    )
    #expect(added.status == 0, "\(added.notes)")
    return shell
  }

  @Test("check lists every rule that holds, with its source and what to do", .temporaryFolder)
  func list() throws {
    let shell = try firm()
    let outcome = shell.run(["check", "order"] + Self.order + ["--format", "json"])
    let text = shell.run(["check", "order"] + Self.order).results
    #expect(text.hasPrefix("HOLD: "))
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    let rules = try outcome.json["rules"]?.elements ?? []
    let holding = rules.filter { ["hold", "unknown"].contains($0["verdict"]?.string) }
    #expect(holding.count > 1)
    for rule in holding {
      let name = try #require(rule["rule"]?.string)
      #expect(words.contains("rule: \(name) ("), "\(name)")
      for member in ["source", "remedy"] {
        let said = rule[member]?.string?.split { $0.isWhitespace }.joined(separator: " ") ?? ""
        #expect(!said.isEmpty && words.contains(said), "\(name): \(said)")
      }
    }
    // Those that only warn come after those that hold.
    let verdicts = text.split(separator: "\n").compactMap { line in
      ["hold", "unknown", "warn"].first { line.hasPrefix("  \($0) ") }
    }
    #expect(Set(verdicts).isSuperset(of: ["hold"]))
    let firstWarning = verdicts.firstIndex(of: "warn") ?? verdicts.endIndex
    #expect(!verdicts[firstWarning...].contains("hold"))
  }

  @Test("The remedy for a private person names the customer and is a command", .temporaryFolder)
  func privatePerson() throws {
    let shell = try firm(kind: "private_person")
    let outcome = shell.run(["check", "order"] + Self.order + ["--format", "json"])
    let rules = try outcome.json["rules"]?.elements ?? []
    let rule = try #require(rules.first { $0["rule"]?.string == "icca-2-no-private-person" })
    #expect(rule["verdict"]?.string == "hold")
    let remedy = try #require(rule["remedy"]?.string)
    let record = try #require(try shell.json("show", "C-1")["record"]?.string)
    #expect(remedy.hasPrefix("do not supply private persons"))
    #expect(remedy.contains("steward revise \(record.prefix(8)) --field kind=… -m 'kind noted'"))
    let followed = shell.run(
      "revise",
      String(record.prefix(8)),
      "--field",
      "kind=company",
      "-m",
      "kind noted",
    )
    #expect(followed.status == 0, "\(followed.notes)")
    let after = shell.run(["check", "order"] + Self.order + ["--format", "json"])
    let left = try after.json["rules"]?.elements?.first {
      $0["rule"]?.string == "icca-2-no-private-person"
    }
    #expect(left?["verdict"]?.string != "hold")
  }

  @Test("decide at a terminal says that something is held back, and not what", .temporaryFolder)
  func heldBack() throws {
    let shell = try firm()
    let rules = [TestRules.listed]
    _ = try TestRules.write(TestRules.text(more: rules), "rules.json", in: shell.folder)
    shell.run("rules", "add", "rules.json")
    #expect(shell.run("rules", "use", "test-code").status == 0)
    shell.run(
      [
        "add", "assessment", "--field", "customer=C-1", "--field", "outcome=approved",
        "--field", "assessor=A", "--field", "date=2026-01-01",
      ]
    )
    let list = #"""
      {"name": "Watched firms", "entries": [{"name": "Janssen", "kind": "company",
       "note": "tunnel"}]}
      """#
    #expect(shell.run("add", "surveillance_list", "--json", "-", standardInput: list).status == 0)
    shell.run(["add", "order", "--field", "reference=PO-1"] + Self.order)
    let outcome = shell.run(
      ["decide", "PO-1", "supply"],
      answers: ["known for years", "J. Visser"],
    )
    #expect(outcome.notes.contains("The check says hold."), "\(outcome.everything)")
    #expect(outcome.notes.contains("held back"))
    for word in ["Watched", "tunnel", "surveillance", "unlisted"] {
      #expect(!outcome.everything.contains(word), "\(word)")
    }
  }
}
