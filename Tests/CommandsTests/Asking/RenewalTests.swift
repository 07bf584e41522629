import Practices
import Records
import TestSupport
import Testing

@testable import Commands

@Suite("Renewing")
struct RenewalTests {
  private func shell() throws -> Shell {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    return shell
  }

  private func declare(_ shell: Shell, _ fields: String...) throws -> String {
    let all =
      ["customer=C-1", "quantity=1200", "unit=kg", "signatory=P. Jansen"] + fields
    let arguments = ["add", "declaration", "--format", "json"] + all.flatMap { ["--field", $0] }
    return try #require(try shell.run(arguments).json["record"]?.string)
  }

  @Test(
    "A renewed declaration follows on, and what one paper says is not copied",
    .temporaryFolder,
  )
  func declaration() throws {
    let shell = try shell()
    let id = try declare(
      shell,
      "substance=110-63-4",
      "valid_from=2030-01-01",
      "valid_until=2030-12-31",
      "signed_on=2029-12-01",
      "reference=D-1",
      "end_use=coatings",
      "prior_supplies[].date=2029-01-04",
      "prior_supplies[].date=2030-11-04",
    )
    let renewed = try shell.json("add", "declaration", "--copy-last", id)["record"]?.string
    let record = try #require(renewed)
    let body = try #require(try shell.json("show", record)["body"])
    #expect(body["valid_from"]?.string == "2031-01-01")
    #expect(body["valid_until"]?.string == "2031-12-31")
    #expect(body["quantity"]?.string == "1200")
    #expect(body["end_use"]?.string == "coatings")
    #expect(body["signatory"]?.string == "P. Jansen")
    #expect(body["prior_supplies"] == [["date": "2030-11-04"]])
    for member in ["signed_on", "reference", "copy"] { #expect(body[member] == nil, "\(member)") }
  }

  @Test("A customer’s name renews its only declaration, the newest of several", .temporaryFolder)
  func customer() throws {
    let shell = try shell()
    _ = try declare(
      shell,
      "substance=110-63-4",
      "valid_from=2030-01-01",
      "valid_until=2030-12-31",
    )
    try shell.json("add", "declaration", "--copy-last", "C-1")
    let third = try shell.json("add", "declaration", "--copy-last", "C-1", "--field", "quantity=5")
    let body = try shell.json("show", try #require(third["record"]?.string))["body"]
    #expect(body?["valid_from"]?.string == "2032-01-01")
    #expect(body?["quantity"]?.string == "5")
    #expect(body?["unit"]?.string == "kg")
  }

  @Test("Where a customer declared two substances, one has to be named", .temporaryFolder)
  func several() throws {
    let shell = try shell()
    _ = try declare(shell, "substance=110-63-4")
    _ = try declare(shell, "substance=96-48-0")
    let refused = shell.run("add", "declaration", "--copy-last", "C-1")
    #expect(refused.status == 2)
    #expect(refused.notes.contains("more than one declaration"))
    let renewed = try shell.json(
      "add",
      "declaration",
      "--copy-last",
      "C-1",
      "--field",
      "substance=96-48-0",
    )
    let body = try shell.json("show", try #require(renewed["record"]?.string))["body"]
    #expect(body?["substance"]?.string == "96-48-0")
  }

  @Test("The one question shows the old value, and takes another", .temporaryFolder)
  func question() throws {
    let shell = try shell()
    _ = try declare(shell, "substance=110-63-4")
    let outcome = shell.run(["add", "declaration", "--copy-last", "C-1"], answers: ["800 l"])
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.notes.contains("Quantity [1200 kg]: "))
    #expect(outcome.replies == 1)
    let bodies = try shell.json("list", "declaration").elements?.compactMap { $0["body"] } ?? []
    let new = try #require(bodies.first { $0["quantity"]?.string == "800" })
    #expect(new["unit"]?.string == "l")
  }

  @Test("An assessment is decided anew", .temporaryFolder)
  func assessment() throws {
    let shell = try shell()
    let fields = [
      "customer=C-1", "outcome=conditional", "assessor=Old", "date=2024-03-01",
      "valid_until=2025-02-28", "risk=low", "evidence[].what=extract", "reason=fine",
    ]
    shell.run(["add", "assessment"] + fields.flatMap { ["--field", $0] })
    let renewed = try shell.json("add", "assessment", "--copy-last", "C-1")
    let record = try #require(renewed["record"]?.string)
    let body = try #require(try shell.json("show", record)["body"])
    let today = CalendarDate.today
    #expect(body["outcome"]?.string == "conditional")
    #expect(body["risk"]?.string == "low")
    #expect(body["assessor"]?.string == "A. Jansen")
    #expect(body["date"]?.string == today.text)
    #expect(body["valid_until"]?.string == today.lastDay(ofYears: 1).text)
    #expect(body["evidence"] == nil && body["reason"] == nil)
  }

  @Test("What cannot be renewed is refused, and why", .temporaryFolder)
  func refusals() throws {
    let shell = try shell()
    for (form, name, words) in [
      ("customer", "C-1", "is not renewed by copying"),
      ("declaration", "C-1", "there is no declaration of yours"),
      ("declaration", "X-9", "X-9"),
    ] {
      let outcome = shell.run("add", form, "--copy-last", name)
      #expect(outcome.status == 2)
      #expect(outcome.notes.contains(words), "\(outcome.notes)")
    }
  }
}
