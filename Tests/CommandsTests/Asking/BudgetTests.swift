import Records
import TestSupport
import Testing

@testable import Commands

/// How many lines a person types for what firms do every day, empty ones included.
@Suite("Budgets of answers")
struct BudgetTests {
  /// Runs a command that has to succeed and to ask for every answer given, and counts them.
  private func count(
    _ shell: Shell,
    _ arguments: String...,
    answers: [String],
    sourceLocation: SourceLocation = #_sourceLocation,
  ) -> Int {
    let outcome = shell.run(arguments, answers: answers)
    #expect(outcome.status == 0, "\(outcome.everything)", sourceLocation: sourceLocation)
    #expect(outcome.unasked == [], "\(outcome.everything)", sourceLocation: sourceLocation)
    #expect(outcome.replies == answers.count, sourceLocation: sourceLocation)
    return outcome.replies
  }

  /// What a customer, its assessment and its declaration take at a terminal.
  static let customer = [
    "C-1", "Janssen Coatings B.V.", "", "33273785", "", "",  // the customer
    "yes",  // go on with the rest
    "approved", "trade register extract", "",  // the assessment
    "110-63-4", "1200 kg", "chain extender in floor coatings", "P. Jansen", "",  // the declaration
  ]

  @Test("From init to the first packed bundle: at most 12", .temporaryFolder)
  func firstBundle() throws {
    let shell = Shell()
    let authority = shell.authority()
    let card = try authority.json("card", "-o", "../ministry.card")
    var total = count(
      shell,
      "init",
      "noord",
      answers: ["Chemie Noord B.V.", "", "Netherlands", ""],
    )
    let company = shell.inside("noord")
    let trust = ["trust", "add", "../ministry.card", "--as", "authority", "--fingerprint"]
    let fingerprint = try #require(card["fingerprint"]?.string)
    #expect(company.run(trust + [fingerprint], answers: []).status == 0)
    total += count(
      company,
      "add",
      "customer",
      answers: ["C-1", "Janssen Coatings B.V.", "", "33273785", "", "", "no"],
    )
    let packed = company.run(["pack", "-o", "../b.tar"], answers: ["yes"])
    #expect(packed.status == 0, "\(packed.everything)")
    total += packed.replies
    #expect(total <= 12)
    #expect(authority.run("trust", "add", "../b.tar").status == 0)
    #expect(authority.run("import", "../b.tar").status == 0)
  }

  @Test("A customer, its assessment and its declaration: at most 15", .temporaryFolder)
  func newCustomer() throws {
    let shell = Shell().company()
    #expect(count(shell, "add", "customer", answers: Self.customer) <= 15)
    for form in ["customer", "assessment", "declaration"] {
      #expect(try shell.json("list", form).elements?.count == 1, "\(form)")
    }
  }

  @Test("Renewing a declaration: 1", .temporaryFolder)
  func renewal() throws {
    let shell = Shell().company()
    shell.run(["add", "customer"], answers: Self.customer)
    #expect(count(shell, "add", "declaration", "--copy-last", "C-1", answers: [""]) == 1)
    #expect(try shell.json("list", "declaration").elements?.count == 2)
  }

  @Test("An order at the counter from a known customer: at most 4", .temporaryFolder)
  func order() throws {
    let shell = Shell().company()
    shell.run(["add", "customer"], answers: Self.customer)
    let first = ["C-1", "200", "yes, a coatings maker", "yes, within the need", ""]
    shell.run(["add", "order"], answers: first)
    #expect(count(shell, "add", "order", answers: ["C-1", "200", ""]) <= 4)
    let orders = try shell.json("list", "order").elements ?? []
    #expect(orders.count == 2)
    for order in orders {
      #expect(order["body"]?["decision"]?.string == "supply", "\(order)")
      #expect(order["body"]?["check"]?.string?.hasPrefix("supply") == true, "\(order)")
    }
  }

  @Test("Where several declarations are in force an order names none by itself", .temporaryFolder)
  func severalDeclarations() throws {
    let shell = Shell().company()
    shell.run(["add", "customer"], answers: Self.customer)
    let today = Timestamp.now().date
    shell.run(["add", "order"], answers: ["C-1", "200", "yes, coatings", "yes, as before", ""])
    let second = [
      "customer=C-1", "substance=BDO", "kind=code", "quantity=900", "unit=kg",
      "end_use=floor coatings", "signatory=P. Jansen", "valid_from=\(today.adding(days: -10).text)",
      "valid_until=\(today.adding(days: 300).text)",
    ]
    let added = shell.run(["add", "declaration"] + second.flatMap { ["--field", $0] })
    #expect(added.status == 0, "\(added.everything)")
    shell.run(["add", "order"], answers: ["C-1", "190", ""])
    let orders = try shell.json("list", "order").elements ?? []
    let named = orders.map { order in
      (order["body"]?["quantity"]?.string, order["body"]?["declaration"] != nil)
    }
    #expect(named.first { $0.0 == "200" }?.1 == true)
    #expect(named.first { $0.0 == "190" }?.1 == false)
  }

  @Test("A suspicious enquiry from a stranger: at most 8", .temporaryFolder)
  func suspicion() throws {
    let shell = Shell().company()
    let answers = [
      "GBL", "Tom", "+31 6 5550123", "25 l", "1, 2: says it is for cleaning wheels",
      "Wanted 25 litres for cash, without an invoice, and hung up when asked for a firm.", "", "",
    ]
    #expect(count(shell, "add", "suspicious_transaction", answers: answers) <= 8)
    let listed = try shell.json("list", "suspicious_transaction", "--confidential").elements ?? []
    let body = try #require(listed.first?["body"])
    #expect(body["parties"]?.elements?.first?["name"]?.string == "Tom")
    #expect(body["parties"]?.elements?.first?["phone"]?.string == "+31 6 5550123")
    #expect(body["indicators"]?.elements?.count == 2)
    #expect(body["action"]?.string == "refused")
    #expect(body["stage"]?.string == "enquiry")
  }
}
