import GRDB
import Records

/// Everything that was found and said of two parties each.
struct MatchListing {
  /// The pairs, in no order.
  private(set) var summaries: [MatchSummary] = []
  private let book: PartyBook
  private let judge: OrganisationID
  /// The groups that a party is in.
  private var groups: [Int64: Set<Int>] = [:]
  /// Groups, and parties in none, that are different as somebody said of one of each.
  private var parted: Set<OrderedPair<Int64>> = []
  private var sides: [Int64: MatchSummary.Side] = [:]

  init(_ book: PartyBook, judge: OrganisationID) throws {
    self.book = book
    self.judge = judge
    for (index, group) in book.graph.groups().enumerated() {
      for party in group { groups[party, default: []].insert(index) }
    }
    for pair in book.sayings.keys where book.isJudgedDifferent(pair) {
      for one in clusters(of: pair.first) {
        for other in clusters(of: pair.second) { parted.insert(OrderedPair(one, other)) }
      }
    }
    var found: Set<PartyBook.Pair> = []
    let rows = try Row.fetchAll(
      book.database,
      sql: "SELECT first, second, finding, score, reason FROM party_match",
    )
    for row in rows {
      let pair = PartyBook.Pair(row["first"], row["second"])
      found.insert(pair)
      let match = PartyMatch(
        finding: PartyMatch.Finding(rawValue: row["finding"]) ?? .proposed,
        score: row["score"],
        reason: row["reason"],
      )
      if let summary = try summary(of: pair, match: match) { summaries.append(summary) }
    }
    for pair in book.sayings.keys where !found.contains(pair) {
      if let summary = try summary(of: pair, match: nil) { summaries.append(summary) }
    }
    let best = BestProposals(summaries)
    summaries.removeAll { $0.isOpen && $0.judgement == nil && !best.contains($0) }
  }

  private mutating func summary(
    of pair: PartyBook.Pair,
    match: PartyMatch?,
  ) throws -> MatchSummary? {
    let sides = try pair.both.compactMap { try side($0) }.sorted { $0.record < $1.record }
    guard sides.count == 2 else { return nil }
    let said = (book.sayings[pair] ?? []).map(\.judgement)
    let judgement = said.dropFirst().reduce(said.first) { $0?.together(with: $1) }
    let isOne = !groups(of: pair.first).isDisjoint(with: groups(of: pair.second))
    var summary = MatchSummary(sides: sides, match: match, judgement: judgement, isOne: isOne)
    summary.isOpen = isOpen(summary, pair)
    return summary
  }

  private func isOpen(_ summary: MatchSummary, _ pair: PartyBook.Pair) -> Bool {
    switch summary.judgement?.verdict {
    case .same, .different: return false
    case .unsure: return !(summary.judgement?.isDisputed ?? false)
    case nil: break
    }
    switch summary.match?.finding {
    case .proposed:
      let isParted = clusters(of: pair.first).contains { one in
        clusters(of: pair.second).contains { parted.contains(OrderedPair(one, $0)) }
      }
      return !summary.isOne && !isParted
    case .identified:
      // Two records of one customer in the own books are one too many, whatever joins them.
      return summary.sides.allSatisfy { $0.organisation == judge }
    case .branches, nil: return false
    }
  }

  private func groups(of party: Int64) -> Set<Int> { groups[party] ?? [] }

  /// What stands for a party together with all that are one with it: its groups, as numbers
  /// below zero, or its own number.
  private func clusters(of party: Int64) -> [Int64] {
    let groups = groups(of: party)
    return groups.isEmpty ? [party] : groups.map { -Int64($0) - 1 }
  }

  private mutating func side(_ party: Int64) throws -> MatchSummary.Side? {
    if let side = sides[party] { return side }
    let side = try book.members(of: party).first
    sides[party] = side
    return side
  }
}

/// The best score that each record has with the records of each organisation, as far as
/// nobody has judged.
private struct BestProposals {
  private struct Key: Hashable {
    let record: EntryID
    let organisation: OrganisationID
  }

  /// How much less than the best still counts.
  private static let margin = 2
  private var scores: [Key: Int] = [:]

  init(_ matches: [MatchSummary]) {
    for match in matches where match.isOpen {
      for key in Self.keys(match) { scores[key] = max(scores[key] ?? 0, match.match?.score ?? 0) }
    }
  }

  func contains(_ match: MatchSummary) -> Bool {
    guard let found = match.match else { return true }
    return Self.keys(match).allSatisfy { (scores[$0] ?? 0) - Self.margin <= found.score }
  }

  private static func keys(_ match: MatchSummary) -> [Key] {
    [
      Key(record: match.sides[0].record, organisation: match.sides[1].organisation),
      Key(record: match.sides[1].record, organisation: match.sides[0].organisation),
    ]
  }
}
