import Records
import Testing

@testable import Practices

/// How verdicts come about where records disagree, are missing, withdrawn or confidential.
@Suite("Rule engine")
struct RuleEngineTests {
  private static let code = RulePackage.shipped.filter { $0.name == "icca-bdo-gbl-2017" }
  private static let law = RulePackage.shipped.filter { $0.name != "us-21cfr1310" }

  @Test("An order against which nothing speaks may go")
  func supply() throws {
    let answer = try Firm.inOrder(Self.law).check(Firm.order())
    #expect(answer.amiss.isEmpty)
    #expect(answer.answer == .supply)
    #expect(answer.packages.map(\.name) == ["icca-bdo-gbl-2017", "eu-2004-273"])
  }

  @Test("A field in conflict counts with its worst value, and the result says so")
  func conflict() throws {
    var firm = Firm.inOrder(Self.code)
    let approved: JSON = [
      "customer": Firm.name("customer"), "outcome": "approved", "assessor": "M. Bakker",
      "date": "2026-01-10", "second_approver": "J. Visser",
    ]
    let refused = Firm.changed(approved, [("outcome", "refused")])
    for bodies in [[approved, refused], [refused, approved]] {
      firm.add("assessment", "assessment", bodies[0], bodies[1])
      let answer = try firm.check(Firm.order())
      #expect(answer["icca-2-assessed"]?.verdict == .hold)
      #expect(answer["icca-2-assessed"]?.because.contains("refused") == true)
      #expect(answer["icca-2-assessed"]?.because.contains("conflict") == true)
      #expect(answer["icca-2-assessed"]?.records.contains(Firm.id("assessment")) == true)
    }
  }

  @Test("Conflicts of several records are looked at together")
  func worlds() throws {
    // Each of two movements is in conflict between little and much; only both together with
    // the order pass what is declared.
    var firm = Firm.inOrder(Self.code)
    let movement: JSON = [
      "kind": "supplied", "counterparty": Firm.name("customer"), "substance": Firm.bdo,
      "quantity": "100", "unit": "kg", "date": "2026-02-02",
    ]
    let much = Firm.changed(movement, [("quantity", "580")])
    firm.add("m1", "movement", movement, much)
    firm.add("m2", "movement", movement, much)
    #expect(try firm.check(Firm.order())["icca-3-declared-quantity"]?.verdict == .hold)
    firm.add("m2", "movement", movement)
    #expect(try firm.check(Firm.order())["icca-3-declared-quantity"]?.verdict == .pass)
  }

  @Test("A request in conflict counts with its worst state")
  func conflictingRequest() throws {
    let firm = Firm.inOrder(Self.code)
    let answer = try firm.check(Firm.order(), Firm.order(("quantity", "1300")))
    #expect(answer.amiss == ["icca-3-declared-quantity=hold", "icca-5-usual-consumption=hold"])
  }

  @Test("A declaration whose customer is in conflict may be nobody's")
  func conflictingSubject() throws {
    var firm = Firm.inOrder(Self.code)
    firm.add(
      "declaration",
      "declaration",
      Firm.declaration(),
      Firm.declaration(("customer", Firm.name("somebody else"))),
    )
    #expect(try firm.check(Firm.order())["icca-3-declared"]?.verdict == .hold)
  }

  @Test("More conflicts than can be looked at together are unknown")
  func tooManyWorlds() throws {
    var firm = Firm.inOrder(Self.code)
    for number in 0..<12 {
      let movement: JSON = [
        "kind": "supplied", "counterparty": Firm.name("customer"), "substance": Firm.bdo,
        "quantity": "1", "unit": "kg", "date": "2026-02-02",
      ]
      firm.add(
        "m\(number)",
        "movement",
        movement,
        Firm.changed(movement, [("quantity", "2")]),
      )
    }
    let answer = try firm.check(Firm.order())
    #expect(answer["icca-3-declared-quantity"]?.verdict == .unknown)
    #expect(answer.answer == .hold)
  }

  @Test(
    "A record with a missing entry gives hold at best",
    arguments: ["customer", "assessment", "declaration"],
  )
  func incomplete(_ name: String) throws {
    var firm = Firm.inOrder(Self.code)
    let place = try #require(firm.records.firstIndex { $0.id == Firm.id(name) })
    firm.records[place].isIncomplete = true
    let answer = try firm.check(Firm.order())
    #expect(answer.answer == .hold)
    #expect(answer.results.contains { $0.records.contains(Firm.id(name)) && $0.verdict == .hold })
  }

  @Test(
    "Withdrawn records count for nothing",
    arguments: ["customer", "assessment", "declaration"],
  )
  func void(_ name: String) throws {
    var firm = Firm.inOrder(Self.code)
    let place = try #require(firm.records.firstIndex { $0.id == Firm.id(name) })
    firm.records[place].isVoid = true
    #expect(try firm.check(Firm.order()).answer == .hold)
  }

