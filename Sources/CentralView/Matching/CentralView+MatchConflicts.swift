import Foundation
import GRDB
public import Records

extension CentralView {
  /// What matching asks people, as conflicts, by id: pairs of records that may be about one
  /// party (`duplicate`), and judgements that contradict each other (`judgement`).
  ///
  /// The values of the first are the records with the names they give; those of the second the
  /// judgements with what they say.
  ///
  /// `organisation`: Whose judgements count.
  public func matchConflicts(judgedBy organisation: OrganisationID) throws -> [ConflictSummary] {
    let open = try matches(judgedBy: organisation).filter(\.isOpen)
    let times = try times(of: open.flatMap { $0.sides.map(\.record) })
    let duplicates = open.map { duplicate($0, times) }
    let judgements = try judgementConflicts(of: organisation).map {
      try judgement($0, by: organisation)
    }
    return (duplicates + judgements).sorted { $0.id < $1.id }
  }

  /// The questions whether two records are about one party that a person has answered, as
  /// conflicts that are over, each with the judgement that says so.
  ///
  /// Who answered is not in the view; the judgement's history says it.
  public func answeredMatches(
    judgedBy organisation: OrganisationID
  ) throws -> [(conflict: ConflictSummary, judgement: JudgementConflict.Statement)] {
    let answered = try matches(judgedBy: organisation).filter { !$0.isOpen }
    let times = try times(of: answered.flatMap { $0.sides.map(\.record) })
    return try answered.compactMap { match in
      guard let said = match.judgement, said.verdict != .unsure,
        let statement = said.statements.max(by: { $0.entry < $1.entry })
      else { return nil }
      // What was asked is shown without the answer, which is how it ended.
      var question = match
      question.judgement = nil
      var conflict = duplicate(question, times)
      conflict.status = .resolved
      conflict.closing = ConflictClosing(
        entry: statement.entry,
        author: "",
        time: try time(of: statement.entry) ?? Timestamp(milliseconds: 0),
        reason: [said.verdict.rawValue, said.reason].compactMap(\.self).joined(separator: ", "),
      )
      return (conflict, statement)
    }
  }

  private func duplicate(
    _ match: MatchSummary,
    _ times: [EntryID: Timestamp],
  ) -> ConflictSummary {
    let records = match.sides.map(\.record)
    let kind = "duplicate"
    let reasons = [match.match?.reason, match.judgement?.reason.map { "unsure: \($0)" }]
    return ConflictSummary(
      id: ConflictID(kind: kind, record: records[0], field: nil, writes: records).text,
      kind: kind,
      record: records[0],
      form: match.sides[0].form,
      organisation: match.sides[0].organisation,
      field: "",
      isIncomplete: false,
      values: match.sides.map { side in
        StandingValue(
          value: .string(side.name),
          entry: side.record,
          organisation: side.organisation,
          time: times[side.record] ?? Timestamp(milliseconds: 0),
          record: side.record,
        )
      },
      reason: reasons.compactMap(\.self).joined(separator: "; "),
    )
  }

  private func judgement(
    _ conflict: JudgementConflict,
    by organisation: OrganisationID,
  ) throws -> ConflictSummary {
    let kind = "judgement"
    let names = conflict.chain.map { "‘\($0.name)’" }
    let between = names.dropFirst().dropLast().joined(separator: ", ")
    let ends = "\(names.first ?? "") and \(names.last ?? "")"
    let way = between.isEmpty ? "" : " by way of \(between)"
    let least = conflict.judgements.map(\.record).min() ?? conflict.different[0].record
    return ConflictSummary(
      id: ConflictID(
        kind: kind,
        record: least,
        field: "judgement",
        writes: conflict.judgements.map(\.entry),
      ).text,
      kind: kind,
      record: least,
      form: try record(least)?.form ?? conflict.different[0].form,
      organisation: organisation,
      field: "judgement",
      isIncomplete: false,
      values: try conflict.judgements.map { said in
        StandingValue(
          value: .string(said.verdict.rawValue),
          entry: said.entry,
          organisation: organisation,
          time: try time(of: said.entry) ?? Timestamp(milliseconds: 0),
          record: said.record,
        )
      },
      reason: "\(ends) are called different, and are the same\(way)",
    )
  }
}
