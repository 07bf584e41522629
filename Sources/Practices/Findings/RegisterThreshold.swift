import Records

/// A threshold in the register of substances that customers' quantities are compared with.
struct RegisterThreshold {
  /// The substance, by its CAS number.
  let substance: String
  /// The numbers of all that counts as it.
  let numbers: [String]
  /// The threshold.
  let threshold: Threshold
  /// How much of the pure substance; `nil` where its density is not known.
  let kilograms: ExactDecimal?

  /// Those of a register that are more than nothing, and not for the seller's own total alone.
  static func all(of register: SubstanceRegister) -> [RegisterThreshold] {
    register.substances.flatMap { substance -> [RegisterThreshold] in
      guard let cas = substance.cas else { return [] }
      return substance.thresholds
        .filter { $0.per.includesCustomer && ExactDecimal.zero < $0.quantity.quantity }
        .map { threshold in
          RegisterThreshold(
            substance: cas,
            numbers: register.numbers(countingAs: cas),
            threshold: threshold,
            kilograms: threshold.quantity.kilograms(of: substance),
          )
        }
    }
  }

  /// Whether it holds for a firm; one of which nobody knows the country counts.
  func holds(for firm: FirmFacts?) -> Bool {
    guard let country = firm?.country, let countries = Self.countries(threshold.regime) else {
      return true
    }
    return countries.contains(country)
  }

  /// The countries of a regime, as its rule package lists them; `nil` for every country.
  private static func countries(_ regime: String) -> [String]? {
    let area = regime.prefix { $0 != "-" }
    let names = ["eu": "eu-2004-273", "us": "us-21cfr1310"]
    let countries = names[String(area)].flatMap { RulePackage.shipped($0)?.countries } ?? []
    return countries.isEmpty ? nil : countries
  }

  /// The threshold as something to compare with.
  var limit: QuantityLimit {
    let period =
      switch threshold.period {
      case .year: "a year"
      case .month: "a month"
      case .transaction: "a transaction"
      }
    return QuantityLimit(
      kilograms: kilograms,
      text: "threshold of \(threshold.quantity.text) \(period)",
      source: threshold.source,
      isConfirmed: threshold.isConfirmed,
    )
  }
}