  @Test("What stands on a confidential list is marked, and a pass is not")
  func confidential() throws {
    var firm = Firm.inOrder(Self.code)
    firm.add(
      "list",
      "surveillance_list",
      [
        "name": "List 7",
        "entries": [["name": "JANSSEN COATINGS BV", "kind": "company", "action": "refuse"]],
      ],
    )
    let answer = try firm.check(Firm.order())
    #expect(answer.amiss == ["surveillance-list=refuse"])
    #expect(answer.answer == .refuse)
    #expect(answer.results.filter(\.isConfidential).map(\.rule) == ["surveillance-list"])
    #expect(answer.results.allSatisfy { $0.isConfidential || !$0.because.contains("List 7") })
    // A list that says nothing of what to do is for a person.
    firm.add(
      "list",
      "surveillance_list",
      ["name": "List 7", "entries": [["name": "Janssen Coatings", "kind": "company"]]],
    )
    #expect(try firm.check(Firm.order()).amiss == ["surveillance-list=hold"])
  }

  @Test("A firm of one records once that four eyes do not apply")
  func applicability() throws {
    var firm = Firm.inOrder(Self.code)
    firm.add(
      "assessment",
      "assessment",
      [
        "customer": Firm.name("customer"), "outcome": "approved", "assessor": "M. Bakker",
        "date": "2026-01-10",
      ],
    )
    #expect(try firm.check(Firm.order()).amiss == ["four-eyes=warn"])
    firm.add(
      "alone",
      "applicability",
      ["subject": "rule", "rule": "four-eyes", "applies": false, "reason": "a firm of one"],
    )
    let answer = try firm.check(Firm.order())
    #expect(answer.amiss.isEmpty)
    #expect(answer["four-eyes"]?.because.contains("a firm of one") == true)
    #expect(answer["four-eyes"]?.records == [Firm.id("alone")])
    firm.add(
      "again",
      "applicability",
      [
        "subject": "rule", "rule": "four-eyes", "applies": true, "reason": "we are two now",
        "date": "2026-02-01",
      ],
    )
    #expect(try firm.check(Firm.order()).amiss == ["four-eyes=warn"])
  }

  @Test("A practice that does not apply takes its rules along, and no law's")
  func practiceDoesNotApply() throws {
    var firm = Firm.inOrder()
    firm.records.removeAll { $0.form == "declaration" }
    firm.add(
      "none",
      "applicability",
      ["subject": "practice", "practice": "3", "applies": false, "reason": "a downstream user"],
    )
    #expect(try firm.check(Firm.order())["icca-3-declared"]?.verdict == .notApplicable)
    let law = try firm.check(Firm.order(("substance", "4676-39-5")))
    #expect(law["eu-category-1-declaration"]?.verdict == .hold)
  }

