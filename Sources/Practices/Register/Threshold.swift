/// A quantity that a law's duties begin with.
public struct Threshold: Hashable, Sendable {
  /// What the quantity is added up over.
  public enum Period: String, CaseIterable, Hashable, Sendable {
    case year, month, transaction
  }

  /// Whose quantities are added up.
  public enum Counted: String, CaseIterable, Hashable, Sendable {
    case customer, `operator`
  }

  /// How much; nought where the duties begin with the first gram.
  public let quantity: Amount
  /// Over what time.
  public let period: Period
  /// For whom.
  public let per: Counted
  /// The rules that it belongs to: `eu-annex-2`, `eu-export`, `us-domestic`.
  public let regime: String
  /// Whether the source was read in the original; shown wherever the figure is.
  public let isConfirmed: Bool
  /// The law and its annex.
  public let source: String
}
