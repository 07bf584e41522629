import Practices
import Records

extension FindingCase {
  private static let gbl = "96-48-0"

  // MARK: Samples

  private static func sample(
    _ firm: Int,
    _ alias: String,
    _ date: String,
    _ more: JSON,
  ) -> Line {
    var body: [JSON.Member] = [.init("substance", .string(gbl))]
    if !date.isEmpty { body.append(.init("date", .string(date))) }
    return Line(firm, alias, "sample", .object(body + (more.members ?? [])))
  }

  private static let moreau: JSON = [
    "requester": ["name": "Dr. L. Moreau", "organisation": "Université de Lille"]
  ]
  private static let shouted: JSON = [
    "requester": ["name": "dr l moreau", "organisation": "UNIVERSITE DE LILLE"]
  ]

  private static let martin: JSON = [
    "requester": ["name": "C. Martin", "organisation": "Université de Lille"]
  ]

  private static func samples(
    _ name: String,
    _ records: [Line],
    same: [[String]] = [],
    different: [(String, String)] = [],
    proposed: [(String, String)] = [],
    expected: [String],
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .samplesAtSeveralFirms,
      records: records,
      same: same,
      different: different,
      proposed: proposed,
      expected: expected,
    )
  }

  private static let twoSamples =
    "found ‘Université de Lille’: 2 requests for samples at 2 firms in the 12 months up to 2026-06-30"

  static let samples: [FindingCase] = [
    samples(
      "one person at one organisation, however it is written",
      [sample(1, "s", "2025-07-01", moreau), sample(2, "t", "2026-06-30", shouted)],
      expected: [twoSamples],
    ),
    samples(
      "a day before the twelve months",
      [sample(1, "s", "2025-06-30", moreau), sample(2, "t", "2026-06-30", shouted)],
      expected: [],
    ),
    samples(
      "one firm alone",
      [sample(1, "s", "2026-06-01", moreau), sample(1, "t", "2026-06-30", shouted)],
      expected: [],
    ),
    samples(
      "judged different",
      [sample(1, "s", "2026-06-01", moreau), sample(2, "t", "2026-06-30", shouted)],
      different: [("s", "t")],
      expected: [],
    ),
    samples(
      "one e-mail address",
      [
        sample(
          1,
          "s",
          "2026-06-01",
          ["requester": ["email": "l.moreau@univ.example", "name": "L"]],
        ),
        sample(
          2,
          "t",
          "2026-06-30",
          ["requester": ["email": "L.Moreau@univ.example", "name": "M"]],
        ),
      ],
      expected: ["found ‘L’: 2 requests for samples at 2 firms in the 12 months up to 2026-06-30"],
    ),
    samples(
      "customers of two firms that are one party, and a stranger judged the same",
      [
        .customer(1, "a"), .customer(2, "b"), sample(1, "s", "2026-06-01", ["customer": "@a"]),
        sample(2, "t", "2026-06-30", ["customer": "@b"]), sample(3, "u", "2026-06-30", moreau),
      ],
      same: [["a", "b", "u"]],
      expected: [
        "found ‘Janssen’: 3 requests for samples at 3 firms in the 12 months up to 2026-06-30"
      ],
    ),
    samples(
      "three who may be one, of whom two are one",
      [
        sample(1, "s", "2025-07-01", moreau), sample(2, "t", "2026-06-30", shouted),
        sample(3, "u", "2026-06-29", martin),
      ],
      proposed: [("s", "u"), ("t", "u")],
      expected: [
        twoSamples,
        "unknown ‘Université de Lille’: 3 requests for samples at 3 firms in the 12 months up to "
          + "2026-06-30; if they are one requester: the name is the same "
          + "[judgement of s, judgement of t]",
      ],
    ),
    samples(
      "two who may be one, at one firm or judged different",
      [
        sample(1, "s", "2026-06-01", moreau), sample(1, "t", "2026-06-30", martin),
        sample(2, "u", "2026-06-30", martin),
      ],
      different: [("s", "u"), ("s", "t")],
      proposed: [("s", "t"), ("s", "u")],
      expected: [twoSamples],
    ),
    samples(
      "a request without a day",
      [sample(1, "s", "", moreau), sample(2, "t", "2026-06-30", shouted)],
      expected: [
        "unknown ‘Université de Lille’: 2 requests for samples at 2 firms in the 12 months up to "
          + "2026-06-30, if those without a day lie in them [date of s]"
      ],
    ),
    samples(
      "a request that names nobody",
      [sample(1, "s", "2026-06-01", .object([])), sample(2, "t", "2026-06-30", shouted)],
      expected: ["unknown Noord: 1 request for samples without a requester [requester of s]"],
    ),
  ]

  // MARK: Addresses

  private static func address(
    _ street: String,
    _ more: JSON,
  ) -> JSON {
    .object(
      [.init("street", .string(street)), .init("postal_code", "04109"), .init("country", "DE")]
        + (more.members ?? [])
    )
  }

  private static func addresses(
    _ name: String,
    _ first: JSON,
    _ second: JSON,
    same: [[String]] = [],
    different: [(String, String)] = [],
    expected: [String],
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .sharedAddress,
      records: [.customer(1, "a", first), .customer(2, "b", second)],
      same: same,
      different: different,
      expected: expected,
    )
  }

  private static let oneAddress = "found ‘Janssen’, ‘Janssen’: one address, different numbers"

  static let addresses: [FindingCase] = [
    addresses(
      "two numbers in one register, a street however it is written",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("HAUPTSTR. 7", ["registration_number": "HRB 124"]),
      expected: [oneAddress],
    ),
    addresses(
      "the same number",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("Hauptstr. 7", ["registration_number": "hrb123"]),
      expected: [],
    ),
    addresses(
      "another house",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("Hauptstraße 9", ["registration_number": "HRB 124"]),
      expected: [],
    ),
    addresses(
      "numbers of two registers",
      address(
        "Hauptstraße 7",
        ["registration_number": "HRB 123", "registration_authority": "Amtsgericht Leipzig"],
      ),
      address(
        "Hauptstraße 7",
        ["registration_number": "HRB 124", "registration_authority": "Amtsgericht Bonn"],
      ),
      expected: [
        "unknown ‘Janssen’, ‘Janssen’: one address, and no numbers to tell them apart "
          + "[registration_number of a, registration_number of b]"
      ],
    ),
    addresses(
      "one party",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("Hauptstraße 7", ["registration_number": "HRB 124"]),
      same: [["a", "b"]],
      expected: [],
    ),
    addresses(
      "judged different",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("Hauptstraße 7", ["registration_number": "HRB 124"]),
      different: [("a", "b")],
      expected: [],
    ),
    addresses(
      "one without a number",
      address("Hauptstraße 7", ["registration_number": "HRB 123"]),
      address("Hauptstraße 7", .object([])),
      expected: [
        "unknown ‘Janssen’, ‘Janssen’: one address, and no numbers to tell them apart "
          + "[registration_number of b]"
      ],
    ),
    FindingCase(
      name: "the site of a customer who is elsewhere",
      rule: .sharedAddress,
      records: [
        .customer(1, "a", address("Hauptstraße 7", ["registration_number": "HRB 123"])),
        .customer(2, "b", ["registration_number": "HRB 124", "country": "DE"]),
        .site(2, "works", of: "b", address("Hauptstraße 7", .object([]))),
      ],
      same: [],
      expected: [oneAddress],
      evidence: ["a", "works"],
    ),
    addresses(
      "a SIREN and a branch of it",
      [
        "street": "7 rue Duez", "city": "Lille", "country": "FR",
        "registration_number": "732829320",
      ],
      [
        "street": "7, rue Duez", "city": "LILLE", "country": "FR",
        "registration_number": "73282932000074",
      ],
      expected: [],
    ),
  ]

  // MARK: Seals

  private static func packs(
    _ firm: Int,
    _ alias: String,
    _ kind: String,
    _ date: String,
    lot: String,
    _ seals: [String],
    found: [String] = [],
  ) -> Line {
    var pack: [JSON.Member] = [.init("lot", .string(lot))]
    if !seals.isEmpty { pack.append(.init("seals", .array(seals.map { .string($0) }))) }
    if !found.isEmpty { pack.append(.init("seals_found", .array(found.map { .string($0) }))) }
    return Line(
      firm,
      alias,
      "movement",
      [
        "kind": .string(kind), "date": .string(date), "substance": .string(gbl),
        "packs": .array([.object(pack)]),
      ],
    )
  }

  private static func seals(_ name: String, _ records: [Line], expected: [String]) -> FindingCase {
    FindingCase(name: name, rule: .sealsDiffer, records: records, same: [], expected: expected)
  }

  private static let received = "lot B1 of GBL, supplied by Noord, received by Zuid on 2026-05-02"

  static let seals: [FindingCase] = [
    seals(
      "the same seals, in two deliveries",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", ["S-1", "S-2"]),
        packs(2, "n", "received", "2026-05-02", lot: "b 1", ["s1"]),
        packs(2, "o", "received", "2026-05-03", lot: "B1", ["S-2"]),
      ],
      expected: [],
    ),
    seals(
      "another seal",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", ["S-1", "S-2"]),
        packs(2, "n", "received", "2026-05-02", lot: "B1", ["S-1", "S-3"]),
      ],
      expected: ["found \(received): seals differ, not supplied: S-3; not received: S-2"],
    ),
    seals(
      "a seal found instead",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", ["S-1"]),
        packs(2, "n", "received", "2026-05-02", lot: "B1", ["S-1"], found: ["S-9"]),
      ],
      expected: ["found \(received): seals differ, not supplied: S-9"],
    ),
    seals(
      "another lot, and a supply after the receipt",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B2", ["S-1"]),
        packs(1, "o", "supplied", "2026-05-03", lot: "B1", ["S-1"]),
        packs(2, "n", "received", "2026-05-02", lot: "B1", ["S-3"]),
      ],
      expected: [],
    ),
    seals(
      "returned, one with another seal; what stayed there is not missed",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", ["S-1", "S-2"]),
        packs(1, "n", "returned", "2026-05-02", lot: "B1", ["S-2", "S-3"]),
      ],
      expected: [
        "found lot B1 of GBL, supplied by Noord and returned to it on 2026-05-02: seals differ, not "
          + "supplied: S-3"
      ],
    ),
    seals(
      "a receipt without seals",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", ["S-1"]),
        packs(2, "n", "received", "2026-05-02", lot: "B1", []),
      ],
      expected: ["unknown \(received): one side lists no seals [seals of n]"],
    ),
    seals(
      "a supply without seals",
      [
        packs(1, "m", "supplied", "2026-05-01", lot: "B1", []),
        packs(2, "n", "received", "2026-05-02", lot: "B1", ["S-1"]),
      ],
      expected: ["unknown \(received): one side lists no seals [seals of m]"],
    ),
  ]

  // MARK: Silence

  /// The journals of these firms are written on 2026-01-01.
  private static func silent(
    _ name: String,
    on date: String,
    _ agreement: JSON? = nil,
    expected: [String],
  ) -> FindingCase {
    FindingCase(
      name: name,
      rule: .silentJournal,
      date: date,
      records: [.customer(1, "a")] + (agreement.map { [Line(1, "g", "agreement", $0)] } ?? []),
      same: [],
      expected: expected,
    )
  }

  static let silences: [FindingCase] = [
    silent("ninety days", on: "2026-04-01", expected: []),
    silent(
      "ninety-one days",
      on: "2026-04-02",
      expected: [
        "found Noord: silent for 91 days, since 2026-01-01; nothing was agreed, 90 days are usual"
      ],
    ),
    silent(
      "a calendar month",
      on: "2026-02-01",
      ["kind": "mou", "reporting_interval": "monthly"],
      expected: [],
    ),
    silent(
      "a day more than a calendar month",
      on: "2026-02-02",
      ["kind": "mou", "reporting_interval": "monthly"],
      expected: [
        "found Noord: silent for 32 days, since 2026-01-01; it agreed to report every month"
      ],
    ),
    silent(
      "a year that was agreed",
      on: "2026-12-31",
      ["kind": "mou", "reporting_interval": "yearly"],
      expected: [],
    ),
    silent(
      "an agreement that has ended",
      on: "2026-04-02",
      ["kind": "mou", "reporting_interval": "yearly", "valid_until": "2026-04-01"],
      expected: [
        "found Noord: silent for 91 days, since 2026-01-01; nothing was agreed, 90 days are usual"
      ],
    ),
  ]

  static let all =
    refusals + needs + thresholds + splits + samples + addresses + seals + silences
}
