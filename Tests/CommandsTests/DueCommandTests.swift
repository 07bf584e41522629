import Records
import TestSupport
import Testing

@testable import Commands

@Suite("Due and practices")
struct DueCommandTests {
  private func names(_ json: JSON?) -> [String] { (json?.members ?? []).map(\.name) }

  /// A firm with a declaration that lapsed and a suspicion that nobody was told of.
  private func firm() throws -> Shell {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    try shell.json(
      "add",
      "declaration",
      "--field",
      "customer=C-1",
      "--field",
      "substance=110-63-4",
      "--field",
      "valid_from=2026-01-01",
      "--field",
      "valid_until=2026-06-30",
    )
    try shell.json(
      "add",
      "suspicious_transaction",
      "--field",
      "narrative=paid in cash",
      "--field",
      "noticed=2026-06-01",
    )
    return shell
  }

  @Test("due gives an element for each thing, overdue first", .temporaryFolder)
  func due() throws {
    let shell = try firm()
    let items = try shell.json("due", "--at", "2026-07-01").elements ?? []
    let declaration = try #require(items.first)
    #expect(
      names(declaration) == [
        "due", "days", "overdue", "kind", "practice", "record", "title", "about", "about_title",
        "command", "basis", "source", "confirmed", "confidential",
      ]
    )
    #expect(declaration["kind"]?.string == "declaration")
    #expect(declaration["due"]?.string == "2026-06-30")
    #expect(declaration["days"]?.integer == -1)
    #expect(declaration["overdue"]?.bool == true)
    #expect(declaration["practice"]?.integer == 3)
    #expect(declaration["basis"]?.string == "voluntary")
    #expect(
      declaration["command"]?.string
        == "steward add declaration --copy-last \(declaration["record"]?.string?.prefix(8) ?? "")"
    )
    // Orders by day, whatever they are about.
    let days = items.compactMap { $0["days"]?.integer }
    #expect(days == days.sorted())
  }

  @Test(
    "A suspicion is named only where it is asked for, and never by what it says",
    .temporaryFolder,
  )
  func confidential() throws {
    let shell = try firm()
    for command in [["due", "--at", "2026-07-01"], ["practices", "--at", "2026-07-01"]] {
      for format in ["text", "json"] {
        let arguments = command + ["--format", format]
        let open = shell.run(arguments).everything
        #expect(!open.contains("suspicion"), "\(arguments)")
        #expect(!open.contains("notification"), "\(arguments)")
        let all = shell.run(arguments + ["--confidential"]).everything
        #expect(all.contains("suspicion"), "\(arguments)")
        #expect(!all.contains("cash"), "\(arguments)")
      }
    }
    let saved = shell.run("practices", "--save", "--confidential")
    #expect(saved.status == 64)
  }

  @Test("practices gives eight scores, and says what it saved", .temporaryFolder)
  func practices() throws {
    let shell = try firm()
    let report = try shell.json("practices", "--at", "2026-07-01", "--save")
    #expect(names(report) == ["organisations", "saved"])
    let card = try #require(report["organisations"]?.elements?.first)
    #expect(names(card) == ["organisation", "name", "date", "practices"])
    let scores = card["practices"]?.elements ?? []
    #expect(scores.compactMap { $0["practice"]?.integer } == Array(1...8))
    for score in scores {
      #expect(
        names(score) == [
          "practice", "title", "verdict", "applies", "reason", "records", "current", "lapsed",
          "missing", "from", "evidence", "gaps",
        ]
      )
    }
    let saved = try shell.json("show", report["saved"]?.string ?? "")
    #expect(saved["form"]?.string == "summary/1")
    #expect(saved["body"]?["practices"]?.elements?.count == 8)
    #expect(saved["body"]?.text.contains("C-1") == false)
  }

  @Test("Bad days and numbers are refused as words of the command line", .temporaryFolder)
  func refusals() throws {
    let shell = Shell().company()
    for arguments in [
      ["due", "--at", "yesterday"], ["due", "--at", "2026-02-30"], ["due", "--within", "-1"],
      ["due", "--within", "99999"], ["practices", "--at", "31.12.2026"],
      ["practices", "--save", "--organisation", "x"],
    ] {
      let outcome = shell.run(arguments)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.results.isEmpty)
    }
    #expect(shell.run("practices", "--organisation", "nobody").status == 2)
    #expect(Shell().authority().run("practices", "--save").status == 64)
  }

  @Test("What due says to do about a suspicion can be done as it says", .temporaryFolder)
  func confidentialCommand() throws {
    let shell = try firm()
    let items = try shell.json("due", "--at", "2026-07-01", "--confidential").elements ?? []
    let item = try #require(items.first { $0["kind"]?.string == "notification" })
    let command = try #require(item["command"]?.string)
    #expect(command.hasPrefix("steward revise "))
    let words = command.split(separator: " ").dropFirst().map { part -> String in
      part == "WHY" ? "told them" : String(part).replacing("DATE", with: "2026-06-02")
    }
    let outcome = shell.run(words)
    #expect(outcome.status == 0, "\(command): \(outcome.notes)")
    let left = try shell.json("due", "--at", "2026-07-01", "--confidential").elements ?? []
    #expect(!left.contains { $0["kind"]?.string == "notification" })
  }
}
