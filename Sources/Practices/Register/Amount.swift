public import Records

/// A quantity with its unit, converted exactly.
public struct Amount: Hashable, Sendable {
  /// How much.
  public var quantity: ExactDecimal
  /// Of what.
  public var unit: Unit

  /// The units of ``Records/UnitOfMeasure``, by the text that records hold.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    case tonne = "t"
    case kilogram = "kg"
    case gram = "g"
    case milligram = "mg"
    case cubicMetre = "m3"
    case litre = "l"
    case millilitre = "ml"
    case piece = "pcs"

    /// What a unit measures.
    public enum Dimension: Hashable, Sendable {
      case mass, volume, count
    }

    /// What this unit measures.
    public var dimension: Dimension {
      switch self {
      case .tonne, .kilogram, .gram, .milligram: .mass
      case .cubicMetre, .litre, .millilitre: .volume
      case .piece: .count
      }
    }

    /// How many kilograms, litres or pieces it is, as a power of ten.
    fileprivate var exponent: Int {
      switch self {
      case .tonne, .cubicMetre: 3
      case .kilogram, .litre, .piece: 0
      case .gram, .millilitre: -3
      case .milligram: -6
      }
    }
  }

  /// An amount.
  public init(_ quantity: ExactDecimal, _ unit: Unit) {
    self.quantity = quantity
    self.unit = unit
  }

  /// An amount as records hold it, or `nil` where the text is no number or the unit is
  /// not known.
  public init?(quantity: String, unit: String) {
    guard let quantity = ExactDecimal(quantity),
      let unit = Unit.allCases.first(where: { $0.rawValue.utf8.elementsEqual(unit.utf8) })
    else { return nil }
    self.init(quantity, unit)
  }

  /// The amount in the members `quantity` and `unit` of a record's body.
  public init?(of body: JSON) {
    guard let quantity = body["quantity"]?.string, let unit = body["unit"]?.string else {
      return nil
    }
    self.init(quantity: quantity, unit: unit)
  }

  /// The amount as people write it: `12.5 kg`.
  public var text: String { "\(quantity.text) \(unit.rawValue)" }
}

// MARK: - Converting

extension Amount {
  /// The kilograms of a substance in this amount of it or of a mixture with it; `nil` where
  /// nobody can say.
  ///
  /// A mixture counts by its concentration, in percent by mass; without one the whole amount
  /// counts. A volume weighs by `density`, which is that of the product itself, else by the
  /// substance's own density where that fits the concentration. Pieces weigh nothing that is
  /// known.
  public func kilograms(
    of substance: Substance? = nil,
    concentration: ExactDecimal? = nil,
    density: Density? = nil,
  ) -> ExactDecimal? {
    guard let total = mass(by: density ?? substance?.density(at: concentration)) else {
      return nil
    }
    guard let concentration else { return total }
    guard ExactDecimal.zero <= concentration, concentration <= ExactDecimal(100) else { return nil }
    return (total * concentration).flatMap { Self.shifted($0, by: -2) }
  }

  /// The same amount in another unit, or `nil` where the units measure different things and
  /// the density is not known.
  ///
  /// A mass that becomes a volume is rounded to a millilitre's thousandth; all else is exact.
  public func converted(to other: Unit, density: Density? = nil) -> Amount? {
    if other == unit { return self }
    let base: ExactDecimal?
    switch (unit.dimension, other.dimension) {
    case (let own, let theirs) where own == theirs:
      base = Self.shifted(quantity, by: unit.exponent)
    case (.volume, .mass):
      base = mass(by: density)
    case (.mass, .volume):
      guard let density, let mass = mass(by: nil) else { return nil }
      base = mass.divided(by: density.kilogramsPerLitre, places: 6)
    default:
      return nil
    }
    return base.flatMap { Self.shifted($0, by: -other.exponent) }.map { Amount($0, other) }
  }

  /// What the amount weighs in kilograms.
  private func mass(by density: Density?) -> ExactDecimal? {
    guard let base = Self.shifted(quantity, by: unit.exponent) else { return nil }
    switch unit.dimension {
    case .mass: return base
    case .volume: return density.flatMap { base * $0.kilogramsPerLitre }
    case .count: return nil
    }
  }

  private static func shifted(_ number: ExactDecimal, by exponent: Int) -> ExactDecimal? {
    let factor: ExactDecimal? =
      switch exponent {
      case 3: ExactDecimal(1000)
      case 6: ExactDecimal(1_000_000)
      case 0: ExactDecimal(1)
      case -2: ExactDecimal("0.01")
      case -3: ExactDecimal("0.001")
      case -6: ExactDecimal("0.000001")
      default: nil
      }
    return factor.flatMap { number * $0 }
  }
}
