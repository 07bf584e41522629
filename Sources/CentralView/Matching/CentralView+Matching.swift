import Foundation
import GRDB
public import Records

extension CentralView {
  /// The pairs of records that may be about one party, the surest first, then by id.
  ///
  /// Of what names and addresses propose and nobody has judged, only the best of a firm's
  /// records for a record is among them: sister companies share most of their names, and a
  /// person is not asked about each. What a person judged is always among them.
  ///
  /// `organisation`: Whose judgements count.
  public func matches(judgedBy organisation: OrganisationID) throws -> [MatchSummary] {
    var (summaries, strays) = try askParties(judgedBy: organisation) { book in
      (try MatchListing(book, judge: organisation).summaries, book.strays)
    }
    for stray in strays {
      if let summary = try unmatched(stray.pair, judgement: stray.judgement) {
        summaries.append(summary)
      }
    }
    return summaries.sorted { left, right in
      let scores = [left, right].map { $0.match?.score ?? 0 }
      return scores[0] == scores[1] ? left.pair < right.pair : scores[0] > scores[1]
    }
  }

  /// Where the judgements of an organisation contradict each other, by the two records that
  /// are called different.
  ///
  /// A number that a register gave both counts as being called the same.
  public func judgementConflicts(
    of organisation: OrganisationID
  ) throws -> [JudgementConflict] {
    try askParties(judgedBy: organisation) { book in
      let conflicts = try book.contradictions() + book.disputes()
      return conflicts.sorted {
        $0.different.map(\.record).lexicographicallyPrecedes($1.different.map(\.record))
      }
    }
  }

  private func unmatched(
    _ pair: RecordPair,
    judgement: MatchJudgement,
  ) throws -> MatchSummary? {
    let sides = try pair.both.compactMap { id in
      try record(id).map { record in
        MatchSummary.Side(
          record: id,
          organisation: record.organisation,
          form: record.form,
          name: record.body["name"]?.string ?? "",
        )
      }
    }
    guard sides.count == 2 else { return nil }
    return MatchSummary(sides: sides, match: nil, judgement: judgement)
  }
}

extension PartyBook {
  /// Parties that are called different and are one by way of others.
  func contradictions() throws -> [JudgementConflict] {
    try graph.contradictions().filter { isJudgedDifferent($0) }.compactMap { pair in
      guard let chain = graph.chain(pair) else { return nil }
      let component = graph.component(of: pair.first)
      let said = sayings.filter { saying in
        saying.key == pair
          || saying.key.both.allSatisfy(component.contains)
            && saying.value.contains { $0.judgement.verdict == .same }
      }
      let members = try chain.compactMap { try self.members(of: $0).first }
      guard members.count == chain.count else { return nil }
      return JudgementConflict(
        different: [members[0], members[members.count - 1]].sorted { $0.record < $1.record },
        chain: members,
        judgements: Self.statements(said.values.joined()),
      )
    }
  }

  /// Parties that were called the same and different at once.
  func disputes() throws -> [JudgementConflict] {
    try sayings.compactMap { pair, said in
      let verdicts = Set(said.map(\.judgement.verdict))
      guard
        verdicts.isSuperset(of: [.same, .different]) || said.contains(where: \.judgement.isDisputed)
      else { return nil }
      let members = try pair.both.compactMap { try self.members(of: $0).first }
        .sorted { $0.record < $1.record }
      guard members.count == 2 else { return nil }
      return JudgementConflict(
        different: members,
        chain: members,
        judgements: Self.statements(said),
      )
    }
  }

  /// The statements that say same or different, by entry.
  private static func statements(
    _ said: some Sequence<Saying>
  ) -> [JudgementConflict.Statement] {
    let all = said.flatMap(\.judgement.statements).filter { $0.verdict != .unsure }
    return Set(all).sorted { $0.entry < $1.entry }
  }
}
