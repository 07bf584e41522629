internal import Records

/// What a firm's own product records say of the mixtures that it sells: how much of a
/// substance is in them, and what a litre weighs.
///
/// Where several products fit, the one counts of which a litre holds the most.
public struct ProductTable: Sendable {
  private let register: SubstanceRegister
  private let products: [String: [Product]]

  private struct Product: Sendable {
    var name: String
    var concentration: ExactDecimal?
    var density: ExactDecimal?
  }

  /// What is known of the goods in an order or a movement.
  public struct Figures: Hashable, Sendable {
    /// The concentration, in percent by mass; `nil` for the pure substance.
    public var concentration: ExactDecimal?
    /// What a litre weighs; `nil` where nobody says.
    public var density: Density?
  }

  /// Reads the records of the form `product`, with every state that stands; withdrawn ones
  /// count for nothing.
  public init(_ records: some Sequence<KnownRecord>, register: SubstanceRegister = .standard) {
    var products: [String: [Product]] = [:]
    for record in records where !record.isVoid {
      for body in record.bodies {
        guard let cas = body["substance"]?.string else { continue }
        let product = Product(
          name: body["name"]?.string ?? record.id.short,
          concentration: body["concentration"]?.string.flatMap { ExactDecimal($0) },
          density: body["density"]?.string.flatMap { ExactDecimal($0) },
        )
        products[register.parent(of: cas), default: []].append(product)
      }
    }
    self.products = products
    self.register = register
  }

  /// What counts for goods with this substance.
  ///
  /// `concentration`: What the record itself says, which goes before every product's.
  public func figures(of cas: String, concentration: ExactDecimal? = nil) -> Figures {
    let substance = register.substance(cas: cas)
    let known = products[register.parent(of: cas)] ?? []
    let fitting = known.filter { product in
      guard let concentration else { return true }
      return (product.concentration ?? ExactDecimal(100)) == concentration
    }
    // Where one of the products is pure, or none is known, the goods may be pure.
    let isPurePossible = fitting.isEmpty || fitting.contains { $0.concentration == nil }
    let content =
      concentration ?? (isPurePossible ? nil : fitting.compactMap(\.concentration).max())
    let candidates = fitting.filter { product in
      product.density != nil && (concentration != nil || product.concentration == content)
    }
    if let heaviest = candidates.max(by: { ($0.density ?? .zero) < ($1.density ?? .zero) }),
      let value = heaviest.density
    {
      let density = Density(
        kilogramsPerLitre: value,
        percent: heaviest.concentration,
        source: "your product ‘\(heaviest.name)’",
        isConfirmed: true,
      )
      return Figures(concentration: content, density: density)
    }
    return Figures(concentration: content, density: substance?.density(at: content))
  }

  /// The kilograms of a substance in an amount of goods; `nil` where nobody can say.
  public func kilograms(
    in amount: Amount,
    of cas: String,
    concentration: ExactDecimal? = nil,
  ) -> ExactDecimal? {
    let figures = figures(of: cas, concentration: concentration)
    return amount.kilograms(concentration: figures.concentration, density: figures.density)
  }
}
