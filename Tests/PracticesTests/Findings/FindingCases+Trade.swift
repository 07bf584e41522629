import Practices
import Records

extension FindingCase {
  private static let bdo = "110-63-4"
  private static let gbl = "96-48-0"
  private static let anhydride = "108-24-7"

  private static let both: [Line] = [.customer(1, "a"), .customer(2, "b")]

  // MARK: Needs

  private static func needed(
    _ name: String,
    _ records: [Line],
    expected: [String],
    evidence: Set<String>? = nil,
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .aboveNeed,
      records: both + records,
      same: [["a", "b"], ["site", "place"]],
      expected: expected,
      evidence: evidence,
    )
  }

  static let needs: [FindingCase] = [
    needed(
      "as much as is needed, by two firms",
      [
        .need(1, "site", of: "a", bdo, "1200 kg"),
        .supplied(1, "m", to: "a", bdo, "700 kg", "2025-07-01"),
        .supplied(2, "n", to: "b", bdo, "500 kg", "2026-06-30"),
      ],
      expected: [],
    ),
    needed(
      "a gram more, by two firms",
      [
        .need(1, "site", of: "a", bdo, "1200 kg"),
        .supplied(1, "m", to: "a", bdo, "700 kg", "2025-07-01"),
        .supplied(2, "n", to: "b", bdo, "500001 g", "2026-06-30"),
        .supplied(2, "old", to: "b", bdo, "500 kg", "2025-06-30"),
      ],
      expected: [
        "found ‘Janssen’: 1200.001 kg of BDO supplied by 2 firms in the 12 months up to 2026-06-30, "
          + "more than the need of 1200 kg a year"
      ],
      evidence: ["site", "m", "n"],
    ),
    needed(
      "litres and kilograms of mixtures",
      [
        .need(1, "site", of: "a", gbl, "1000 l"),
        .supplied(1, "m", to: "a", gbl, "500 l", "2026-03-01"),
        .supplied(2, "n", to: "b", gbl, "1200 kg 50", "2026-03-02"),
      ],
      expected: [
        // 500 l are 565 kg, half of 1200 kg are 600 kg, and 1000 l are 1130 kg.
        "found ‘Janssen’: 1165 kg of GBL supplied by 2 firms in the 12 months up to 2026-06-30, more "
          + "than the need of 1130 kg a year"
      ],
    ),
    needed(
      "a density that nobody knows",
      [
        .need(1, "site", of: "a", "7722-64-7", "100 kg"),
        .supplied(1, "m", to: "a", "7722-64-7", "90 kg", "2026-03-01"),
        .supplied(2, "n", to: "b", "7722-64-7", "20 l", "2026-03-02"),
      ],
      expected: [
        "unknown ‘Janssen’: 90 kg of potassium permanganate supplied by 2 firms in the 12 months up to "
          + "2026-06-30, as far as anybody can tell, beside the need of 100 kg a year: density missing "
          + "in 1 record [density of n]"
      ],
    ),
    needed(
      "a density that nobody knows beside too much",
      [
        .need(1, "site", of: "a", "7722-64-7", "100 kg"),
        .supplied(1, "m", to: "a", "7722-64-7", "101 kg", "2026-03-01"),
        .supplied(2, "n", to: "b", "7722-64-7", "20 l", "2026-03-02"),
      ],
      expected: [
        "found ‘Janssen’: 101 kg of potassium permanganate supplied by 2 firms in the 12 months up to "
          + "2026-06-30, more than the need of 100 kg a year [density of n]"
      ],
    ),
    needed(
      "one site that two firms describe",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .need(2, "place", of: "b", bdo, "1200 kg"),
        .supplied(1, "m", to: "a", bdo, "1100 kg", "2026-03-01", site: "site"),
      ],
      expected: [],
    ),
    needed(
      "two sites, one of which gets too much",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .need(1, "works", of: "a", bdo, "1000 kg"),
        .supplied(1, "m", to: "a", bdo, "600 kg", "2026-03-01", site: "works"),
        .supplied(1, "n", to: "a", bdo, "600 kg", "2026-03-02", site: "works"),
      ],
      expected: [
        "found ‘Janssen’: 1200 kg of BDO supplied by 1 firm to ‘works’ in the 12 months up to "
          + "2026-06-30, more than the need of 1000 kg a year"
      ],
    ),
    needed(
      "a site without a need",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .site(1, "works", of: "a"),
        .supplied(1, "m", to: "a", bdo, "600 kg", "2026-03-01", site: "works"),
      ],
      expected: [
        "unknown ‘Janssen’: 600 kg of BDO supplied to 1 site without a need per year, in the 12 months "
          + "up to 2026-06-30 [need_per_year of works]"
      ],
    ),
    needed(
      "a site without a need, where goods without a site may have gone",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .site(2, "works", of: "b"),
        .supplied(1, "m", to: "a", bdo, "600 kg", "2026-03-01", site: "site"),
        .supplied(2, "n", to: "b", bdo, "600 kg", "2026-03-02"),
      ],
      expected: [
        "unknown ‘Janssen’: 1200 kg of BDO supplied by 2 firms in the 12 months up to 2026-06-30, "
          + "more than the need of 1000 kg a year; need_per_year missing in 1 record "
          + "[need_per_year of works]"
      ],
    ),
    needed(
      "a site without a need, beside one that got too much",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .site(2, "works", of: "b"),
        .supplied(1, "m", to: "a", bdo, "1100 kg", "2026-03-01", site: "site"),
        .supplied(2, "n", to: "b", bdo, "600 kg", "2026-03-02"),
      ],
      expected: [
        "found ‘Janssen’: 1700 kg of BDO supplied by 2 firms in the 12 months up to 2026-06-30, "
          + "more than the need of 1000 kg a year"
      ],
    ),
    needed(
      "a site that two firms describe, one of them without a need",
      [
        .need(1, "site", of: "a", bdo, "1000 kg"), .site(2, "place", of: "b"),
        .supplied(2, "n", to: "b", bdo, "1100 kg", "2026-03-02"),
      ],
      expected: [
        "found ‘Janssen’: 1100 kg of BDO supplied by 1 firm in the 12 months up to 2026-06-30, "
          + "more than the need of 1000 kg a year"
      ],
    ),
    needed(
      "declarations in force, a renewal once",
      [
        .need(1, "site", of: "a", bdo, "1200 kg"),
        declaration(1, "old", of: "a", "700 kg", from: "2025-07-01", until: "2026-06-30"),
        declaration(1, "new", of: "a", "800 kg", from: "2026-06-01", until: "2027-05-31"),
        declaration(2, "other", of: "b", "500 kg", from: "2026-01-01", until: "2026-06-30"),
        declaration(2, "lapsed", of: "b", "500 kg", from: "2025-01-01", until: "2025-12-31"),
      ],
      expected: [
        "found ‘Janssen’: 1300 kg of BDO declared by 2 firms in declarations in force on 2026-06-30, "
          + "more than the need of 1200 kg a year"
      ],
      evidence: ["site", "new", "other"],
    ),
  ]

  private static func declaration(
    _ firm: Int,
    _ alias: String,
    of: String,
    _ amount: String,
    from: String,
    until: String,
  ) -> Line {
    let parts = amount.split(separator: " ").map { JSON.string(String($0)) }
    return Line(
      firm,
      alias,
      "declaration",
      [
        "customer": .string("@\(of)"), "substance": .string(bdo), "quantity": parts[0],
        "unit": parts[1], "valid_from": .string(from), "valid_until": .string(until),
      ],
    )
  }

  // MARK: Thresholds

  private static func threshold(
    _ name: String,
    _ records: [Line],
    expected: [String],
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .aboveThreshold,
      records: both + [.customer(3, "c"), .customer(4, "d")] + records,
      same: [["a", "b", "c", "d"]],
      expected: expected,
    )
  }

  static let thresholds: [FindingCase] = [
    threshold(
      "as much as the threshold of a year, in litres and kilograms",
      [
        .supplied(1, "m", to: "a", anhydride, "60 l", "2026-03-01"),
        .supplied(2, "n", to: "b", anhydride, "43.2 kg", "2025-07-01"),
      ],
      expected: [],
    ),
    threshold(
      "more than the threshold of a year, in litres and kilograms",
      [
        .supplied(1, "m", to: "a", anhydride, "60 l", "2026-03-01"),
        .supplied(2, "n", to: "b", anhydride, "43.21 kg", "2025-07-01"),
      ],
      expected: [
        "found ‘Janssen’: 108.01 kg of acetic anhydride supplied by 2 firms in the 12 months up to "
          + "2026-06-30, more than the threshold of 100 l a year"
      ],
    ),
    threshold(
      "one firm alone, and firms of other countries",
      [
        .supplied(1, "m", to: "a", anhydride, "600 l", "2026-03-01"),
        .supplied(3, "n", to: "c", anhydride, "600 l", "2026-03-01"),
      ],
      expected: [],
    ),
    threshold(
      "a calendar month of two firms in the USA",
      [
        .supplied(3, "m", to: "c", "108-88-3", "100 kg", "2026-05-01"),
        .supplied(4, "n", to: "d", "108-88-3", "59.1 kg", "2026-05-31"),
        .supplied(3, "o", to: "c", "108-88-3", "100 kg", "2026-03-01"),
        .supplied(4, "p", to: "d", "108-88-3", "100 kg", "2026-04-01"),
      ],
      expected: [
        "found ‘Janssen’: 159.1 kg of toluene supplied by 2 firms in 2026-05, more than the threshold "
          + "of 159 kg a month"
      ],
    ),
    threshold(
      "a substance whose duties begin with nothing",
      [
        .supplied(3, "m", to: "c", gbl, "100 kg", "2026-05-01"),
        .supplied(4, "n", to: "d", gbl, "100 kg", "2026-05-31"),
      ],
      expected: [],
    ),
    threshold(
      "a quantity that nobody gave",
      [
        .supplied(1, "m", to: "a", anhydride, "60 l", "2026-03-01"),
        .supplied(2, "n", to: "b", anhydride, "", "2026-03-01"),
      ],
      expected: [
        "unknown ‘Janssen’: 64.8 kg of acetic anhydride supplied by 2 firms in the 12 months up to "
          + "2026-06-30, as far as anybody can tell, beside the threshold of 100 l a year: quantity "
          + "missing in 1 record [quantity of n]"
      ],
    ),
  ]

  // MARK: Orders

  private static func split(_ name: String, _ records: [Line], expected: [String]) -> FindingCase {
    FindingCase(
      name: name,
      rule: .splitOrders,
      records: both + [.site(1, "works", of: "a"), .site(2, "depot", of: "b")] + records,
      expected: expected,
    )
  }

  static let splits: [FindingCase] = [
    split(
      "each below and together above, at two firms",
      [
        .order(1, "m", of: "a", anhydride, "60 l", "2026-05-01", site: "works"),
        .order(2, "n", of: "b", anhydride, "50 l", "2026-05-31", site: "depot"),
      ],
      expected: [
        "found ‘Janssen’: 2 orders of acetic anhydride for 2 sites at 2 firms in 2026-05, each at most "
          + "100 l, 118.8 kg together"
      ],
    ),
    split(
      "together not above",
      [
        .order(1, "m", of: "a", anhydride, "60 l", "2026-05-01", site: "works"),
        .order(2, "n", of: "b", anhydride, "40 l", "2026-05-31", site: "depot"),
      ],
      expected: [],
    ),
    split(
      "in two calendar months",
      [
        .order(1, "m", of: "a", anhydride, "60 l", "2026-05-31", site: "works"),
        .order(2, "n", of: "b", anhydride, "50 l", "2026-06-01", site: "depot"),
      ],
      expected: [],
    ),
    split(
      "one of them above by itself",
      [
        .order(1, "m", of: "a", anhydride, "101 l", "2026-05-01", site: "works"),
        .order(2, "n", of: "b", anhydride, "50 l", "2026-05-31", site: "depot"),
      ],
      expected: [],
    ),
    split(
      "one refused, one cancelled",
      [
        .order(1, "m", of: "a", anhydride, "60 l", "2026-05-01", site: "works"),
        .order(
          2,
          "n",
          of: "b",
          anhydride,
          "50 l",
          "2026-05-31",
          site: "depot",
          ["decision": "refuse"],
        ),
        .order(
          2,
          "o",
          of: "b",
          anhydride,
          "50 l",
          "2026-05-31",
          site: "depot",
          ["stage": "cancelled"],
        ),
      ],
      expected: [],
    ),
    split(
      "no order names a site, where there are several",
      [
        .order(1, "m", of: "a", anhydride, "60 l", "2026-05-01"),
        .order(2, "n", of: "b", anhydride, "50 l", "2026-05-31"),
      ],
      expected: [
        "unknown ‘Janssen’: 2 orders of acetic anhydride for 1 site at 2 firms in 2026-05, each at most "
          + "100 l, 118.8 kg together, as far as anybody can tell [site of m, site of n]"
      ],
    ),
  ]
}
