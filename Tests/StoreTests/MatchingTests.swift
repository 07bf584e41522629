import CentralView
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Matching records of several firms")
struct MatchingTests {
  /// Customers of two firms, of which three pairs may be one and the rest is none.
  private static let customers: [[[String: String]]] = [
    [
      [
        "reference": "A1", "name": "Janssen Coatings B.V.", "street": "Radarweg 36",
        "postal_code": "1042 AA", "city": "Amsterdam", "country": "NL",
      ],
      [
        "reference": "A2", "name": "Dupont Peinture", "country": "FR",
        "registration_number": "732829320",
      ],
      [
        "reference": "A3", "name": "Getir Investment B.V.", "street": "Kade 1",
        "postal_code": "3511 AB", "city": "Utrecht", "country": "NL",
      ],
      ["reference": "A4", "name": "Obrascon Huarte SA", "city": "Madrid", "country": "ES"],
    ],
    [
      [
        "reference": "B1", "name": "Jansen Coatings", "street": "Radarweg 36",
        "postal_code": "1042AA", "city": "Amsterdam", "country": "NL",
      ],
      [
        "reference": "B2", "name": "Peintures du Nord", "country": "FR",
        "registration_number": "73282932000074",
      ],
      [
        "reference": "B3", "name": "Getir Netherlands B.V.", "street": "Kade 1",
        "postal_code": "3511 AB", "city": "Utrecht", "country": "NL",
      ],
      ["reference": "B4", "name": "Obrascon Huarte", "city": "Madrid", "country": "ES"],
    ],
  ]

  @Test(
    "What may be one is found, in whatever order it arrives, and again from nothing",
    .temporaryFolder,
  )
  func found() throws {
    let fixture = Fixture()
    let (authority, firms) = try fixture.introduced("noord", "zuid")
    let second = try fixture.store("second", role: .authority)
    for firm in firms { try fixture.introduce(firm, to: second) }
    for (firm, customers) in zip(firms, Self.customers) {
      for customer in customers { try firm.addCustomer(customer) }
    }
    var bundles: [FilePath] = []
    for firm in firms { bundles.append(try fixture.pack(firm, "bundle-\(bundles.count)")) }
    for bundle in bundles {
      _ = try authority.importBundles([bundle])
      // Asked in between, so that what came later is compared with what was there.
      _ = try authority.matches()
    }
    for bundle in bundles.reversed() { _ = try second.importBundles([bundle]) }
    let expected: Set<Set<String>> = [["A1", "B1"], ["A2", "B2"], ["A4", "B4"]]
    #expect(try pairs(authority) == expected)
    let matches = try authority.matches()
    #expect(try second.matches() == matches)
    #expect(matches.first?.match?.finding == .identified)
    _ = try authority.rebuildView()
    #expect(try authority.matches() == matches)
  }

  @Test("The same records say the same, whoever keeps them", .temporaryFolder)
  func relabelled() throws {
    let fixture = Fixture()
    let found = try ["eins", "zwei"].map { name in
      let authority = try fixture.store("authority-\(name)", role: .authority)
      let order = name == "eins" ? Self.customers : Self.customers.reversed()
      for (number, customers) in order.enumerated() {
        let firm = try fixture.store("\(name)-\(number)")
        try fixture.introduce(firm, to: authority)
        for customer in customers.shuffled() { try firm.addCustomer(customer) }
        _ = try authority.importBundles([try fixture.pack(firm, "\(name)-\(number)")])
      }
      return Set(
        try authority.matches().map { match in
          let names = match.sides.map(\.name).sorted().joined(separator: "|")
          return "\(names): \(match.match?.score ?? 0) \(match.match?.reason ?? "")"
        }
      )
    }
    #expect(found[0] == found[1] && found[0].count == 3)
  }

