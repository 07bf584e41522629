import Records

/// Whether what a customer gets in a period, the order included, lies above a threshold.
struct QuantityTest: Sendable {
  let threshold: ThresholdSource
  let period: CheckedPeriod
  let counted: Set<RuleCase.Counted>

  /// What came out.
  enum Outcome {
    case above(String)
    case within(String)
    case unknown(String)
  }

  /// Reads the members `threshold`, `period`, `days` and `count`.
  init(
    _ reader: inout MemberReader,
    counting standard: Set<RuleCase.Counted> = [.supplied, .decided],
  ) throws(PackageFault) {
    threshold = try ThresholdSource(&reader)
    period = try Self.period(&reader)
    let names = RuleCase.Counted.allCases.map(\.rawValue)
    let chosen = try reader.choices("count", names)
    counted = chosen.map { Set($0.compactMap(RuleCase.Counted.init(rawValue:))) } ?? standard
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
      limitText = amount.text + (isConfirmed ? "" : " (not confirmed)")
    }
    let ordered = try state.ordered()
    let others = try state.goods(counted).filter { period.contains($0.date, on: state.date) }
    for delivery in others { state.mention(delivery.record) }
    // What is known may lie above the threshold already, whatever else there is.
    let known = others.compactMap(\.kilograms) + [ordered.kilograms].compactMap(\.self)
    if let sum = ExactDecimal.sum(of: known), limit < sum {
      return .above("\(sum.kilograms) \(period.words) are more than \(limitText)")
    }
    guard let own = ordered.kilograms else { return .unknown(try state.missingQuantity()) }
    guard let before = state.total(others), let sum = before + own else {
      return .unknown("nobody can say how much went to the customer \(period.words)")
    }
    return .within("\(sum.kilograms) \(period.words) are not more than \(limitText)")
  }
}

extension ExactDecimal {
  /// The number as kilograms, rounded to a gram for reading.
  var kilograms: String { "\(rounded(toPlaces: 3).text) kg" }
}
