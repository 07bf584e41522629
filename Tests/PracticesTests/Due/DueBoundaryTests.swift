import Practices
import Records
import Testing

/// Something that becomes due on one day.
struct DueCase: CustomTestStringConvertible, Sendable {
  let kind: DueKind
  let form: String
  let body: JSON
  let due: String
  /// The member that names the customer that the record is about.
  var subject: String?
  /// The beginning of the command that settles it.
  let command: String
  var customer: JSON = ["name": "Janssen Coatings", "reference": "C-1042"]
  var options = DueSurvey.Options(isConfidential: true)

  var testDescription: String { "\(kind.rawValue): \(body)" }

  /// Every kind of thing that comes from records, most of them twice: with the day that is
  /// written down, and with the one that follows from how long such things count.
  static let all: [DueCase] = [
    DueCase(
      kind: .assessment,
      form: "assessment",
      body: [
        "outcome": "approved", "assessor": "A", "date": "2025-12-01", "valid_until": "2026-11-30",
      ],
      due: "2026-11-30",
      subject: "customer",
      command: "steward add assessment --copy-last",
    ),
    DueCase(
      kind: .assessment,
      form: "assessment",
      body: ["outcome": "conditional", "assessor": "A", "date": "2024-02-29"],
      due: "2027-02-28",
      subject: "customer",
      command: "steward add assessment --copy-last",
    ),
    DueCase(
      kind: .declaration,
      form: "declaration",
      body: [
        "substance": "110-63-4", "kind": "code", "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
      ],
      due: "2026-12-31",
      subject: "customer",
      command: "steward add declaration --copy-last",
    ),
    DueCase(
      kind: .declaration,
      form: "declaration",
      body: ["substance": "96-48-0", "signed_on": "2026-03-15"],
      due: "2027-03-15",
      subject: "customer",
      command: "steward add declaration --copy-last",
    ),
    DueCase(
      kind: .licence,
      form: "licence",
      body: ["number": "NL-1", "kind": "registration", "valid_until": "2026-06-30"],
      due: "2026-06-30",
      command: "steward add licence --copy-last",
    ),
    DueCase(
      kind: .licence,
      form: "licence",
      body: ["number": "NL-2", "valid_until": "2026-06-30"],
      due: "2026-06-30",
      subject: "holder",
      command: "steward add licence --copy-last",
    ),
    DueCase(
      kind: .verification,
      form: "licence",
      body: ["number": "NL-3", "verified_on": "2025-06-30"],
      due: "2026-06-30",
      command: "steward revise",
    ),
    DueCase(
      kind: .policy,
      form: "policy",
      body: ["title": "Know your customer", "review_on": "2026-09-01"],
      due: "2026-09-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .policy,
      form: "policy",
      body: ["title": "Know your customer", "date": "2025-09-01"],
      due: "2026-09-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .training,
      form: "training",
      body: ["topic": "Orders", "date": "2026-02-01", "people": ["Piet d'Or"]],
      due: "2027-02-01",
      command: #"steward add training --field 'people[]=Piet d'\''Or'"#,
    ),
    DueCase(
      kind: .training,
      form: "training",
      body: [
        "topic": "Orders", "date": "2026-02-01", "people": ["S. Meijer"],
        "valid_until": "2028-02-01",
      ],
      due: "2028-02-01",
      command: "steward add training",
    ),
    DueCase(
      kind: .officer,
      form: "officer",
      body: [
        "name": "A. Jansen", "valid_from": "2025-01-01", "valid_until": "2026-12-31",
        "notified_on": "2025-01-02",
      ],
      due: "2026-12-31",
      command: "steward revise",
    ),
    DueCase(
      kind: .officer,
      form: "officer",
      body: ["name": "A. Jansen", "valid_from": "2026-05-01"],
      due: "2026-05-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .commitment,
      form: "distributor_commitment",
      body: ["signed_on": "2026-01-10", "valid_until": "2026-12-31"],
      due: "2026-12-31",
      subject: "distributor",
      command: "steward add distributor_commitment --field distributor=",
      customer: ["name": "Verdeler", "role": "distributor"],
    ),
    DueCase(
      kind: .audit,
      form: "distributor_audit",
      body: ["date": "2026-04-01", "result": "passed"],
      due: "2027-04-01",
      subject: "distributor",
      command: "steward add distributor_audit --field distributor=",
      customer: ["name": "Verdeler", "role": "distributor"],
    ),
    DueCase(
      kind: .review,
      form: "review",
      body: ["date": "2026-02-10"],
      due: "2027-02-10",
      command: "steward add review",
    ),
    DueCase(
      kind: .action,
      form: "corrective_action",
      body: ["description": "Lock the store", "due": "2026-08-01"],
      due: "2026-08-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .agreement,
      form: "agreement",
      body: ["kind": "mou", "valid_until": "2026-12-31"],
      due: "2026-12-31",
      command: "steward revise",
    ),
    DueCase(
      kind: .applicability,
      form: "applicability",
      body: [
        "subject": "rule", "rule": "four-eyes", "applies": false, "reason": "I am alone",
        "review_on": "2026-07-01",
      ],
      due: "2026-07-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .applicability,
      form: "applicability",
      body: [
        "subject": "practice", "practice": "4", "applies": false, "reason": "none",
        "date": "2026-07-01",
      ],
      due: "2027-07-01",
      command: "steward revise",
    ),
    DueCase(
      kind: .order,
      form: "order",
      body: ["substance": "110-63-4", "date": "2026-05-20", "stage": "order"],
      due: "2026-05-20",
      subject: "customer",
      command: "steward decide",
    ),
    DueCase(
      kind: .held,
      form: "order",
      body: ["substance": "110-63-4", "date": "2026-05-20", "decision": "hold"],
      due: "2026-05-20",
      subject: "customer",
      command: "steward decide",
    ),
    DueCase(
      kind: .sample,
      form: "sample",
      body: [
        "substance": "110-63-4", "date": "2026-05-20", "requester": ["name": "L. Moreau"],
      ],
      due: "2026-05-20",
      command: "steward decide",
    ),
    DueCase(
      kind: .notification,
      form: "suspicious_transaction",
      body: ["narrative": "cash", "noticed": "2026-05-20"],
      due: "2026-05-20",
      command: "steward revise",
    ),
    DueCase(
      kind: .list,
      form: "surveillance_list",
      body: ["name": "ours", "valid_until": "2026-05-20"],
      due: "2026-05-20",
      command: "steward revise",
    ),
    DueCase(
      kind: .loss,
      form: "theft_or_loss",
      body: ["substance": "110-63-4", "noticed": "2026-05-20"],
      due: "2026-05-20",
      command: "steward revise",
    ),
  ]
}

