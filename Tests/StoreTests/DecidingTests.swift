import CentralView
import Practices
import Records
import TestSupport
import Testing

@testable import Store

@Suite("Deciding orders")
struct DecidingTests {
  let fixture = Fixture()
  private static let day = CalendarDate(dayNumber: 20_500)  // 2026-02-16

  private func firm() throws -> (store: Store, customer: EntryID) {
    let firm = try fixture.store("firm")
    let rules = [TestRules.noCash, TestRules.plausible, TestRules.listed]
    try firm.use(TestRules.text(more: rules), in: fixture.folder)
    let customer = try firm.addCustomer(["name": "One", "reference": "K-1"]).record
    try firm.record(
      "assessment",
      [
        "customer": .string(customer.text), "outcome": "approved", "assessor": "A",
        "date": "2026-01-01",
      ],
    )
    return (firm, customer)
  }

  private func order(_ store: Store, _ customer: EntryID, _ more: JSON = [:]) throws
    -> RecordSummary
  {
    let members: [JSON.Member] = [
      .init("customer", .string(customer.text)), .init("substance", "110-63-4"),
    ]
    let id = try store.record("order", .object(members + (more.members ?? [])))
    return try #require(try store.view.record(id))
  }

  private let yes = QuestionAnswer(question: "plausible-use", isYes: true, comment: "usual")

  @Test("What the check lets go is supplied without more words", .temporaryFolder)
  func supply() throws {
    let (firm, customer) = try firm()
    let record = try order(firm, customer)
    let decided = try firm.decide(record, Decision(.supply, answers: [yes]), on: Self.day)
    #expect(decided.answer.answer == .supply)
    let body = try #require(try firm.view.record(record.id)?.body)
    #expect(body["decision"]?.string == "supply")
    #expect(body["decided_by"]?.string == "Officer of firm")
    #expect(body["second_approver"] == nil)
    #expect(body["check"]?.string?.hasPrefix("supply on 2026-02-16") == true)
    let answer = try #require(body["answers"]?.elements?.first)
    #expect(answer["by"]?.string == "Officer of firm")
    #expect(answer["date"]?.string == Self.day.text)
    #expect(body["answers"]?.elements?.count == 1)
    let entry = try #require(try firm.entry(decided.entry.entry))
    #expect(entry.writes == ["answers", "check", "verdict"])
  }

  @Test("Against a hold it takes a reason and another person", .temporaryFolder)
  func hold() throws {
    let (firm, customer) = try firm()
    let record = try order(firm, customer)
    let size = try firm.ownSize
    func decide(_ reason: String, _ second: String?) throws {
      _ = try firm.decide(
        record,
        Decision(.supply, reason: reason, second: second),
        on: Self.day,
      )
    }
    let bare = #expect(throws: DecisionError.self) { try decide("", "B") }
    #expect(bare?.remedy?.contains("plausible") == true)
    #expect(throws: DecisionError.self) { try decide("seen the plant", nil) }
    #expect(throws: DecisionError.self) { try decide("seen the plant", "") }
    for name in ["Officer of firm", "officer OF  firm", " OFFICER of firm "] {
      #expect(throws: DecisionError.samePerson(name)) { try decide("seen the plant", name) }
    }
    #expect(try firm.ownSize == size)
    try decide("seen the plant", "J. Visser")
    let body = try #require(try firm.view.record(record.id)?.body)
    #expect(body["second_approver"]?.string == "J. Visser")
    #expect(body["decision_reason"]?.string == "seen the plant")
    #expect(body["check"]?.string?.hasPrefix("hold on") == true)
  }

  @Test(
    "To hold or to refuse is always possible",
    .temporaryFolder,
    arguments: OrderAnswer.allCases,
  )
  func other(_ outcome: OrderAnswer) throws {
    guard outcome != .supply else { return }
    let (firm, customer) = try firm()
    let record = try order(firm, customer, ["payment": "cash"])
    _ = try firm.decide(record, Decision(outcome, reason: "no reference"), on: Self.day)
    #expect(try firm.view.record(record.id)?.body["decision"]?.string == outcome.rawValue)
    // A later decision replaces it whole.
    let again = try #require(try firm.view.record(record.id))
    _ = try firm.decide(again, Decision(.hold, reason: "wait"), on: Self.day)
    #expect(try firm.view.record(record.id)?.body["decision_reason"]?.string == "wait")
  }

