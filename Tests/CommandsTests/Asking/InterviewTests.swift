import Records
import TestSupport
import Testing

@testable import Commands

@Suite("Asking one by one")
struct InterviewTests {
  private func body(_ shell: Shell, _ form: String) throws -> JSON {
    try #require(try shell.json("list", form).elements?.last?["body"])
  }

  private static let janssen: JSON = [
    "reference": "C-2", "name": "Janssen", "country": "NL", "role": "end_user",
  ]

  @Test("Each answer is checked as it is typed", .temporaryFolder)
  func checks() throws {
    let shell = Shell().company()
    let outcome = shell.run(
      ["add", "customer"],
      answers: [
        "", "", "Janssen", "Narnia", "Germany", "", "", "vat", "DE123", "DE136695976", "", "no",
      ],
    )
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.notes.contains("no country is called ‘Narnia’"))
    let body = try body(shell, "customer")
    #expect(body["country"]?.string == "DE")
    #expect(body["vat"]?.string == "DE136695976")
  }

  @Test("A minus goes back to the question before, with what it said", .temporaryFolder)
  func back() throws {
    let shell = Shell().company()
    let answers = [
      "-", "C-1", "Jansen", "-", "Janssen", "-", "-", "C-2", "Janssen", "", "", "", "", "no",
    ]
    let outcome = shell.run(["add", "customer"], answers: answers)
    #expect(outcome.notes.contains("This is the first question."))
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(
      try body(shell, "customer") == Self.janssen
    )
  }

  @Test("Going back from the end asks the last question again", .temporaryFolder)
  func backFromEnd() throws {
    let shell = Shell().company()
    let answers = ["", "Janssen", "", "1", "33273785", "", "-", "-", "33273786", "", "", "no"]
    let outcome = shell.run(["add", "customer"], answers: answers)
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(try body(shell, "customer")["registration_number"]?.string == "33273786")
  }

  @Test("A question mark explains the field and the keys", .temporaryFolder)
  func help() throws {
    let shell = Shell().company()
    let outcome = shell.run(["add", "assessment"], answers: ["?", "^C"])
    #expect(outcome.notes.contains("The field is called ‘customer’ on a command line."))
    #expect(outcome.notes.contains("- goes back"))
  }

  @Test("Records are picked by number, name or a part of it", .temporaryFolder)
  func picking() throws {
    let shell = Shell().company()
    for (number, name) in [
      ("C-1", "Janssen Coatings"), ("C-2", "Smit Verf"), ("C-3", "Smits Lak"),
    ] {
      try shell.addCustomer(number, name)
    }
    for (typed, expected) in [
      (["1"], "C-1"), (["C-2"], "C-2"), (["lak"], "C-3"), (["jansen"], "C-1"),
      (["smit", "smits"], "C-3"),
      (["nobody", "verf"], "C-2"),
    ] {
      let answers = typed + ["approved", "", ""]
      let outcome = shell.run(["add", "assessment"], answers: answers)
      #expect(outcome.status == 0, "\(typed): \(outcome.everything)")
      #expect(outcome.notes.contains("  = \(expected), "), "\(typed): \(outcome.everything)")
    }
  }

  @Test(
    "A number that is a customer’s own and another’s place in the list is not guessed",
    .temporaryFolder,
  )
  func ambiguousNumber() throws {
    let shell = Shell().company()
    for (number, name) in [("2", "Alfa"), ("7", "Beta")] {
      try shell.addCustomer(number, name)
    }
    let outcome = shell.run(["add", "assessment"], answers: ["2", "beta", "approved", "", ""])
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.notes.contains("write the name"))
    let beta = try shell.json("show", "7")["record"]?.string
    #expect(try body(shell, "assessment")["customer"]?.string == beta)
  }

  @Test("Lists are asked for entry by entry, until an empty answer", .temporaryFolder)
  func lists() throws {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    let answers = [
      "C-1", "approved", "", "substances", "110-63-4", "96-48-0", "", "evidence",
      "extract", "downloaded", "", "2026-03-01", "", "website", "", "B. Smit", "", "", "", "",
    ]
    let outcome = shell.run(["add", "assessment"], answers: answers)
    #expect(outcome.status == 0, "\(outcome.everything)")
    let body = try body(shell, "assessment")
    #expect(body["substances"] == ["110-63-4", "96-48-0"])
    let evidence = body["evidence"]?.elements ?? []
    #expect(evidence.count == 2)
    #expect(evidence.first?["what"]?.string == "extract")
    #expect(evidence.first?["by"]?.string == "A. Jansen")
    #expect(evidence.last?["by"]?.string == "B. Smit")
    #expect(evidence.last?["how"] == nil)
  }

  @Test("What is usual is taken, and can be changed or left out", .temporaryFolder)
  func usual() throws {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    let answers = [
      "C-1", "approved", "", "valid until", "2027-01-31", "assessed by", "M. Bakker", "",
    ]
    let outcome = shell.run(["add", "assessment"], answers: answers)
    #expect(outcome.status == 0, "\(outcome.everything)")
    let body = try body(shell, "assessment")
    #expect(body["date"]?.string == CalendarDate.today.text)
    #expect(body["valid_until"]?.string == "2027-01-31")
    #expect(body["assessor"]?.string == "M. Bakker")
  }

  @Test("Fields that were given are not asked for", .temporaryFolder)
  func given() throws {
    let shell = Shell().company()
    let outcome = shell.run(["add", "customer", "--field", "name=Janssen"], answers: [])
    #expect(outcome.status == 0)
    #expect(outcome.replies == 0)
  }

  @Test("Every form can be begun at a terminal", .temporaryFolder)
  func everyForm() throws {
    let shell = Shell().company()
    for form in try shell.json("forms").elements ?? [] {
      let name = String((form["form"]?.string ?? "").prefix { $0 != "/" })
      let outcome = shell.run(["add", name], answers: ["?", "^C"])
      #expect(outcome.status == 2, "\(name): \(outcome.everything)")
    }
  }

  @Test(
    "An amount is a number and a unit, in one answer",
    arguments: [
      ("1200", "1200", nil), ("1200 kg", "1200", "kg"), ("2.5l", "2.5", "l"), ("5 µg", "5", "µg"),
      ("kg", "kg", nil), ("zwanzig l", "zwanzig l", nil), ("1 200 kg", "1 200", "kg"),
    ],
  )
  func amounts(typed: String, number: String, unit: String?) {
    let amount = FieldInput.amount(typed)
    #expect(amount.number == number)
    #expect(amount.unit == unit)
  }

  @Test("Warning signs are ticked by number, code or own words, with comments")
  func signs() throws {
    let signs = WarningSigns(catalogue: [("cash", "Wants to pay cash"), ("no-use", "No use")])
    let ticked = try signs.ticked("1: in notes, no-use; hung up: twice, 1")
    #expect(ticked.map(\.code) == ["cash", "no-use", "hung up"])
    #expect(ticked.map(\.comment) == ["in notes", nil, "twice"])
    #expect(try signs.ticked("1 2").map(\.code) == ["cash", "no-use"])
    #expect(throws: CommandFault.self) { try signs.ticked("3") }
  }
}
