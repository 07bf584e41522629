import CentralView
import Practices
import Records
import Testing

@Suite("What is due, and what is left alone")
struct DueListTests {
  /// A firm with one customer who orders every month of 2026.
  private func busyFirm() throws -> (firm: PaperFirm, customer: EntryID) {
    var firm = PaperFirm()
    let customer = try firm.add("customer", ["name": "Janssen Coatings", "reference": "C-1042"])
    for month in 1...9 {
      try firm.add(
        "order",
        ([
          "customer": .id(customer), "substance": "110-63-4", "date": .string("2026-0\(month)-01"),
        ] as JSON).decided(),
      )
    }
    return (firm, customer)
  }

  private func declaration(_ customer: EntryID, until: String, _ more: JSON = [:]) -> JSON {
    .object(
      [
        .init("customer", .id(customer)), .init("substance", "110-63-4"),
        .init("valid_until", .string(until)),
      ] + (more.members ?? [])
    )
  }

  @Test("Of a customer’s declarations for one substance and site the last one counts")
  func superseded() throws {
    var (firm, customer) = try busyFirm()
    let site = try firm.add("site", ["customer": .id(customer), "name": "Works"])
    try firm.add("declaration", declaration(customer, until: "2026-03-31"))
    let newer = try firm.add("declaration", declaration(customer, until: "2026-09-30"))
    let other = try firm.add(
      "declaration",
      declaration(customer, until: "2026-06-30", ["site": .id(site)]),
    )
    // One for a single transaction is used up, and never renewed.
    try firm.add("declaration", declaration(customer, until: "2027-01-31", ["kind": "single"]))
    let list = try firm.due(day("2026-09-30"))
    #expect(list.items.map(\.record) == [other, newer])
    #expect(list.items.map { list.days(of: $0) } == [-92, 0])
    #expect(
      list.items.map(\.aboutTitle) == ["C-1042, Janssen Coatings", "C-1042, Janssen Coatings"]
    )
    #expect(
      list.items.map(\.command)
        == [other, newer].map { "steward add declaration --copy-last \($0.short)" }
    )
  }

  @Test("The newest assessment of a customer counts, and whom it turns away is left alone")
  func turnedAway() throws {
    for (outcome, isListed) in [
      ("approved", true), ("conditional", true), ("suspended", false), ("refused", false),
    ] {
      var (firm, customer) = try busyFirm()
      try firm.add("declaration", declaration(customer, until: "2026-09-30"))
      for (date, outcome) in [("2025-05-01", "refused"), ("2026-05-01", outcome)] {
        try firm.add(
          "assessment",
          [
            "customer": .id(customer), "outcome": .string(outcome), "assessor": "A",
            "date": .string(date), "valid_until": "2026-09-30",
          ],
        )
      }
      let kinds = try firm.due(day("2026-09-30")).items.map(\.kind)
      #expect(kinds == (isListed ? [.assessment, .declaration] : []), "\(outcome)")
    }
  }

  @Test("What lapsed of a customer with whom there was nothing for a year is counted, not listed")
  func dormant() throws {
    var (firm, customer) = try busyFirm()
    try firm.add("declaration", declaration(customer, until: "2026-09-30"))
    // The last order is of 1 September 2026.
    let last = try firm.due(day("2027-08-31"), within: 0)
    #expect(last.items.map(\.kind) == [.declaration])
    let dormant = try firm.due(day("2027-09-01"), within: 0)
    #expect(dormant.items == [])
    #expect(dormant.leftOut.dormantPapers == 1)
    let all = try firm.due(
      day("2027-09-01"),
      within: 0,
      options: DueSurvey.Options(includesDormant: true),
    )
    #expect(all.items.map(\.kind) == [.declaration])
    #expect(all.leftOut.total == 0)
  }

  @Test("Nothing is said about a customer who was withdrawn")
  func withdrawnCustomer() throws {
    var (firm, customer) = try busyFirm()
    try firm.add("declaration", declaration(customer, until: "2026-09-30"))
    try firm.void(customer, "customer")
    #expect(try firm.due(day("2026-09-30")).items == [])
  }

  @Test("Where two ends stand in one record the earlier counts, and the conflict is listed")
  func conflict() throws {
    for order in [["2026-12-31", "2026-05-31"], ["2026-05-31", "2026-12-31"]] {
      var (firm, customer) = try busyFirm()
      let first = declaration(customer, until: "2026-11-30")
      let record = try firm.add("declaration", first)
      for until in order {
        try firm.revise(
          record,
          "declaration",
          after: [record],
          writing: ["period"],
          first.with("valid_until", .string(until)),
        )
      }
      let list = try firm.due(day("2026-06-01"), within: 0)
      #expect(list.items.map(\.kind) == [.conflict, .declaration])
      #expect(list.items.last?.due == day("2026-05-31"))
      #expect(list.items.first?.command.hasPrefix("steward conflicts show ") == true)
      // A view made at once says the same.
      let view = try firm.view(bulkSize: 1)
      #expect(
        try view.briefs(ofForm: "declaration", organisation: firm.organisation)
          == firm.view().briefs(ofForm: "declaration", organisation: firm.organisation)
      )
    }
  }

  @Test("Two decisions that stand against each other leave an order open as held")
  func decisions() throws {
    var (firm, customer) = try busyFirm()
    let body: JSON = ["customer": .id(customer), "substance": "110-63-4", "date": "2026-08-20"]
    let order = try firm.add("order", body)
    for decision in ["supply", "hold"] {
      try firm.revise(
        order,
        "order",
        after: [order],
        writing: ["verdict"],
        body.decided(decision),
      )
    }
    let kinds = try firm.due(day("2026-08-21"), within: 0).items.map(\.kind)
    #expect(Set(kinds) == [.conflict, .held])
  }

  @Test("A practice that does not apply asks for nothing")
  func exempt() throws {
    for practice in 1...8 {
      let form = ["1": "policy", "2": "assessment", "3": "declaration", "8": "review"]
      guard let name = form["\(practice)"] else { continue }
      var (firm, customer) = try busyFirm()
      let bodies: [String: JSON] = [
        "policy": ["title": "Orders", "review_on": "2026-09-30"],
        "assessment": [
          "customer": .id(customer), "outcome": "approved", "assessor": "A",
          "date": "2026-01-01", "valid_until": "2026-09-30",
        ],
        "declaration": declaration(customer, until: "2026-09-30"),
        "review": ["date": "2025-09-30"],
      ]
      try firm.add(name, bodies[name] ?? [:])
      #expect(try firm.due(day("2026-09-30"), within: 0).items.count == 1)
      try firm.add(
        "applicability",
        [
          "subject": "practice", "practice": .string("\(practice)"), "applies": false,
          "reason": "none", "date": "2026-01-01",
        ],
      )
      #expect(try firm.due(day("2026-09-30"), within: 0).items == [], "\(practice)")
    }
  }

  @Test("Orders of years ago that nobody decided are counted; cancelled ones are not")
  func oldOrders() throws {
    var (firm, customer) = try busyFirm()
    for (date, stage) in [
      ("2025-09-30", "order"), ("2025-10-01", "enquiry"), ("2026-09-01", "cancelled"),
    ] {
      try firm.add(
        "order",
        [
          "customer": .id(customer), "substance": "110-63-4", "date": .string(date),
          "stage": .string(stage),
        ],
      )
    }
    let list = try firm.due(day("2026-09-30"))
    #expect(list.items.map(\.due) == [day("2025-10-01")])
    #expect(list.leftOut.oldRequests == 1)
  }

  @Test("A corrective action that was closed, and a report that was made, are done")
  func settled() throws {
    var firm = PaperFirm()
    try firm.add(
      "corrective_action",
      ["description": "x", "due": "2026-01-01", "closed": "2026-02-01"],
    )
    try firm.add(
      "theft_or_loss",
      ["substance": "110-63-4", "noticed": "2026-01-01", "reported_on": "2026-01-02"],
    )
    try firm.add(
      "suspicious_transaction",
      ["narrative": "x", "noticed": "2026-01-01", "notified": "2026-01-01"],
    )
    let list = try firm.due(day("2026-09-30"), options: DueSurvey.Options(isConfidential: true))
    #expect(list.items == [])
  }

  @Test("Who has not been trained for two years has left; a newer course counts for its people")
  func training() throws {
    var firm = PaperFirm()
    try firm.add(
      "training",
      ["topic": "a", "date": "2024-09-30", "people": ["Anna", "Bert", "Cees"]],
    )
    try firm.add("training", ["topic": "b", "date": "2026-01-15", "people": ["Anna"]])
    func late(_ date: String) throws -> [String] {
      try firm.due(day(date), within: 0).items.map(\.aboutTitle)
    }
    #expect(try late("2025-09-29") == [])
    #expect(try late("2025-09-30") == ["Anna", "Bert", "Cees"])
    #expect(try late("2026-09-30") == ["Bert", "Cees"])
    #expect(try late("2026-10-01") == [])
    #expect(try late("2027-01-15") == ["Anna"])
  }

  @Test("An officer who was followed by another is not asked to stay")
  func officers() throws {
    var firm = PaperFirm()
    let body: JSON = ["name": "A", "notified_on": "2025-01-01", "valid_until": "2026-06-30"]
    try firm.add("officer", body)
    #expect(try firm.due(day("2026-09-30")).items.count == 1)
    try firm.add(
      "officer",
      ["name": "B", "notified_on": "2026-06-01", "valid_from": "2026-07-01"],
    )
    #expect(try firm.due(day("2026-09-30")).items == [])
  }

  @Test("An association asks itself for no review")
  func association() throws {
    var firm = PaperFirm()
    try firm.add("review", ["date": "2024-01-01"])
    let list = try firm.due(day("2026-09-30"), options: DueSurvey.Options(isFirm: false))
    #expect(list.items == [])
  }

  @Test("What a law asks for is marked where the law applies, and never BDO or GBL by the code")
  func basis() throws {
    var (firm, customer) = try busyFirm()
    try firm.add("declaration", declaration(customer, until: "2026-09-30", ["kind": "code"]))
    try firm.add(
      "declaration",
      declaration(customer, until: "2026-09-30", ["kind": "multiple"])
        .with("substance", "7722-64-7"),
    )
    for isUnderLaw in [true, false] {
      let list = try firm.due(
        day("2026-09-30"),
        options: DueSurvey.Options(isUnderLaw: isUnderLaw),
      )
      let found = Dictionary(
        list.items.map { ($0.title, $0.basis) },
        uniquingKeysWith: { first, _ in first },
      )
      #expect(found["declaration for BDO"] == .voluntary)
      #expect(
        found["declaration for potassium permanganate"] == (isUnderLaw ? .mandatory : .voluntary)
      )
    }
  }
}
