/// A question that only a person can answer.
public struct OpenQuestion: Hashable, Sendable {
  /// The code that the answer names: `plausible-use`.
  public var question: String
  /// What is asked.
  public var text: String
  /// The figures to judge by.
  public var figures: String
  /// The rule that asks.
  public var rule: String
  /// The package that the rule is in.
  public var package: String
}
