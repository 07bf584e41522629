import CentralView
import Records
import Testing

@testable import Practices

/// Records of several firms, and what a rule finds in them.
struct FindingCase: CustomTestStringConvertible {
  let name: String
  let rule: CrossFirmRule
  var date = "2026-06-30"
  let records: [Line]
  /// The records that are one party.
  var same = [["a", "b"]]
  var different: [(String, String)] = []
  /// The records that names and addresses say may be one party.
  var proposed: [(String, String)] = []
  var isConfidential = false
  /// Each finding: its outcome, its line, and what is missing.
  let expected: [String]
  /// The records of all findings together; `nil` where the case does not say.
  var evidence: Set<String>?

  var testDescription: String { "\(rule.rawValue): \(name)" }

  /// One record: the firm, what the case calls it, its form and its body, in which `@a` stands
  /// for the id of record a.
  struct Line {
    let firm: Int
    let alias: String
    let form: String
    let body: JSON

    init(_ firm: Int, _ alias: String, _ form: String, _ body: JSON) {
      self.firm = firm
      self.alias = alias
      self.form = form
      self.body = body
    }
  }

  /// What the rule finds.
  func findings() throws -> (found: [CrossFirmFinding], aliases: [EntryID: String]) {
    var firms = PaperFirms()
    var ids: [String: EntryID] = [:]
    for line in records {
      ids[line.alias] = try firms.firms[line.firm - 1].add(line.form, Self.filled(line.body, ids))
    }
    func member(_ alias: String) throws -> KnownParties.Member? {
      guard let line = records.first(where: { $0.alias == alias }), let id = ids[alias] else {
        return nil
      }
      return .init(record: id, organisation: firms.firms[line.firm - 1].organisation)
    }
    let groups = try same.map { try $0.compactMap(member) }.filter { $0.count > 1 }
    let parted = different.compactMap { one, other -> (EntryID, EntryID)? in
      guard let first = ids[one], let second = ids[other] else { return nil }
      return (first, second)
    }
    let survey = try FindingSurvey(
      firms.view(),
      on: day(date),
      parties: KnownParties(groups: groups, different: parted),
      firms: firms.facts,
      options: .init(
        own: PaperFirms.reader,
        isConfidential: isConfidential,
        proposals: try proposed.compactMap { one, other in
          guard let first = try member(one), let second = try member(other) else { return nil }
          return PartyProposal(one: first, other: second, reason: "the name is the same")
        },
      ),
    )
    let aliases = Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) })
    return (try survey.findings(of: [rule]), aliases)
  }

  private static func filled(_ body: JSON, _ ids: [String: EntryID]) -> JSON {
    switch body {
    case .string(let text) where text.hasPrefix("@"):
      return ids[String(text.dropFirst())].map { .id($0) } ?? body
    case .array(let elements): return .array(elements.map { filled($0, ids) })
    case .object(let members):
      return .object(members.map { JSON.Member($0.name, filled($0.value, ids)) })
    default: return body
    }
  }
}

// MARK: Records in a line

extension FindingCase.Line {
  static func customer(_ firm: Int, _ alias: String, _ more: JSON = .object([])) -> Self {
    Self(firm, alias, "customer", .object([.init("name", "Janssen")] + (more.members ?? [])))
  }

  static func assessment(_ firm: Int, _ of: String, _ outcome: String, _ date: String) -> Self {
    Self(
      firm,
      "assessment\(firm)\(outcome)\(date)",
      "assessment",
      [
        "customer": .string("@\(of)"), "outcome": .string(outcome), "assessor": "A. Smit",
        "date": .string(date),
      ],
    )
  }

  /// A movement to a customer; `amount` as ‘200 kg’ or ‘200 kg 50’ with a concentration.
  static func supplied(
    _ firm: Int,
    _ alias: String,
    to: String,
    _ cas: String,
    _ amount: String,
    _ date: String,
    site: String? = nil,
  ) -> Self {
    var body = goods(cas, amount, date)
    body.append(.init("kind", "supplied"))
    body.append(.init("counterparty", .string("@\(to)")))
    if let site { body.append(.init("site", .string("@\(site)"))) }
    return Self(firm, alias, "movement", .object(body))
  }

  static func order(
    _ firm: Int,
    _ alias: String,
    of: String,
    _ cas: String,
    _ amount: String,
    _ date: String,
    site: String? = nil,
    _ more: JSON = .object([]),
  ) -> Self {
    var body = goods(cas, amount, date) + (more.members ?? [])
    body.append(.init("customer", .string("@\(of)")))
    if let site { body.append(.init("site", .string("@\(site)"))) }
    return Self(firm, alias, "order", .object(body))
  }

  static func site(_ firm: Int, _ alias: String, of: String, _ more: JSON = .object([])) -> Self {
    let members: [JSON.Member] = [
      .init("customer", .string("@\(of)")), .init("name", .string(alias)),
    ]
    return Self(firm, alias, "site", .object(members + (more.members ?? [])))
  }

  /// A site with its need for a year.
  static func need(_ firm: Int, _ alias: String, of: String, _ cas: String, _ amount: String)
    -> Self
  {
    let parts = amount.split(separator: " ").map(String.init)
    let line: JSON = [
      "substance": .string(cas), "quantity": .string(parts[0]), "unit": .string(parts[1]),
    ]
    return site(firm, alias, of: of, ["need_per_year": .array([line])])
  }

  private static func goods(_ cas: String, _ amount: String, _ date: String) -> [JSON.Member] {
    let parts = amount.split(separator: " ").map(String.init)
    var body: [JSON.Member] = [.init("substance", .string(cas))]
    if !date.isEmpty { body.append(.init("date", .string(date))) }
    for (name, part) in zip(["quantity", "unit", "concentration"], parts) {
      body.append(.init(name, .string(part)))
    }
    return body
  }
}
