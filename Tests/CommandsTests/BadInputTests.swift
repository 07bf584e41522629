import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// What people mistype, and what they are told.
@Suite("Bad input")
struct BadInputTests {
  private func firm() throws -> Shell {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=One B.V.")
    return shell
  }

  private static let order = [
    "order", "--field", "customer=C-1", "--field", "substance=GBL", "--field",
  ]

  @Test(
    "check refuses what add would refuse, so that nothing impossible is let go",
    .temporaryFolder,
    arguments: [
      (["quantity=-5", "unit=kg"], "never negative"),
      (["quantity=5", "unit=furlong"], "‘furlong’ is not a unit"),
      (["quantity=5", "unit=kg", "concentration=150"], "between 0 and 100"),
      (["quantity=5"], "Unit"),
    ],
  )
  func impossible(fields: [String], problem: String) throws {
    let shell = try firm()
    let options = fields.flatMap { ["--field", $0] }
    for command in ["check", "add"] {
      let outcome = shell.run([command] + Self.order.dropLast() + options)
      #expect(outcome.status == 2, "\(outcome.everything)")
      #expect(outcome.notes.contains(problem), "\(outcome.notes)")
    }
  }

  @Test("check judges an order that is not described whole", .temporaryFolder)
  func incomplete() throws {
    let outcome = try firm().run("check", "order", "--field", "customer=C-1")
    #expect(outcome.status == 5)
    #expect(outcome.results.hasPrefix("HOLD"))
  }

  @Test(
    "An answer to a question that nobody asks is refused with those that are",
    .temporaryFolder,
  )
  func misspeltQuestion() throws {
    let shell = try firm()
    let more = ["quantity=5", "--field", "unit=kg", "--answer", "plausibel-use=yes, usual"]
    for command in ["check", "add"] {
      let outcome = shell.run([command] + Self.order + more)
      #expect(outcome.status == 2)
      #expect(outcome.notes.contains("plausible-use"), "\(outcome.notes)")
    }
    #expect(try shell.json("list", "order").elements?.isEmpty == true)
  }

  @Test("What an added order still needs is said with the order’s own id", .temporaryFolder)
  func remedies() throws {
    let shell = try firm()
    let outcome = shell.run(["add"] + Self.order + ["quantity=5", "--field", "unit=kg"])
    let record = try #require(try shell.json("list", "order").elements?.first?["record"]?.string)
    #expect(outcome.results.contains("steward decide \(record.prefix(8)) DECISION"))
    #expect(!outcome.results.contains(" ORDER "), "\(outcome.results)")
    #expect(!outcome.results.contains("supply|"), "a shell would run the first word")
  }

  @Test("A question that needs an answer says so when there is none", .temporaryFolder)
  func needed() throws {
    let asked = try firm().run(
      ["add", "customer"],
      answers: ["C-9", "", ScriptedTerminal.interrupt],
    )
    #expect(asked.notes.contains("It cannot be left out"), "\(asked.everything)")
  }

  @Test("A mistyped CAS number is no clean result, and a near name is proposed", .temporaryFolder)
  func screening() throws {
    let shell = try firm()
    let number = shell.run("screen", "96-48-1")
    #expect(number.status == 2)
    #expect(number.notes.contains("last digit"))
    let name = shell.run("screen", "gamma butyrolacton")
    #expect(name.status == 0)
    #expect(name.results.contains("96-48-0"), "\(name.results)")
    let field = shell.run("check", "order", "--field", "substance=gamma-butyrolacton")
    #expect(field.notes.contains("(96-48-0)"), "\(field.notes)")
    #expect(shell.run("screen", "Peterson").results.contains("Did you mean") == false)
  }

  @Test(
    "A rule that nobody has, or that is law, is not left out by a record",
    .temporaryFolder,
    arguments: [
      ("four-eyez", "did you mean ‘four-eyes’"), ("eu-category-1-licence", "is law"),
    ],
  )
  func applicability(rule: String, said: String) throws {
    let shell = try firm()
    let outcome = shell.run(
      [
        "add", "applicability", "--field", "subject=rule", "--field", "rule=\(rule)",
        "--field", "applies=no", "--field", "reason=we are one person",
      ]
    )
    #expect(outcome.status == 2)
    #expect(outcome.notes.contains(said), "\(outcome.notes)")
  }

  @Test("A row with nothing in the columns that are known is not passed over", .temporaryFolder)
  func unreadRow() throws {
    let shell = try firm()
    let path = TemporaryFolder.current.appending("t.csv").string
    try Data("name,Kundennr\nTwo B.V.,2\n,3\n,\n".utf8).write(to: URL(filePath: path))
    let loaded = shell.run("load", "customer", path)
    #expect(loaded.status == 5)
    #expect(loaded.results.contains("line 3, column ‘Kundennr’: ‘3’: nothing stands in"))
    let chosen = shell.run("load", "customer", path, "--ignore", "Kundennr")
    #expect(chosen.status == 0, "\(chosen.everything)")
  }

  @Test("A return for a year that goes on says so", .temporaryFolder)
  func unfinishedYear() throws {
    let shell = try firm()
    let outcome = shell.run("report", "annual", "--year", "9999")
    #expect(outcome.status == 0)
    #expect(outcome.notes.contains("9999 is not over"))
    #expect(!shell.run("report", "annual").notes.contains("is not over"))
  }

  @Test("A question mark asks for help and is nobody’s name", .temporaryFolder)
  func questionMark() throws {
    let outcome = Shell().run(
      ["init", "firm"],
      answers: ["?", "One B.V.", "", "Netherlands", "?", "A. Jansen"],
    )
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.results.contains("for One B.V. (company, NL)"), "\(outcome.results)")
    #expect(outcome.results.contains("A. Jansen"))
  }
}
