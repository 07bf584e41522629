import Foundation
import GRDB
import Records

/// The parties of a view with what joins and parts them; good while its transaction lasts.
struct PartyBook {
  /// Two parties, by their numbers.
  typealias Pair = OrderedPair<Int64>

  /// What an organisation said of two records, and which they were.
  struct Saying {
    let pair: RecordPair
    let judgement: MatchJudgement
  }

  let database: Database
  /// Who is one with whom.
  private(set) var graph = JoinGraph<Int64>()
  /// What was said of two parties, in the order of the records.
  private(set) var sayings: [Pair: [Saying]] = [:]
  /// What was said of records of which one describes no party here.
  private(set) var strays: [Saying] = []
  private var reasons: [Pair: String] = [:]

  /// Reads what registers and `judgements` join.
  init(_ database: Database, judgements: [RecordPair: MatchJudgement]) throws {
    self.database = database
    for (pair, judgement) in judgements.sorted(by: { $0.key < $1.key }) {
      let saying = Saying(pair: pair, judgement: judgement)
      let parties = try pair.both.compactMap { try party(of: $0, organisation: nil) }
      if parties.count == 2, parties[0] != parties[1] {
        sayings[Pair(parties[0], parties[1]), default: []].append(saying)
      } else {
        strays.append(saying)
      }
    }
    try addNumbers()
    for (pair, said) in sayings { add(said, of: pair) }
  }

  private mutating func addNumbers() throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT first, second, finding, reason FROM party_match WHERE finding <> 'proposed'",
    )
    while let row = try rows.next() {
      let pair = Pair(row["first"], row["second"])
      let verdicts = Set((sayings[pair] ?? []).map(\.judgement.verdict))
      if (row["finding"] as String) == PartyMatch.Finding.identified.rawValue {
        guard !verdicts.contains(.different) else { continue }
        graph.join(pair)
        reasons[pair] = row["reason"]
      } else if !verdicts.contains(.same) {
        graph.part(pair)
      }
    }
  }

  private mutating func add(_ said: [Saying], of pair: Pair) {
    let verdicts = Set(said.map(\.judgement.verdict))
    if verdicts.contains(.different) {
      graph.part(pair)
    } else if verdicts.contains(.same) {
      graph.join(pair)
      let why = said.compactMap(\.judgement.reason).first.map { ": \($0)" } ?? ""
      reasons[pair] = "judged to be the same\(why)"
    }
  }

  /// Whether somebody said of two parties that they are different.
  func isJudgedDifferent(_ pair: Pair) -> Bool {
    sayings[pair]?.contains { $0.judgement.verdict == .different } ?? false
  }

  // MARK: Groups

  /// The groups of two or more records.
  func groups(confidential: Confidentiality) throws -> [PartyGroup] {
    let joined = graph.groups()
    var groups = try joined.compactMap { try group($0, confidential: confidential) }
    let inGroups = Set(joined.joined())
    let several = try Int64.fetchAll(
      database,
      sql: "SELECT party FROM party_record GROUP BY party HAVING count(*) > 1",
    )
    for party in several where !inGroups.contains(party) {
      if let group = try group([party], confidential: confidential) { groups.append(group) }
    }
    return groups.sorted {
      $0.members.map(\.record).lexicographicallyPrecedes($1.members.map(\.record))
    }
  }

  /// The groups of two or more records that one of these is in.
  func groups(of records: Set<PartyRecord>) throws -> [PartyGroup] {
    let parties = Set(
      try records.compactMap { try party(of: $0.record, organisation: $0.organisation) }
    )
    guard !parties.isEmpty else { return [] }
    let joined = graph.groups().filter { !parties.isDisjoint(with: $0) }
    let alone = parties.subtracting(joined.joined()).sorted().map { [$0] }
    return try (joined + alone).compactMap { try group($0, confidential: .leftOut) }
  }

  /// The group that a record is in; `nil` where it stands for itself.
  func group(of record: EntryID, organisation: OrganisationID) throws -> PartyGroup? {
    guard let party = try party(of: record, organisation: organisation) else { return nil }
    return try group(graph.kin(of: party), confidential: .leftOut)
  }

  private func group(
    _ parties: [Int64],
    confidential: Confidentiality,
  ) throws -> PartyGroup? {
    var members: [PartyGroup.Member] = []
    var evidence: [String] = []
    var names: [Int64: String] = [:]
    for party in parties {
      let described = try self.members(of: party, confidential: confidential)
      members += described
      guard let first = described.first else { continue }
      names[party] = "‘\(first.name)’ (\(first.record.short))"
      if described.count > 1 {
        evidence.append("\(names[party] ?? ""): \(described.count) records give the same words")
      }
    }
    guard members.count > 1 else { return nil }
    for (index, one) in parties.enumerated() {
      for other in parties.dropFirst(index + 1) {
        guard let reason = reasons[Pair(one, other)], let name = names[one],
          let second = names[other]
        else { continue }
        evidence.append("\([name, second].sorted().joined(separator: " and ")): \(reason)")
      }
    }
    return PartyGroup(
      members: members.sorted { ($0.record, $0.organisation) < ($1.record, $1.organisation) },
      evidence: evidence.sorted(),
    )
  }

  // MARK: Parties and records

  /// The number of the party that a record describes.
  func party(of record: EntryID, organisation: OrganisationID?) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT p.party FROM entry e JOIN party_record p ON p.record = e.record
          JOIN organisation o ON o.number = e.organisation
          WHERE e.id = ?1 AND (?2 IS NULL OR o.id = ?2) ORDER BY o.id
          """
      ),
      arguments: [Data(record.hash.bytes), organisation?.text],
    )
  }

  /// The records that describe a party, the first one made first.
  func members(
    of party: Int64,
    confidential: Confidentiality = .leftOut,
  ) throws -> [PartyGroup.Member] {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT r.id, o.id AS organisation, f.name AS form, coalesce(
            json_extract(r.body, '$.name'), json_extract(r.body, '$.requester.organisation'),
            json_extract(r.body, '$.requester.name'), '') AS name
          FROM party_record p JOIN record r ON r.number = p.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          JOIN organisation o ON o.number = r.organisation
          LEFT JOIN entry e ON e.number = r.number
          WHERE p.party = ? ORDER BY e.time, r.id
          """
      ),
      arguments: [party],
    )
    return try rows.map { row in
      PartyGroup.Member(
        record: try CentralView.id(row["id"]),
        organisation: try CentralView.organisation(row["organisation"]),
        form: row["form"],
        name: row["name"],
      )
    }
  }
}
