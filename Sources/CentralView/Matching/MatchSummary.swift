public import Records

/// Two records that may be about one party, with what was found and what a person said.
public struct MatchSummary: Hashable, Sendable {
  /// One record as a match names it.
  public typealias Side = PartyGroup.Member

  /// The records, ordered by id.
  public let sides: [Side]
  /// What comparing them found; `nil` where only a person says something about the two.
  public let match: PartyMatch?
  /// What a person said.
  public var judgement: MatchJudgement?
  /// Whether the two are held to be one party, directly or by way of others.
  public var isOne = false
  /// Whether a person has yet to say something.
  public var isOpen = false

  /// The two records.
  var pair: RecordPair { RecordPair(sides[0].record, sides[1].record) }
}

/// What a person said of two records.
public struct MatchJudgement: Hashable, Sendable {
  /// What it can be.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case same, different, unsure
  }

  /// What was said; `unsure` where several judgements disagree.
  public let verdict: Verdict
  /// The records of the judgements that were made of the two, each with what it says.
  public let statements: [JudgementConflict.Statement]
  /// Why.
  public let reason: String?
  /// Whether it takes back what another judgement of the same two says.
  public var isDisputed = false

  /// One judgement of two that are about the same records.
  func together(with other: MatchJudgement) -> MatchJudgement {
    let isOne = verdict == other.verdict && !isDisputed && !other.isDisputed
    return MatchJudgement(
      verdict: isOne ? verdict : .unsure,
      statements: statements + other.statements,
      reason: [reason, other.reason].compactMap(\.self).min(),
      isDisputed: isDisputed || other.isDisputed
        || Set([verdict, other.verdict]) == [.same, .different],
    )
  }
}

/// Judgements that contradict each other: of two records that are called different, and yet
/// are one by way of others, or by another judgement.
public struct JudgementConflict: Hashable, Sendable {
  /// The two records that were called different, ordered by id.
  public let different: [PartyGroup.Member]
  /// From one to the other, each the same as the next.
  public let chain: [PartyGroup.Member]
  /// The judgements that have a part in it, by entry.
  public let judgements: [Statement]

  /// What one judgement says.
  public struct Statement: Hashable, Sendable {
    /// The judgement.
    public let record: EntryID
    /// The entry that says it now.
    public let entry: EntryID
    /// What it says.
    public let verdict: MatchJudgement.Verdict
  }
}
