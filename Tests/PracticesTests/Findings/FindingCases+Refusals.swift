import Practices
import Records

extension FindingCase {
  private static let bdo = "110-63-4"

  private static let both: [Line] = [.customer(1, "a"), .customer(2, "b")]

  /// A refusal at one firm and a supply by another, on these days.
  private static func refusal(
    _ name: String,
    refused: String,
    supplied: String,
    expected: [String],
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .refusedAndSupplied,
      records: both + [
        .assessment(1, "a", "refused", refused),
        .supplied(2, "m", to: "b", bdo, "200 kg", supplied),
      ],
      expected: expected,
    )
  }

  private static func line(_ refused: String, _ supplied: String) -> String {
    "found ‘Janssen’: refused at Noord on \(refused), supplied by Zuid on \(supplied)"
  }

  static let refusals: [FindingCase] = [
    refusal(
      "refused first",
      refused: "2026-03-01",
      supplied: "2026-05-04",
      expected: [line("2026-03-01", "2026-05-04")],
    ),
    refusal(
      "supplied first",
      refused: "2026-05-04",
      supplied: "2026-03-01",
      expected: [line("2026-05-04", "2026-03-01")],
    ),
    refusal(
      "twelve months to the day",
      refused: "2025-06-30",
      supplied: "2026-06-30",
      expected: [line("2025-06-30", "2026-06-30")],
    ),
    refusal(
      "a day more than twelve months",
      refused: "2025-06-29",
      supplied: "2026-06-30",
      expected: [],
    ),
    refusal(
      "both before the twelve months asked about",
      refused: "2025-05-01",
      supplied: "2025-06-30",
      expected: [],
    ),
    refusal(
      "the later on the first day asked about",
      refused: "2025-05-01",
      supplied: "2025-07-01",
      expected: [line("2025-05-01", "2025-07-01")],
    ),
    refusal(
      "a supply after the day asked about",
      refused: "2026-03-01",
      supplied: "2026-07-01",
      expected: [],
    ),
    FindingCase(
      name: "records that nothing joins",
      rule: .refusedAndSupplied,
      records: both + [
        .assessment(1, "a", "refused", "2026-03-01"),
        .supplied(2, "m", to: "b", bdo, "200 kg", "2026-05-04"),
      ],
      same: [],
      expected: [],
    ),
    FindingCase(
      name: "approved, and supplied by the same firm",
      rule: .refusedAndSupplied,
      records: both + [
        .assessment(1, "a", "refused", "2026-03-01"),
        .assessment(2, "b", "approved", "2026-03-01"),
        .supplied(1, "m", to: "a", bdo, "200 kg", "2026-05-04"),
      ],
      expected: [],
    ),
    FindingCase(
      name: "suspended, and an order decided by another",
      rule: .refusedAndSupplied,
      records: both + [
        .assessment(1, "a", "suspended", "2026-03-01"),
        .order(2, "o", of: "b", bdo, "200 kg", "2026-05-04", ["decision": "supply"]),
        .order(2, "p", of: "b", bdo, "200 kg", "2026-05-05", ["decision": "hold"]),
        .order(
          2,
          "q",
          of: "b",
          bdo,
          "200 kg",
          "2026-05-06",
          ["decision": "supply", "stage": "cancelled"],
        ),
      ],
      expected: [
        "found ‘Janssen’: suspended at Noord on 2026-03-01, supplied by Zuid on 2026-05-04"
      ],
      evidence: ["assessment1suspended2026-03-01", "o"],
    ),
    FindingCase(
      name: "an order decided against, and two supplies",
      rule: .refusedAndSupplied,
      records: both + [
        .order(1, "o", of: "a", bdo, "200 kg", "2026-03-01", ["decision": "refuse"]),
        .supplied(2, "m", to: "b", bdo, "200 kg", "2026-04-01"),
        .supplied(2, "n", to: "b", bdo, "200 kg", "2026-05-04"),
      ],
      expected: [
        "found ‘Janssen’: refused at Noord on 2026-03-01, supplied by Zuid 2 times, last on 2026-05-04"
      ],
      evidence: ["o", "m", "n"],
    ),
    FindingCase(
      name: "an order without a day",
      rule: .refusedAndSupplied,
      records: both + [
        .order(1, "o", of: "a", bdo, "200 kg", "", ["decision": "refuse"]),
        .supplied(2, "m", to: "b", bdo, "200 kg", "2026-04-01"),
      ],
      expected: [
        "unknown ‘Janssen’: refused at Noord, supplied by Zuid on 2026-04-01; nobody wrote down when, "
          + "so it may be within 12 months [date of o]"
      ],
    ),
    FindingCase(
      name: "records that may be one, by their names",
      rule: .refusedAndSupplied,
      records: [.customer(1, "a", ["registration_number": "33273785"]), .customer(2, "b")] + [
        .assessment(1, "a", "refused", "2026-03-01"),
        .supplied(2, "m", to: "b", bdo, "200 kg", "2026-05-04"),
      ],
      same: [],
      proposed: [("a", "b")],
      expected: [
        "unknown ‘Janssen’: refused at Noord on 2026-03-01, supplied by Zuid on 2026-05-04; if both "
          + "are one party: the name is the same [registration_number of b]"
      ],
    ),
    suspicion(isConfidential: false, expected: []),
    suspicion(
      isConfidential: true,
      expected: [line("2026-03-01", "2026-05-04")],
    ),
  ]

  /// A report of a suspicion about somebody whom another firm supplied.
  private static func suspicion(isConfidential: Bool, expected: [String]) -> FindingCase {
    FindingCase(
      name: "a report of a suspicion, \(isConfidential ? "asked for" : "not asked for")",
      rule: .refusedAndSupplied,
      records: both + [
        Line(
          1,
          "s",
          "suspicious_transaction",
          [
            "narrative": "He wanted 25 kg.", "action": "refused", "noticed": "2026-03-01",
            "parties": [["role": "requester", "name": "JANSSEN"]],
          ],
        ),
        .supplied(2, "m", to: "b", bdo, "200 kg", "2026-05-04"),
      ],
      isConfidential: isConfidential,
      expected: expected,
    )
  }
}
