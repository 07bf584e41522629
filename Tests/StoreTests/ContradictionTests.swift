import CentralView
import Records
import Sealing
import TestSupport
import Testing

@testable import Store

/// What of two firms' statements disagrees, case by case.
@Suite("Contradictions")
struct ContradictionTests {
  /// What each of two firms has on record about the customer, and the fields that disagree.
  struct Case: CustomTestStringConvertible {
    let name: String
    let first: [Stated]
    let second: [Stated]
    let fields: [String]
    var testDescription: String { name }
  }

  /// A record about the customer.
  struct Stated {
    let form: String
    let members: [String: String]
    init(_ form: String, _ members: [String: String]) {
      self.form = form
      self.members = members
    }
  }

  private static func assessment(_ outcome: String, _ date: String) -> Stated {
    Stated("assessment", ["outcome": outcome, "assessor": "A", "date": date])
  }

  private static func licence(
    _ number: String,
    _ until: String,
    kind: String = "licence",
    by issuer: String = "Farmatec",
  ) -> Stated {
    Stated("licence", ["number": number, "valid_until": until, "kind": kind, "issued_by": issuer])
  }

  private static func declaration(
    _ quantity: String,
    _ use: String,
    substance: String = "110-63-4",
    kind: String = "multiple",
    from: String = "2026-01-01",
  ) -> Stated {
    Stated(
      "declaration",
      [
        "quantity": quantity, "unit": "kg", "end_use": use, "substance": substance, "kind": kind,
        "valid_from": from, "valid_until": "2027-06-01", "signatory": "S",
      ],
    )
  }

  static let cases: [Case] = [
    Case(
      name: "one outcome, other assessors and days",
      first: [assessment("approved", "2026-01-01")],
      second: [
        Stated("assessment", ["outcome": "approved", "assessor": "B", "date": "2026-02-02"])
      ],
      fields: [],
    ),
    Case(
      name: "two outcomes",
      first: [assessment("approved", "2026-01-01")],
      second: [assessment("refused", "2020-01-01")],
      fields: ["decision"],
    ),
    Case(
      name: "of each firm the newest assessment counts",
      first: [assessment("refused", "2025-01-01"), assessment("approved", "2026-01-01")],
      second: [assessment("approved", "2024-01-01")],
      fields: [],
    ),
    Case(
      name: "two assessments of one day both count",
      first: [assessment("refused", "2026-01-01"), assessment("approved", "2026-01-01")],
      second: [assessment("approved", "2024-01-01")],
      fields: ["decision"],
    ),
    Case(
      name: "only one firm says anything",
      first: [assessment("refused", "2025-01-01")],
      second: [],
      fields: [],
    ),
    Case(
      name: "one licence, two ends",
      first: [licence("NL-1", "2027-01-01")],
      second: [licence("NL-1", "2026-01-01")],
      fields: ["period"],
    ),
    Case(
      name: "one licence that a firm has renewed",
      first: [licence("NL-1", "2026-01-01"), licence("NL-1", "2027-01-01")],
      second: [licence("NL-1", "2027-01-01")],
      fields: [],
    ),
    Case(
      name: "two numbers of one kind of licence",
      first: [licence("NL-1", "2027-01-01")],
      second: [licence("NL-2", "2027-01-01")],
      fields: ["number"],
    ),
    Case(
      name: "one firm knows a licence more",
      first: [licence("NL-1", "2027-01-01"), licence("NL-2", "2028-01-01")],
      second: [licence("NL-2", "2028-01-01")],
      fields: [],
    ),
    Case(
      name: "licences of two authorities, or of two kinds",
      first: [licence("NL-1", "2027-01-01")],
      second: [
        licence("DE-1", "2027-01-01", by: "BfArM"),
        licence("R-1", "2027-01-01", kind: "registration"),
      ],
      fields: [],
    ),
    Case(
      name: "two quantities and two uses of one substance",
      first: [declaration("100", "coatings")],
      second: [declaration("200", "cleaning")],
      fields: ["amount", "end_use"],
    ),
    Case(
      name: "two substances",
      first: [declaration("100", "coatings")],
      second: [declaration("200", "cleaning", substance: "96-48-0")],
      fields: [],
    ),
    Case(
      name: "a quantity for one delivery says nothing of the year",
      first: [declaration("100", "coatings")],
      second: [declaration("5", "coatings", kind: "single")],
      fields: [],
    ),
    Case(
      name: "the last year's declaration is over",
      first: [
        declaration("100", "coatings", from: "2025-01-01"), declaration("200", "coatings"),
      ],
      second: [declaration("200", "coatings")],
      fields: [],
    ),
  ]

