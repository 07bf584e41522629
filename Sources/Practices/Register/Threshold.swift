/// A quantity that a law's duties begin with.
public struct Threshold: Hashable, Sendable {
  /// What the quantity is added up over.
  public enum Period: String, CaseIterable, Hashable, Sendable {
    case year, month, transaction
  }

  /// Whose quantities are added up.
  public enum Counted: String, CaseIterable, Hashable, Sendable {
    case customer, `operator`
    /// One figure that two duties begin with: those towards a customer, whose transactions are
    /// added up, and those of an operator for what it does itself.
    ///
    /// Annex II of Regulation (EC) No 273/2004 is such a table. Article 6 exempts transactions
    /// that stay within it in a year from Article 4 (the customer's declaration) as well as
    /// from Article 3(6) (the registration of whoever places on the market or uses).
    case each = "customer and operator"

    /// Whether a customer's quantities are added up.
    public var includesCustomer: Bool { self != .operator }
    /// Whether an operator's own quantities are added up.
    public var includesOperator: Bool { self != .customer }
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
