public import Records

/// What one rule found in one case.
public struct RuleResult: Hashable, Sendable {
  /// The rule's name, unique in its package: `eu-category-1-single-declaration`.
  public var rule: String
  /// The package that the rule comes from.
  public var package: String
  /// What it says.
  public var verdict: Verdict
  /// Why, in one sentence with the figures that counted.
  public var because: String
  /// Where the rule comes from: a law's article, a code's paragraph.
  public var source: String
  /// Whether that source was read in the original; shown wherever the rule is.
  public var isConfirmed: Bool
  /// Whether a law asks for it.
  public var basis: RuleBasis
  /// What settles it: a command, or what to ask the customer for; empty where nothing is amiss.
  public var remedy: String
  /// The records that counted.
  public var records: [EntryID]
  /// Whether the reason comes from a confidential record: whoever may not read those is told
  /// that the order is held, and never why.
  public var isConfidential: Bool

  /// Describes what a rule found.
  public init(
    rule: String,
    package: String,
    verdict: Verdict,
    because: String,
    source: String,
    isConfirmed: Bool,
    basis: RuleBasis,
    remedy: String = "",
    records: [EntryID] = [],
    isConfidential: Bool = false,
  ) {
    self.rule = rule
    self.package = package
    self.verdict = verdict
    self.because = because
    self.source = source
    self.isConfirmed = isConfirmed
    self.basis = basis
    self.remedy = remedy
    self.records = records
    self.isConfidential = isConfidential
  }
}
