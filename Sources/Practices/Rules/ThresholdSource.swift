import Records

/// Where a rule takes a quantity from that duties begin with.
enum ThresholdSource: Sendable {
  /// The register of substances, by the name of the regime there; where it has none for a
  /// substance, the duties begin with the first gram or nobody can say.
  case register(regime: String, elseZero: Bool)
  /// A table in the package itself, by CAS number.
  case table([Row])
  /// One quantity for every substance.
  case fixed(Amount)

  struct Row: Sendable {
    var cas: [String]
    var amount: Amount
    var isConfirmed: Bool
  }

  /// What the threshold is in a case.
  enum Value {
    /// So many kilograms of the pure substance; `nil` where its density is not known.
    case amount(Amount, kilograms: ExactDecimal?, isConfirmed: Bool)
    case missing(String)
  }

  /// Reads the member `threshold`: `{"regime": …, "without": "zero"}`,
  /// `{"table": [{"cas": […], "quantity", "unit", "confirmed"}]}` or `{"quantity", "unit"}`.
  init(_ parent: inout MemberReader) throws(PackageFault) {
    guard var reader = try parent.object("threshold") else {
      throw parent.place.fault("threshold", "is missing")
    }
    let thresholds = SubstanceRegister.standard.substances.flatMap(\.thresholds)
    if let regime = try reader.choice("regime", Set(thresholds.map(\.regime)).sorted()) {
      let without = try reader.choice("without", ["zero", "unknown"])
      self = .register(regime: regime, elseZero: without == "zero")
    } else if let objects = try reader.objects("table") {
      var rows: [Row] = []
      for var object in objects {
        guard let cas = try object.casNumbers("cas") else {
          throw object.place.fault("cas", "is missing")
        }
        let amount = try Self.amount(&object)
        let isConfirmed = try object.bool("confirmed") ?? false
        rows.append(Row(cas: cas, amount: amount, isConfirmed: isConfirmed))
        try object.finish()
      }
      self = .table(rows)
    } else {
      self = .fixed(try Self.amount(&reader))
    }
    try reader.finish()
  }

  /// Reads the members `quantity` and `unit`.
  static func amount(_ reader: inout MemberReader) throws(PackageFault) -> Amount {
    let quantity = try reader.requiredString("quantity")
    let unit = try reader.requiredString("unit")
    guard let amount = Amount(quantity: quantity, unit: unit), amount.unit != .piece else {
      throw reader.place.fault(
        "quantity",
        "‘\(quantity) \(unit)’ is no amount that can be weighed",
      )
    }
    return amount
  }

  func value(in state: RuleCase) -> Value {
    let substance = state.substance
    switch self {
    case .register(let regime, let elseZero):
      guard let substance else { return .missing("\(state.unknownSubstance)") }
      if let threshold = substance.thresholds.first(where: { $0.regime == regime }) {
        return weighed(threshold.quantity, of: substance, isConfirmed: threshold.isConfirmed)
      }
      guard elseZero else {
        return .missing("no threshold of ‘\(regime)’ is known for \(substance.shownName)")
      }
      return .amount(Amount(.zero, .kilogram), kilograms: .zero, isConfirmed: false)
    case .table(let rows):
      let parent = state.parentCAS
      for row in rows where row.cas.contains(where: { state.book.parentCAS($0) == parent }) {
        return weighed(row.amount, of: substance, isConfirmed: row.isConfirmed)
      }
      return .missing("the package gives no threshold for \(state.substanceName)")
    case .fixed(let amount): return weighed(amount, of: substance, isConfirmed: true)
    }
  }

  private func weighed(_ amount: Amount, of substance: Substance?, isConfirmed: Bool) -> Value {
    let kilograms = amount.kilograms(of: substance)
    return .amount(amount, kilograms: kilograms, isConfirmed: isConfirmed)
  }
}

extension RuleCase {
  /// Why nothing can be said of the substance, as a sentence without its full stop.
  var unknownSubstance: String {
    cas.map { "the register of substances does not know ‘\($0)’" }
      ?? "the \(noun) names no substance"
  }
}