  @Test("What a law forbids is not supplied, whoever agrees", .temporaryFolder)
  func forbidden() throws {
    let (firm, customer) = try firm()
    let record = try order(firm, customer, ["payment": "cash"])
    let error = #expect(throws: DecisionError.self) {
      try firm.decide(
        record,
        Decision(.supply, reason: "a friend", second: "J. Visser", answers: [yes]),
        on: Self.day,
      )
    }
    #expect(error?.problem.contains("no-cash") == true)
    #expect(error?.problem.contains("the test’s law, 2") == true)
    #expect(try firm.view.record(record.id)?.body["decision"] == nil)
  }

  @Test("What a list forbids is not supplied, and nobody is told why", .temporaryFolder)
  func heldBack() throws {
    let (firm, customer) = try firm()
    try firm.record(
      "surveillance_list",
      [
        "name": "Watched",
        "entries": [["name": "One", "kind": "company", "action": "refuse"]],
      ],
    )
    let record = try order(firm, customer)
    let decision = Decision(.supply, reason: "fine", second: "J. Visser", answers: [yes])
    let error = #expect(throws: DecisionError.heldBack) {
      try firm.decide(record, decision, on: Self.day)
    }
    let words = (error?.problem ?? "") + (error?.remedy ?? "")
    #expect(!words.contains("Watched") && !words.contains("unlisted"))
  }

  @Test("A firm of one says once that four eyes do not apply", .temporaryFolder)
  func fourEyes() throws {
    let (firm, customer) = try firm()
    let decision = Decision(.supply, reason: "seen the plant")
    func exempt(_ applies: Bool, _ rule: String, _ date: String) throws {
      try firm.record(
        "applicability",
        [
          "subject": "rule", "rule": .string(rule), "applies": .bool(applies),
          "reason": "I work alone", "decided_by": "O", "date": .string(date),
        ],
      )
    }
    try exempt(false, "assessed", "2026-01-01")
    #expect(try firm.needsFourEyes())
    try exempt(false, "four-eyes", "2026-01-01")
    #expect(try !firm.needsFourEyes())
    _ = try firm.decide(order(firm, customer), decision, on: Self.day)
    // The newest counts.
    try exempt(true, "four-eyes", "2026-02-01")
    #expect(try firm.needsFourEyes())
    #expect(throws: DecisionError.self) {
      try firm.decide(order(firm, customer), decision, on: Self.day)
    }
    // A reason it takes all the same.
    #expect(throws: DecisionError.self) {
      try firm.decide(order(firm, customer), Decision(.supply), on: Self.day)
    }
  }

  @Test("Only orders and samples are decided, and none that is withdrawn", .temporaryFolder)
  func subjects() throws {
    let (firm, customer) = try firm()
    let record = try #require(try firm.view.record(customer))
    #expect(throws: DecisionError.self) { try firm.decide(record, Decision(.hold, reason: "x")) }
    let withdrawn = try order(firm, customer)
    _ = try firm.void(withdrawn, because: "twice")
    let gone = try #require(try firm.view.record(withdrawn.id))
    #expect(throws: DecisionError.withdrawn(gone.id.short)) {
      try firm.decide(gone, Decision(.refuse, reason: "x"))
    }
  }

  @Test("A second answer to a question takes the place of the first")
  func answers() {
    let first = QuestionAnswer.adding([yes], to: ["name": "x"], by: "A", on: Self.day)
    let no = QuestionAnswer(question: "plausible-use", isYes: false)
    let other = QuestionAnswer(question: "usual", isYes: true)
    let second = QuestionAnswer.adding([no, other], to: first, by: "B", on: Self.day)
    let answers = second["answers"]?.elements ?? []
    #expect(answers.map { $0["question"]?.string } == ["plausible-use", "usual"])
    #expect(answers.first?["answer"]?.bool == false)
    #expect(answers.first?["by"]?.string == "B")
    #expect(answers.first?["comment"] == nil)
    #expect(second["name"]?.string == "x")
    #expect(QuestionAnswer.adding([], to: first, by: "B", on: Self.day) == first)
  }
}