  @Test("Packages are applied by the date of the check")
  func dates() throws {
    let firm = Firm.inOrder()
    #expect(try firm.check(Firm.order(), on: "2017-03-31").packages.map(\.name).count == 2)
    #expect(
      try firm.check(Firm.order(), on: "2005-08-17").packages.map(\.name) == ["us-21cfr1310"]
    )
    // GBL was listed in 2000 and had a threshold until 2003.
    let gbl = Firm.order(("substance", "96-48-0"))
    #expect(try firm.check(gbl, on: "2002-01-01")["us-gbl-zero-threshold"] == nil)
    #expect(try firm.check(gbl, on: "2003-10-01")["us-gbl-zero-threshold"]?.verdict == .warn)
  }

  @Test("What the register does not know, and what is missing, is unknown and named")
  func unknown() throws {
    let firm = Firm.inOrder(Self.law)
    let methanol = try firm.check(Firm.order(("substance", "67-56-1")))
    #expect(methanol.answer == .hold)
    #expect(methanol["eu-category-1-licence"]?.verdict == .unknown)
    #expect(methanol["eu-category-1-licence"]?.because.contains("67-56-1") == true)
    let none = try firm.check(Firm.order(("quantity", nil), ("unit", nil)))
    #expect(none["icca-3-declared-quantity"]?.verdict == .unknown)
    #expect(none["icca-3-declared-quantity"]?.because.contains("quantity") == true)
    let litres = try firm.check(Firm.order(("substance", "118-92-3"), ("unit", "l")))
    #expect(litres["eu-category-2-declaration"]?.because.contains("density") == true)
    #expect(litres["eu-category-2-declaration"]?.verdict == .unknown)
    #expect(try firm.check([:]).answer == .hold)
  }

  @Test("The firm's own product says what a mixture weighs")
  func products() throws {
    var firm = Firm.inOrder(Self.code)
    let mixture = Firm.order(("quantity", "1500"), ("unit", "l"), ("concentration", "50"))
    #expect(try firm.check(mixture)["icca-3-declared-quantity"]?.verdict == .unknown)
    firm.add(
      "product",
      "product",
      [
        "name": "Blend 50", "substance": Firm.bdo, "concentration": "50", "density": "1.01",
      ],
    )
    // 1,500 l at 1.01 kg/l, half of it: 757.5 kg.
    #expect(try firm.check(mixture)["icca-3-declared-quantity"]?.verdict == .pass)
    let more = Firm.order(("quantity", "2400"), ("unit", "l"), ("concentration", "50"))
    #expect(try firm.check(more)["icca-3-declared-quantity"]?.verdict == .hold)
  }

  @Test("A salt counts as its parent")
  func salts() throws {
    let firm = Firm.inOrder(Self.law)
    let answer = try firm.check(Firm.order(("substance", "50-98-6")))
    #expect(answer["eu-category-1-licence"]?.verdict == .refuse)
  }

  @Test("An order that is recorded is not counted a second time")
  func ownRecord() throws {
    var firm = Firm.inOrder(Self.code)
    let order = Firm.order(
      ("quantity", "1200"),
      ("decision", "supply"),
      ("declaration", Firm.name("declaration")),
    )
    firm.add("order", "order", order)
    #expect(try firm.check(order, record: "order").amiss.isEmpty)
    #expect(try !firm.check(order).amiss.isEmpty)
    // Its own movement is not beside it either.
    firm.add(
      "movement",
      "movement",
      [
        "kind": "supplied", "counterparty": Firm.name("customer"), "substance": Firm.bdo,
        "quantity": "1200", "unit": "kg", "date": "2026-03-02", "order": Firm.name("order"),
      ],
    )
    #expect(try firm.check(order, record: "order").amiss.isEmpty)
  }

  @Test("Open questions are asked with the figures beside them")
  func questions() throws {
    let firm = Firm.inOrder(Self.code)
    let engine = RuleEngine(packages: Self.code, register: .standard, forms: FormLibrary.forms)
    let book = ListedRecords(firm.records, forms: FormLibrary.forms)
    func open(_ body: JSON) throws -> [OpenQuestion] {
      let date = try #require(CalendarDate("2026-03-02"))
      return try engine.openQuestions(
        CheckRequest(subject: .order, bodies: [body], date: date),
        in: book,
      )
    }
    #expect(try open(Firm.order()).isEmpty)
    let questions = try open(Firm.order(("answers", nil), ("quantity", "1250")))
    #expect(questions.map(\.question) == ["plausible-use", "consistent-with-usual-consumption"])
    #expect(questions.first?.figures.contains("ordered 1250 kg") == true)
    #expect(questions.first?.figures.contains("declared 1200 kg") == true)
  }

  @Test(
    "No exemption lowers what a list or an alert says",
    arguments: ["alert", "surveillance_list"],
  )
  func listsAlwaysApply(_ form: String) throws {
    var firm = Firm.inOrder()
    let before = try firm.check(Firm.order()).amiss
    firm.add(
      "notice",
      form,
      [
        "name": "Watched", "title": "Watched", "date": "2026-01-01",
        "entries": [["kind": "substance", "cas": "110-63-4", "action": "refuse"]],
      ],
    )
    let noticed = try firm.check(Firm.order()).amiss
    #expect(noticed != before)
    let rule = form == "alert" ? "alert" : "surveillance-list"
    firm.add(
      "off",
      "applicability",
      ["subject": "rule", "rule": .string(rule), "applies": false, "reason": "too many hits"],
    )
    firm.add(
      "off-too",
      "applicability",
      ["subject": "practice", "practice": "5", "applies": false, "reason": "too many hits"],
    )
    let verdict = try firm.check(Firm.order())[rule]?.verdict
    #expect(verdict == .refuse)
  }

  @Test("Where the role is not known, no rule says worse than it could, and the role is asked for")
  func roleUnknown() throws {
    var firm = Firm.inOrder()
    firm.records = firm.records.map { record in
      guard record.form == "customer" else { return record }
      var record = record
      record.bodies = record.bodies.map { body in
        .object((body.members ?? []).filter { $0.name != "role" })
      }
      return record
    }
    let answer = try firm.check(Firm.order())
    let audited = answer["icca-4-distributor-audited"]
    #expect(audited?.verdict == .warn)
    let bound = answer["icca-4-distributor-bound"]
    #expect(bound?.verdict == .unknown)
    for result in [audited, bound] {
      #expect(result?.remedy.contains("--field role=") == true, "\(result?.remedy ?? "")")
    }
  }

  @Test("What is missing is asked for", arguments: ["twenty", "4 pcs", "70 l"])
  func missing(_ text: String) throws {
    let parts = text.split(separator: " ").map(String.init)
    let firm = Firm.inOrder()
    let order = Firm.order(
      ("substance", "96-48-0"),
      ("quantity", .string(parts[0])),
      ("unit", .string(parts.count > 1 ? parts[1] : "kg")),
    )
    let unknown = try firm.check(order).results.filter { $0.verdict == .unknown }
    for result in unknown {
      #expect(
        result.remedy.contains("--field quantity=") || result.remedy.contains("--field density="),
        "\(result.rule): \(result.remedy)",
      )
    }
  }
}
