import Foundation
import GRDB
public import Records

extension CentralView {
  /// The groups of records that are held to be about one party, two or more each.
  ///
  /// Customers, people who asked for samples, and sites are joined by a number that one
  /// register gave both, unless `judge` says that they are different, and where `judge` says
  /// that they are the same. That is carried on from one to the next, but never between two
  /// that are different, nor between branches of one company: a record that others of these
  /// lead to is then in several groups.
  ///
  /// `judge`: Whose judgements count; nobody's without one.
  public func parties(
    judgedBy judge: OrganisationID?,
    confidential: Confidentiality = .leftOut,
  ) throws -> [PartyGroup] {
    try askParties(judgedBy: judge) { try $0.groups(confidential: confidential) }
  }

  /// The group that a record is in; `nil` where it stands for itself.
  ///
  /// Of a record in several groups everybody who is one with it. Everything is worked out for
  /// one answer: who asks for many takes ``parties(judgedBy:confidential:)``.
  public func party(
    of record: EntryID,
    organisation: OrganisationID,
    judgedBy judge: OrganisationID?,
  ) throws -> PartyGroup? {
    try askParties(judgedBy: judge) { try $0.group(of: record, organisation: organisation) }
  }

  /// The records of one organisation that are about the same party as one of its records, by
  /// its own word alone, that record among them; ascending.
  public func recordsJudgedSame(
    as record: EntryID,
    by organisation: OrganisationID,
  ) throws -> [EntryID] {
    var graph = JoinGraph<EntryID>()
    for (pair, judgement) in try judgements(of: organisation) {
      switch judgement.verdict {
      case .same: graph.join(pair)
      case .different: graph.part(pair)
      case .unsure: break
      }
    }
    return try graph.kin(of: record).filter { other in
      try other == record || self.record(other, of: organisation).map { !$0.isVoid } ?? false
    }
  }

  /// Asks what registers and one organisation's judgements join.
  func askParties<Answer>(
    judgedBy judge: OrganisationID?,
    _ question: (PartyBook) throws -> Answer,
  ) throws -> Answer {
    try matchParties()
    let judgements = try judge.map { try self.judgements(of: $0) } ?? [:]
    return try ask { try question(PartyBook($0, judgements: judgements)) }
  }

  /// Compares what changed since somebody last asked, as every question for parties and matches
  /// does before it answers.
  public func matchParties() throws {
    if try ask({ try MatchCatalogue($0).isCurrent() }) { return }
    try change { database in
      var catalogue = MatchCatalogue(database)
      try catalogue.catchUp()
    }
  }

  /// How many parties there are, as far as they were compared.
  public func partyCount() throws -> Int {
    try ask { try Int.fetchOne($0, sql: "SELECT count(*) FROM party") ?? 0 }
  }

  /// What an organisation said of pairs of records.
  func judgements(of organisation: OrganisationID) throws -> [RecordPair: MatchJudgement] {
    var judgements: [RecordPair: MatchJudgement] = [:]
    for record in try records(ofForm: "judgement", organisation: organisation)
    where !record.isVoid {
      let ids = (record.body["records"]?.elements ?? []).compactMap {
        $0.string.flatMap { EntryID($0) }
      }
      guard ids.count == 2, ids[0] != ids[1],
        let verdict = record.body["judgement"]?.string.flatMap({
          MatchJudgement.Verdict(rawValue: $0)
        })
      else { continue }
      let pair = RecordPair(ids[0], ids[1])
      // Of one judgement that two offices changed apart, neither is taken.
      let isOpen = record.conflicts.contains { $0.utf8.elementsEqual("judgement".utf8) }
      let said = MatchJudgement(
        verdict: isOpen ? .unsure : verdict,
        statements: record.heads.map { head in
          JudgementConflict.Statement(record: record.id, entry: head, verdict: verdict)
        },
        reason: record.body["reason"]?.string,
      )
      judgements[pair] = judgements[pair].map { $0.together(with: said) } ?? said
    }
    return judgements
  }
}
