import Practices
import Records
import Testing

/// One practice of a firm with certain records, and what its score must be.
struct ScoreCase: CustomTestStringConvertible, Sendable {
  let practice: Int
  let name: String
  /// Forms and bodies; `@customer`, `@other` and `@distributor` stand for customers.
  let records: [(form: String, body: JSON)]
  let verdict: PracticeScore.Verdict
  /// Current, lapsed and missing cases.
  let counts: (current: Int, lapsed: Int, missing: Int)
  /// The beginnings of the commands that mend the gaps, in order.
  var commands: [String] = []
  var isConfidential = false

  var testDescription: String { "\(practice): \(name)" }

  /// The day that all cases are looked at.
  static let today = day("2026-09-30")

  private static func order(_ customer: String, _ date: String, _ more: JSON = [:]) -> (
    form: String, body: JSON
  ) {
    let body: JSON = [
      "customer": .string(customer), "substance": "110-63-4", "date": .string(date),
    ]
    return ("order", .object((body.members ?? []) + (more.members ?? [])))
  }

  private static func assessment(_ customer: String, _ outcome: String, until: String) -> (
    form: String, body: JSON
  ) {
    (
      "assessment",
      [
        "customer": .string(customer), "outcome": .string(outcome), "assessor": "A",
        "date": "2026-01-01", "valid_until": .string(until),
      ],
    )
  }

  private static func declaration(_ customer: String, _ substance: String, until: String) -> (
    form: String, body: JSON
  ) {
    (
      "declaration",
      [
        "customer": .string(customer), "substance": .string(substance),
        "valid_until": .string(until),
      ],
    )
  }

  private static func movement(_ customer: String, _ date: String, _ packs: JSON?) -> (
    form: String, body: JSON
  ) {
    let body: JSON = [
      "kind": "supplied", "counterparty": .string(customer), "substance": "110-63-4",
      "date": .string(date),
    ]
    return ("movement", packs.map { body.with("packs", $0) } ?? body)
  }

  private static let sealed: JSON = [["lot": "L", "seals": ["S1", "S2"]], ["seals": ["S3"]]]
  private static let open: JSON = [["lot": "L", "seals": ["S1"]], ["lot": "M"]]