  @Test("A pair goes when a record changes or is withdrawn, and comes back", .temporaryFolder)
  func changes() throws {
    let fixture = Fixture()
    let firm = try fixture.store("noord")
    try firm.addCustomer(Self.customers[0][0])
    try firm.addCustomer(Self.customers[1][0])
    #expect(try pairs(firm) == [["A1", "B1"]])
    try firm.change("B1", "name", to: "Omega Shipping")
    #expect(try pairs(firm).isEmpty)
    try firm.change("B1", "name", to: "Janssen Coatings")
    #expect(try pairs(firm) == [["A1", "B1"]])
    _ = try firm.void(firm.customer("A1"), because: "a test")
    #expect(try pairs(firm).isEmpty)
  }

  @Test("A judgement holds until it is revised, and stays at home", .temporaryFolder)
  func judged() throws {
    let fixture = Fixture()
    let (authority, firms) = try fixture.introduced("noord")
    let firm = firms[0]
    try firm.addCustomer(Self.customers[0][0])
    try firm.addCustomer(Self.customers[1][0])
    let records = [try firm.customer("A1"), try firm.customer("B1")]
    let first = try firm.judge(records[0], records[1], as: .different, because: "two sisters")
    #expect(try firm.matches().first?.judgement?.verdict == .different)
    let second = try firm.judge(records[1], records[0], as: .same, because: "rang them")
    #expect(second.record == first.record && second.entry != first.entry)
    #expect(try firm.matches().first?.isOne == true)
    #expect(throws: StoreError.nothingChanged(first.record.short)) {
      _ = try firm.judge(records[0], records[1], as: .same, because: "again")
    }
    #expect(throws: StoreError.oneRecord(records[0].id.short)) {
      _ = try firm.judge(records[0], records[0], as: .same, because: "itself")
    }
    _ = try authority.importBundles([try fixture.pack(firm, "n")])
    #expect(try authority.view.records(ofForm: "judgement").isEmpty)
  }

  @Test("Two that were called different and are one by way of a third are named", .temporaryFolder)
  func contradiction() throws {
    let fixture = Fixture()
    let firm = try fixture.store("noord")
    for name in ["Alfa", "Beta", "Gamma"] {
      try firm.addCustomer(["reference": name, "name": name])
    }
    let records = [
      try firm.customer("Alfa"), try firm.customer("Beta"), try firm.customer("Gamma"),
    ]
    _ = try firm.judge(records[0], records[1], as: .same, because: "a test")
    _ = try firm.judge(records[1], records[2], as: .same, because: "a test")
    #expect(try firm.judgementConflicts().isEmpty)
    _ = try firm.judge(records[0], records[2], as: .different, because: "a test")
    let conflict = try #require(try firm.judgementConflicts().first)
    #expect(Set(conflict.different.map(\.record)) == [records[0].id, records[2].id])
    #expect(conflict.chain.count == 3 && conflict.chain[1].record == records[1].id)
    _ = try firm.judge(records[1], records[2], as: .unsure, because: "a test")
    #expect(try firm.judgementConflicts().isEmpty)
  }

  @Test("A judgement that is withdrawn is as if it had never been", .temporaryFolder)
  func withdrawn() throws {
    let firm = try Fixture().store("noord")
    for name in ["Alfa", "Beta"] { try firm.addCustomer(["reference": name, "name": name]) }
    let records = [try firm.customer("Alfa"), try firm.customer("Beta")]
    let said = try firm.judge(records[0], records[1], as: .same, because: "a test")
    #expect(try groups(firm) == [["Alfa", "Beta"]])
    let judgement = try #require(try firm.view.record(said.record))
    _ = try firm.void(judgement, because: "a slip")
    #expect(try groups(firm).isEmpty)
    #expect(try firm.matches().isEmpty)
    _ = try firm.judge(records[0], records[1], as: .same, because: "after all")
    #expect(try groups(firm) == [["Alfa", "Beta"]])
  }

  @Test("Registers and people join records, never across a ‘different’", .temporaryFolder)
  func joined() throws {
    let fixture = Fixture()
    let (authority, firms) = try fixture.introduced("noord", "zuid")
    let number = ["country": "ES", "registration_number": "B83043067"]
    let other = ["country": "ES", "registration_number": "A28047223"]
    for (firm, letter) in zip(firms, ["A", "B"]) {
      try firm.addCustomer(["reference": "\(letter)1", "name": "Uno"].merging(number) { $1 })
      try firm.addCustomer(["reference": "\(letter)2", "name": "Dos"].merging(other) { $1 })
    }
    for (firm, name) in zip(firms, ["n", "z"]) {
      _ = try authority.importBundles([try fixture.pack(firm, name)])
    }
    #expect(try groups(authority) == [["A1", "B1"], ["A2", "B2"]])
    let evidence = try authority.view.parties(judgedBy: nil).map(\.evidence)
    #expect(evidence.map(\.count) == [1, 1])
    let ends = ["B83043067", "A28047223"].map { "the same number in one register: ES \($0)" }
    for end in ends { #expect(evidence.joined().contains { $0.hasSuffix(end) }) }
    // What a person says weighs more than a register.
    let records = try ["A1", "B1", "A2", "B2"].map { try authority.customer($0) }
    _ = try authority.judge(records[0], records[1], as: .different, because: "a typing error")
    #expect(try groups(authority) == [["A2", "B2"]])
    _ = try authority.judge(records[0], records[1], as: .unsure, because: "who knows")
    #expect(try groups(authority) == [["A1", "B1"], ["A2", "B2"]])
    _ = try authority.judge(records[1], records[2], as: .same, because: "rang them")
    #expect(try groups(authority) == [["A1", "B1", "A2", "B2"]])
    _ = try authority.judge(records[0], records[3], as: .different, because: "rang them")
    #expect(try groups(authority) == [["A1", "B1", "A2"], ["B1", "A2", "B2"]])
    let conflict = try #require(
      try authority.matchConflicts().first { $0.kind == "judgement" }
    )
    #expect(conflict.values.count == 2)
    #expect(conflict.form == "judgement/1")
    #expect(conflict.organisation == authority.settings.organisation)
    #expect(conflict.reason?.contains("by way of") == true)
    let own = try authority.view.party(
      of: records[1].id,
      organisation: records[1].organisation,
      judgedBy: authority.settings.organisation,
    )
    #expect(own?.members.count == 4)
  }

  @Test("Requests of one stranger in the same words are one party", .temporaryFolder)
  func requesters() throws {
    let fixture = Fixture()
    let (authority, firms) = try fixture.introduced("noord", "zuid")
    func request(_ name: String, _ city: String) -> JSON {
      [
        "substance": "110-63-4",
        "requester": ["organisation": .string(name), "city": .string(city), "country": "FR"],
      ]
    }
    for _ in 0..<3 { try firms[0].record("sample", request("Laboratoire Moreau", "Lille")) }
    try firms[1].record("sample", request("LABORATOIRE MOREAU SARL", "Lille"))
    for (firm, name) in zip(firms, ["n", "z"]) {
      _ = try authority.importBundles([try fixture.pack(firm, name)])
    }
    let groups = try authority.view.parties(judgedBy: nil)
    #expect(groups.map(\.members.count) == [3])
    #expect(groups[0].members[0].name == "Laboratoire Moreau")
    let matches = try authority.matches()
    #expect(matches.count == 1, "one pair, and not three")
    let sides = try #require(matches.first?.sides)
    let records = try sides.map { try #require(try authority.view.record($0.record)) }
    _ = try authority.judge(records[0], records[1], as: .same, because: "one address")
    let joined = try authority.view.parties(judgedBy: authority.settings.organisation)
    #expect(joined.map(\.members.count) == [4])
  }

  @Test("What waits for a person is a conflict until somebody says something", .temporaryFolder)
  func conflicts() throws {
    let firm = try Fixture().store("noord")
    try firm.addCustomer(Self.customers[0][0])
    try firm.addCustomer(Self.customers[1][0])
    let conflict = try #require(try firm.matchConflicts().first)
    #expect(conflict.kind == "duplicate")
    #expect(conflict.reason?.contains("in common: coatings") == false)
    #expect(conflict.reason?.contains("the same address") == true)
    let records = [try firm.customer("A1"), try firm.customer("B1")]
    #expect(Set(conflict.values.compactMap(\.record)) == Set(records.map(\.id)))
    let expected = ConflictID(
      kind: "duplicate",
      record: min(records[0].id, records[1].id),
      field: nil,
      writes: records.map(\.id),
    )
    #expect(conflict.id == expected.text)
    _ = try firm.judge(records[0], records[1], as: .unsure, because: "who knows")
    #expect(try firm.matchConflicts().map(\.id) == [conflict.id])
    _ = try firm.judge(records[0], records[1], as: .different, because: "two sisters")
    #expect(try firm.matchConflicts().isEmpty)
  }

  @Test("Only parties of one sort are compared", .temporaryFolder)
  func sorts() throws {
    let firm = try Fixture().store("noord")
    let customer = try firm.addCustomer(["reference": "C", "name": "Alfa"]).record
    let site = try firm.record("site", ["customer": .string(customer.text), "name": "Plant"])
    let sample = try firm.record(
      "sample",
      ["customer": .string(customer.text), "substance": "110-63-4"],
    )
    let records = try [customer, site, sample].map { try #require(try firm.view.record($0)) }
    #expect(throws: StoreError.notAParty(site.short, form: "site/1")) {
      _ = try firm.judge(records[0], records[1], as: .same, because: "a test")
    }
    #expect(throws: StoreError.namesCustomer(sample.short)) {
      _ = try firm.judge(records[0], records[2], as: .same, because: "a test")
    }
  }

  @Test("Caught up step by step, the view says what one made from nothing says", .temporaryFolder)
  func incremental() throws {
    let firm = try Fixture().store("noord")
    var random = SeededGenerator(seed: 5)
    let names = [
      "Janssen Coatings", "Jansen Coatings B.V.", "Obrascon Huarte", "Obrascón Huarte SA",
    ]
    var references: [String] = []
    for step in 0..<24 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where references.count > 1:
        let reference = references.remove(at: Int.random(in: references.indices, using: &random))
        _ = try firm.void(firm.customer(reference), because: "a test")
      case 1 where !references.isEmpty:
        let reference = references[Int.random(in: references.indices, using: &random)]
        try firm.change(reference, "name", to: names[step % 4])
      case 2 where !references.isEmpty:
        let customer = try firm.customer(references[step % references.count]).id
        try firm.record(
          "site",
          ["customer": .string(customer.text), "street": "Kade 1", "postal_code": "2611 AB"],
        )
        try firm.record("licence", ["holder": .string(customer.text), "number": "NL-2024-0117"])
      default:
        references.append("R\(step)")
        try firm.addCustomer(["reference": "R\(step)", "name": names[step % 4], "city": "Delft"])
      }
      if step.isMultiple(of: 3) { _ = try firm.matches() }
    }
    let matches = try firm.matches()
    #expect(matches.count > 1)
    _ = try firm.rebuildView()
    #expect(try firm.matches() == matches)
  }

  private func groups(_ store: Store) throws -> Set<Set<String>> {
    let groups = try store.view.parties(judgedBy: store.settings.organisation)
    return Set(
      try groups.map { group in
        Set(
          try group.members.compactMap { member in
            try store.view.record(member.record)?.body["reference"]?.string
          }
        )
      }
    )
  }

  private func pairs(_ store: Store) throws -> Set<Set<String>> {
    var pairs: Set<Set<String>> = []
    for match in try store.matches() {
      var pair: Set<String> = []
      for side in match.sides {
        let record = try store.view.record(side.record, of: side.organisation)
        if let reference = record?.body["reference"]?.string { pair.insert(reference) }
      }
      pairs.insert(pair)
    }
    return pairs
  }
}