@Suite("Due on the day")
struct DueBoundaryTests {
  @Test("A thing is due from so many days before until it is settled", arguments: DueCase.all)
  func boundary(_ sample: DueCase) throws {
    var firm = PaperFirm()
    let due = day(sample.due)
    let customer = try firm.add("customer", sample.customer)
    // Somebody with whom there is something every month.
    for month in stride(from: -24, through: 3, by: 1) {
      try firm.add(
        "order",
        ([
          "customer": .id(customer), "substance": "7722-64-7",
          "date": .string(due.adding(days: 30 * month).text),
        ] as JSON).decided(),
      )
    }
    let body = sample.subject.map { sample.body.with($0, .id(customer)) } ?? sample.body
    let record = try firm.add(sample.form, body)
    func found(_ days: Int, within: Int) throws -> DueItem? {
      let list = try firm.due(due.adding(days: days), within: within, options: sample.options)
      let items = list.items.filter { $0.kind == sample.kind }
      #expect(items.count <= 1)
      if let item = items.first { #expect(list.days(of: item) == -days) }
      return items.first
    }
    #expect(try found(-31, within: 30) == nil)
    let item = try #require(try found(-30, within: 30))
    #expect(item.due == due)
    #expect(item.record == record)
    #expect(item.command.hasPrefix(sample.command), "\(item.command)")
    #expect(!item.isConfidential || item.command.contains("--confidential"))
    #expect(item.about == (sample.subject == nil ? nil : customer))
    #expect(try found(0, within: 0) == item)
    #expect(try found(1, within: 0) == item)
    let late = try firm.due(due.adding(days: 1), within: 0, options: sample.options)
    #expect(late.overdue.contains(item))
    let onTheDay = try firm.due(due, within: 0, options: sample.options)
    #expect(onTheDay.upcoming.contains(item))
  }

  @Test("What is withdrawn is not due", arguments: DueCase.all)
  func withdrawn(_ sample: DueCase) throws {
    var firm = PaperFirm()
    let customer = try firm.add("customer", sample.customer)
    let body = sample.subject.map { sample.body.with($0, .id(customer)) } ?? sample.body
    let record = try firm.add(sample.form, body)
    try firm.void(record, sample.form)
    let list = try firm.due(day(sample.due), options: sample.options)
    #expect(list.items.filter { $0.kind == sample.kind } == [])
  }

  @Test("Nothing about a confidential record is said unless it is asked for")
  func confidential() throws {
    for sample in DueCase.all where [.notification, .list].contains(sample.kind) {
      var firm = PaperFirm()
      try firm.add(sample.form, sample.body)
      let open = try firm.due(day(sample.due), options: DueSurvey.Options())
      #expect(open.items.isEmpty)
      let all = try firm.due(day(sample.due), options: sample.options)
      #expect(all.items.map(\.isConfidential) == [true])
    }
  }

  @Test("Every kind that records give has a case")
  func completeness() {
    let elsewhere: Set<DueKind> = [
      .conflict, .departure, .determination, .question, .annualReturn, .packing, .backup, .card,
    ]
    #expect(Set(DueCase.all.map(\.kind)).union(elsewhere) == Set(DueKind.allCases))
  }
}