  static let all: [ScoreCase] = [
    ScoreCase(
      practice: 1,
      name: "nothing",
      records: [],
      verdict: .nothingYet,
      counts: (0, 0, 3),
      commands: ["steward add policy", "steward add training", "steward add officer"],
    ),
    ScoreCase(
      practice: 1,
      name: "all there",
      records: [
        ("policy", ["title": "Orders", "review_on": "2026-09-30"]),
        ("training", ["topic": "x", "date": "2025-09-30", "people": ["A"]]),
        ("officer", ["name": "A", "valid_until": "2026-09-30"]),
      ],
      verdict: .inOrder,
      counts: (3, 0, 0),
    ),
    ScoreCase(
      practice: 1,
      name: "all lapsed yesterday",
      records: [
        ("policy", ["title": "Orders", "review_on": "2026-09-29"]),
        ("policy", ["title": "Samples", "review_on": "2026-12-31"]),
        ("training", ["topic": "x", "date": "2025-09-29", "people": ["A"]]),
        ("officer", ["name": "A", "valid_until": "2026-09-29"]),
      ],
      verdict: .gaps,
      counts: (1, 3, 0),
      commands: ["steward revise", "steward add training", "steward add officer"],
    ),
    ScoreCase(
      practice: 2,
      name: "no customer buys",
      records: [],
      verdict: .nothingYet,
      counts: (0, 0, 0),
    ),
    ScoreCase(
      practice: 2,
      name: "assessed, lapsed and never assessed",
      records: [
        assessment("@customer", "approved", until: "2026-09-30"),
        assessment("@other", "conditional", until: "2026-09-29"),
        order("@customer", "2026-09-30"), order("@other", "2025-10-01"),
        order("@distributor", "2026-01-01"),
      ],
      verdict: .gaps,
      counts: (1, 1, 1),
      commands: ["steward add assessment", "steward add assessment"],
    ),
    ScoreCase(
      practice: 2,
      name: "who ordered longer than a year ago is not active",
      records: [
        assessment("@customer", "approved", until: "2026-09-30"), order("@customer", "2026-01-01"),
        order("@other", "2025-09-30"),
      ],
      verdict: .inOrder,
      counts: (1, 0, 0),
    ),
    ScoreCase(
      practice: 2,
      name: "supplied though refused",
      records: [
        assessment("@customer", "refused", until: "2026-12-31"),
        movement("@customer", "2026-01-02", nil),
        assessment("@other", "suspended", until: "2026-12-31"),
        movement("@other", "2025-12-31", nil),
      ],
      verdict: .gaps,
      counts: (0, 1, 0),
      commands: ["steward add assessment"],
    ),
    ScoreCase(
      practice: 3,
      name: "per customer and substance",
      records: [
        order("@customer", "2026-05-01"), movement("@customer", "2026-05-02", nil),
        declaration("@customer", "110-63-4", until: "2026-09-30"),
        order("@other", "2026-05-01"), declaration("@other", "96-48-0", until: "2026-12-31"),
        movement("@distributor", "2026-05-01", nil),
        declaration("@distributor", "110-63-4", until: "2026-09-29"),
      ],
      verdict: .gaps,
      counts: (1, 1, 1),
      commands: ["steward add declaration", "steward add declaration"],
    ),
    ScoreCase(
      practice: 3,
      name: "refused and cancelled orders want none",
      records: [
        order("@customer", "2026-05-01", ["decision": "refuse"]),
        order("@other", "2026-05-01", ["stage": "cancelled"]),
      ],
      verdict: .nothingYet,
      counts: (0, 0, 0),
    ),
    ScoreCase(
      practice: 4,
      name: "a distributor without anything",
      records: [],
      verdict: .gaps,
      counts: (0, 0, 2),
      commands: ["steward add distributor_commitment", "steward add distributor_audit"],
    ),
    ScoreCase(
      practice: 4,
      name: "a commitment that counts, an audit of more than a year ago",
      records: [
        (
          "distributor_commitment", ["distributor": "@distributor", "valid_until": "2026-09-30"],
        ), ("distributor_audit", ["distributor": "@distributor", "date": "2025-09-29"]),
      ],
      verdict: .gaps,
      counts: (1, 1, 0),
      commands: ["steward add distributor_audit"],
    ),
    ScoreCase(
      practice: 4,
      name: "does not apply",
      records: [
        (
          "applicability",
          ["subject": "practice", "practice": "4", "applies": false, "reason": "we sell direct"],
        )
      ],
      verdict: .doesNotApply,
      counts: (0, 0, 0),
    ),
    ScoreCase(
      practice: 5,
      name: "decided, held and open",
      records: [
        order("@customer", "2026-05-01", ["decision": "supply"]),
        order("@customer", "2026-05-02", ["decision": "refuse"]),
        order("@customer", "2026-05-03", ["decision": "hold"]),
        order("@customer", "2026-05-04"), order("@customer", "2025-09-30"),
        ("suspicious_transaction", ["narrative": "x", "noticed": "2026-05-01"]),
      ],
      verdict: .gaps,
      counts: (2, 0, 2),
      commands: ["steward due"],
    ),
    ScoreCase(
      practice: 5,
      name: "decided elsewhere, without a check",
      records: [
        order("@customer", "2026-05-01", ["decision": "supply", "decided_by": "a table"]),
        order("@customer", "2025-09-30", ["decision": "supply", "decided_by": "a table"]),
        order("@customer", "2026-05-02", ["decision": "supply"]),
      ],
      verdict: .gaps,
      counts: (2, 0, 1),
      commands: ["steward check"],
    ),
    ScoreCase(
      practice: 5,
      name: "suspicions are counted only where they are asked for",
      records: [
        order("@customer", "2026-05-01", ["decision": "supply"]),
        ("suspicious_transaction", ["narrative": "x", "noticed": "2026-05-01"]),
        (
          "suspicious_transaction",
          ["narrative": "y", "noticed": "2026-05-01", "notified": "2026-05-01"],
        ),
      ],
      verdict: .gaps,
      counts: (2, 0, 1),
      commands: ["steward due --confidential"],
      isConfidential: true,
    ),
    ScoreCase(
      practice: 6,
      name: "sealed, open and not said",
      records: [
        movement("@customer", "2026-05-01", sealed), movement("@customer", "2026-05-02", open),
        movement("@customer", "2026-05-03", nil), movement("@customer", "2025-09-30", nil),
        ("movement", ["kind": "received", "substance": "110-63-4", "date": "2026-05-01"]),
      ],
      verdict: .gaps,
      counts: (1, 0, 2),
      commands: ["steward list movement", "steward list movement"],
    ),
    ScoreCase(
      practice: 7,
      name: "a sample decided, another not",
      records: [
        ("sample", ["substance": "110-63-4", "date": "2026-05-01", "decision": "supply"]),
        ("sample", ["substance": "110-63-4", "date": "2026-09-01"]),
      ],
      verdict: .gaps,
      counts: (1, 0, 1),
      commands: ["steward due"],
    ),
    ScoreCase(
      practice: 8,
      name: "reviewed a year ago, an action late",
      records: [
        ("review", ["date": "2025-10-01"]),
        ("corrective_action", ["description": "a", "due": "2026-09-29"]),
        ("corrective_action", ["description": "b", "due": "2026-09-30"]),
        ("corrective_action", ["description": "c", "due": "2026-01-01", "closed": "2026-02-01"]),
      ],
      verdict: .gaps,
      counts: (3, 1, 0),
      commands: ["steward revise"],
    ),
    ScoreCase(
      practice: 8,
      name: "an action that nobody set a day for",
      records: [
        ("review", ["date": "2026-01-01"]), ("corrective_action", ["description": "a"]),
      ],
      verdict: .gaps,
      counts: (1, 0, 1),
      commands: ["steward revise"],
    ),
    ScoreCase(
      practice: 8,
      name: "goods went out last year, and no return was made",
      records: [
        ("review", ["date": "2026-01-01"]), movement("@customer", "2025-05-01", nil),
      ],
      verdict: .gaps,
      counts: (1, 0, 1),
      commands: ["steward report annual --year 2025 --save"],
    ),
    ScoreCase(
      practice: 8,
      name: "one of two parts of the return is there",
      records: [
        ("review", ["date": "2026-01-01"]),
        ("annual_return", ["year": 2025, "part": 2, "parts": 2]),
      ],
      verdict: .gaps,
      counts: (1, 0, 1),
      commands: ["steward report annual --year 2025 --save"],
    ),
    ScoreCase(
      practice: 8,
      name: "the return is there, in parts",
      records: [
        ("review", ["date": "2026-01-01"]),
        ("annual_return", ["year": 2025, "part": 2, "parts": 2]),
        ("annual_return", ["year": 2025, "part": 1, "parts": 2]),
      ],
      verdict: .inOrder,
      counts: (2, 0, 0),
    ),
    ScoreCase(
      practice: 8,
      name: "the return does not apply",
      records: [
        ("review", ["date": "2026-01-01"]), movement("@customer", "2025-05-01", nil),
        (
          "applicability",
          [
            "subject": "rule", "rule": "annual-return", "applies": false, "date": "2026-01-01",
            "reason": "BDO only",
          ],
        ),
      ],
      verdict: .inOrder,
      counts: (1, 0, 0),
    ),
    ScoreCase(
      practice: 8,
      name: "the last review is a day too old",
      records: [("review", ["date": "2025-09-30"])],
      verdict: .gaps,
      counts: (0, 1, 0),
      commands: ["steward add review"],
    ),
  ]
}

