import Records

/// Whether what a customer gets, or what the firm itself supplies and uses, in a period, the
/// order included, lies above a threshold.
struct QuantityTest: Sendable {
  let threshold: ThresholdSource
  let period: CheckedPeriod
  let counted: Set<RuleCase.Counted>
  /// Whether the firm's own movements are added up, whoever the customers are.
  let isOfOperator: Bool

  /// What came out.
  enum Outcome {
    case above(String)
    case within(String)
    case unknown(String)
  }

  /// Reads the members `threshold`, `period`, `days`, `count` and `by` (`customer`, the
  /// default, or `operator`).
  init(
    _ reader: inout MemberReader,
    counting standard: Set<RuleCase.Counted> = [.supplied, .decided],
  ) throws(PackageFault) {
    threshold = try ThresholdSource(&reader)
    period = try Self.period(&reader)
    let names = RuleCase.Counted.allCases.map(\.rawValue)
    let chosen = try reader.choices("count", names)
    counted = chosen.map { Set($0.compactMap(RuleCase.Counted.init(rawValue:))) } ?? standard
    isOfOperator = try reader.choice("by", ["customer", "operator"]) == "operator"
  }

  static func period(_ reader: inout MemberReader) throws(PackageFault) -> CheckedPeriod {
    if let days = try reader.count("days", from: 1) { return .days(days) }
    guard let name = try reader.choice("period", CheckedPeriod.names),
      let period = CheckedPeriod(name)
    else { throw reader.place.fault("period", "is missing") }
    return period
  }

  func outcome(in state: RuleCase) throws -> Outcome {
    let limit: ExactDecimal
    let limitText: String
    switch threshold.value(in: state) {
    case .missing(let reason): return .unknown(reason)
    case .amount(let amount, let kilograms, let isConfirmed):
      guard let kilograms else {
        return .unknown("the density of \(state.substanceName) is not known")
      }
      limit = kilograms
      // Sums are shown in kilograms, so that a threshold in litres is too.
      let weight = amount.text.hasSuffix(" kg") ? "" : ", which are \(kilograms.kilograms)"
      limitText = amount.text + weight + (isConfirmed ? "" : " (not confirmed)")
    }
    let ordered = try state.ordered()
    let others = try others(in: state, limit: limit, ordered: ordered.kilograms)
    for delivery in others { state.mention(delivery.record) }
    // What is known may lie above the threshold already, whatever else there is.
    let known = others.compactMap(\.kilograms) + [ordered.kilograms].compactMap(\.self)
    if let sum = ExactDecimal.sum(of: known), limit < sum {
      let words = isOfOperator ? "that the firm moved \(period.words)" : period.words
      return .above("\(sum.kilograms) \(words) are more than \(limitText)")
    }
    guard let own = ordered.kilograms else { return .unknown(try state.missingQuantity()) }
    guard let before = state.total(others), let sum = before + own else {
      let whom = isOfOperator ? "how much the firm moved" : "how much went to the customer"
      return .unknown("nobody can say \(whom) \(period.words)")
    }
    return .within("\(sum.kilograms) \(period.words) are not more than \(limitText)")
  }

  /// What counts beside the order; of the firm's own movements no more than it takes to know.
  private func others(
    in state: RuleCase,
    limit: ExactDecimal,
    ordered: ExactDecimal?,
  ) throws -> [Delivery] {
    guard isOfOperator else {
      return try state.goods(counted).filter { period.contains($0.date, on: state.date) }
    }
    guard let start = period.start(on: state.date) else { return [] }
    var others: [Delivery] = []
    var sum = ordered ?? .zero
    try state.forEachOwnSupply(since: start) { delivery in
      guard period.contains(delivery.date, on: state.date) else { return true }
      others.append(delivery)
      sum = delivery.kilograms.flatMap { sum + $0 } ?? sum
      return sum <= limit
    }
    return others
  }
}

extension ExactDecimal {
  /// The number as kilograms, rounded to a gram for reading.
  var kilograms: String { "\(rounded(toPlaces: 3).text) kg" }
}