  @Test("Statements of two firms disagree, or do not", .temporaryFolder, arguments: cases)
  func table(_ item: Case) throws {
    var dispute = try Dispute("noord", "zuid")
    for (firm, list) in [item.first, item.second].enumerated() {
      for stated in list {
        var members = stated.members
        members[stated.form == "licence" ? "holder" : "customer"] = dispute.customers[firm].text
        try dispute.add(firm, stated.form, members)
      }
    }
    try dispute.report()
    #expect(try contradictions(dispute).map(\.field).sorted() == item.fields.sorted())
  }

  @Test("An address disagrees where a part that both give differs", .temporaryFolder)
  func addresses() throws {
    var dispute = try Dispute("noord", "zuid")
    func move(_ firm: Int, _ members: [String: String]) throws {
      let name = firm == 0 ? "noord-customer" : "zuid-customer"
      _ = try dispute.firms[firm].revise(
        dispute.firms[firm].customer(name),
        changes: members.map { ($0.key, .string($0.value)) },
        because: "moved",
      )
      try dispute.report(firm)
    }
    try move(0, ["street": "Havenweg 1"])
    try move(1, ["city": "Leiden"])
    #expect(try contradictions(dispute).isEmpty)
    try move(0, ["city": "Leiden"])
    #expect(try contradictions(dispute).isEmpty)
    try move(1, ["street": "havenweg 1"])
    let found = try contradictions(dispute)
    #expect(found.map(\.field) == ["address"])
    #expect(found[0].values.count == 2)
    #expect(found[0].records == dispute.customers.sorted())
  }

  @Test(
    "A contradiction’s id is the one that the format gives it, whichever way it was found",
    .temporaryFolder,
  )
  func ids() throws {
    var dispute = try Dispute("noord", "zuid", "waal")
    for (firm, outcome) in ["approved", "refused", "approved"].enumerated() {
      try dispute.assess(firm, outcome)
    }
    try dispute.report()
    let found = try #require(try contradictions(dispute).first)
    #expect(found.values.count == 3)
    let lines =
      ["steward/conflict/1", "contradiction", found.records[0].text, "\"decision\""]
      + found.values.map(\.entry.text).sorted()
    var hasher = ContentHasher()
    hasher.update(lines.joined(separator: "\n") + "\n")
    #expect(found.id == String(Base32.encode(hasher.digest().bytes).prefix(20)))
    let groups = parties(dispute)
    let reversed = groups.reversed().map { Array($0.reversed()) }
    #expect(try dispute.authority.view.contradictions(among: reversed).map(\.id) == [found.id])
  }

  @Test("Every standing value of a record that is in conflict itself takes part", .temporaryFolder)
  func inner() throws {
    var dispute = try Dispute("noord", "zuid")
    let own = try dispute.assess(0, "approved")
    try dispute.assess(1, "approved")
    let fixture = dispute.fixture
    let office = try fixture.office("east", of: dispute.firms[0])
    _ = try office.trust(dispute.authority.card(), as: .authority, isCompared: true)
    _ = try dispute.authority.trust(dispute.firms[0].card(), as: .company, isCompared: true)
    _ = try office.importBundles([fixture.pack(dispute.firms[0], "a", to: ["self"])])
    for (store, outcome) in [(dispute.firms[0], "approved"), (office, "refused")] {
      let record = try #require(try store.view.record(own))
      _ = try store.revise(
        record,
        changes: [("outcome", .string(outcome)), ("assessor", .string(store.settings.author))],
        because: "looked again",
      )
    }
    try dispute.report()
    _ = try dispute.authority.importBundles([fixture.pack(office, "b")])
    let found = try #require(try contradictions(dispute).first)
    #expect(found.field == "decision")
    #expect(found.values.count == 3)
    #expect(found.records.count == 2)
  }

  /// The customers, said to be one.
  private func parties(_ dispute: Dispute) -> [[PartyRecord]] {
    [
      dispute.customers.indices.map {
        PartyRecord(dispute.customers[$0], of: dispute.firms[$0].settings.organisation)
      }
    ]
  }

  private func contradictions(_ dispute: Dispute) throws -> [ConflictSummary] {
    try dispute.authority.view.contradictions(among: parties(dispute))
  }
}