@Suite("Scorecard")
struct ScoreCardTests {
  /// A firm with three customers and these records.
  private func firm(_ sample: ScoreCase) throws -> PaperFirm {
    var firm = PaperFirm()
    let customers = [
      "@customer": try firm.add("customer", ["name": "Janssen"]),
      "@other": try firm.add("customer", ["name": "Smit"]),
      "@distributor": try firm.add("customer", ["name": "Verdeler", "role": "distributor"]),
    ]
    for record in sample.records {
      let members = (record.body.members ?? []).map { member in
        let id = member.value.string.flatMap { customers[$0] }
        return JSON.Member(member.name, id.map { .id($0) } ?? member.value)
      }
      let body = JSON.object(members)
      // Whoever is named decided elsewhere; everything else went through `decide`.
      let decision = body["decided_by"] == nil ? body["decision"]?.string : nil
      try firm.add(record.form, decision.map { body.decided($0) } ?? body)
    }
    return firm
  }

  @Test("A practice scores what was worked out by hand", arguments: ScoreCase.all)
  func score(_ sample: ScoreCase) throws {
    let card = try firm(sample).card(ScoreCase.today, isConfidential: sample.isConfidential)
    let score = card.scores[sample.practice - 1]
    #expect(score.practice == sample.practice)
    #expect(score.verdict == sample.verdict)
    let counts = [score.current, score.lapsed, score.missing]
    #expect(counts == [sample.counts.current, sample.counts.lapsed, sample.counts.missing])
    #expect(score.gaps.count == sample.commands.count, "\(score.gaps)")
    for (gap, command) in zip(score.gaps, sample.commands) {
      #expect(gap.command.hasPrefix(command), "\(gap.command)")
    }
    if sample.verdict == .doesNotApply { #expect(score.reason == "we sell direct") }
  }

  @Test("A summary says the counts of each practice and nothing else", arguments: ScoreCase.all)
  func summary(_ sample: ScoreCase) throws {
    let firm = try firm(sample)
    let card = try firm.card(ScoreCase.today)
    let summary = card.summary
    #expect(!summary.text.contains("Janssen"))
    #expect(!summary.text.contains("we sell direct"))
    let form = try #require(FormLibrary.forms.newest("summary"))
    #expect(form.check(summary).isEmpty)
    let read = try #require(ScoreCard(summary: summary, organisation: firm.organisation))
    for (score, said) in zip(card.scores, read.scores) {
      #expect(said.verdict == score.verdict, "\(score.practice)")
      #expect(said.source == .summary(ScoreCase.today))
    }
  }

  @Test("Of another firm its summary stands in for what is not seen")
  func others() throws {
    var firm = PaperFirm()
    #expect(
      try firm.card(ScoreCase.today, isOwn: false).scores.allSatisfy { $0.source == .nothing }
    )
    let customer = try firm.add("customer", ["name": "Janssen"])
    try firm.add(
      "assessment",
      [
        "customer": .id(customer), "outcome": "approved", "assessor": "A", "date": "2026-01-01",
      ],
    )
    try firm.add("officer", ["name": "A"])
    for (date, missing) in [("2026-03-01", 7), ("2026-06-01", 0)] {
      try firm.add(
        "summary",
        [
          "date": .string(date),
          "practices": [
            [
              "practice": "1", "applies": true, "records": 3, "current": 3,
              "missing": .integer(missing),
            ],
            ["practice": "2", "applies": true, "records": 9, "current": 1, "missing": 8],
            ["practice": "4", "applies": false],
          ],
        ],
      )
    }
    let scores = try firm.card(ScoreCase.today, isOwn: false).scores
    let sources: [PracticeScore.Source] = [
      .summary(day("2026-06-01")), .records, .nothing, .summary(day("2026-06-01")), .nothing,
      .nothing, .nothing, .nothing,
    ]
    #expect(scores.map(\.source) == sources)
    #expect(scores[0].verdict == .inOrder)
    #expect(scores[1].verdict == .inOrder)
    #expect(scores[3].verdict == .doesNotApply)
    // A summary of later does not count yet.
    let earlier = try firm.card(day("2026-05-31"), isOwn: false).scores
    #expect(earlier[0].source == .summary(day("2026-03-01")))
    #expect(earlier[0].missing == 7)
  }
}
