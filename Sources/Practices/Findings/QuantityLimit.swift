import Records

/// What a party's quantity of a substance is compared with.
struct QuantityLimit {
  /// How much of the pure substance; `nil` where nobody can say.
  var kilograms: ExactDecimal?
  /// The limit as a line shows it: `need of 1200 kg a year`.
  var text: String
  /// The records that set it.
  var evidence: [CrossFirmFinding.Evidence] = []
  /// What is missing of it.
  var missing: [CrossFirmFinding.Missing] = []
  /// Where it comes from.
  var source: String?
  /// Whether that was read in the original.
  var isConfirmed: Bool?
}
