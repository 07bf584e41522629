/// How much a litre weighs.
public struct Density: Hashable, Sendable {
  /// Kilograms in a litre, near 20 °C.
  public var kilogramsPerLitre: ExactDecimal
  /// The concentration that it is measured at, in percent by mass; `nil` for the pure substance.
  public var percent: ExactDecimal?
  /// Where the figure comes from.
  public var source: String
  /// Whether that source was read in the original; shown wherever the figure is.
  public var isConfirmed: Bool

  /// Describes a density.
  public init(
    kilogramsPerLitre: ExactDecimal,
    percent: ExactDecimal? = nil,
    source: String,
    isConfirmed: Bool,
  ) {
    self.kilogramsPerLitre = kilogramsPerLitre
    self.percent = percent
    self.source = source
    self.isConfirmed = isConfirmed
  }

  /// How far a mixture's concentration may lie from the one that a density was measured at,
  /// in percentage points: a technical grade, not another product.
  public static let tolerance = ExactDecimal(10)

  /// Whether the density may be used for a mixture of this concentration, in percent by mass.
  ///
  /// Where nothing is said of the concentration, it is what is usually sold.
  public func applies(to concentration: ExactDecimal?) -> Bool {
    guard let concentration else { return true }
    let measured = percent ?? ExactDecimal(100)
    guard let low = measured - Self.tolerance, let high = measured + Self.tolerance else {
      return false
    }
    return low <= concentration && concentration <= high
  }
}
