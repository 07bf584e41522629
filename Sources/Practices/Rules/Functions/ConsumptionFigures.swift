import Records

/// The figures that a person needs beside a question: what the customer got in 12 months, and
/// what they said they need.
struct ConsumptionFigures {
  /// What went to the customer in the 12 months before, the order left out; `nil` where nobody
  /// can say.
  var supplied: ExactDecimal?
  /// How many deliveries that were.
  var deliveries: Int
  /// What is ordered.
  var ordered: ExactDecimal?
  /// What the declaration that is relied on declares, while it is in force.
  var declared: ExactDecimal?
  /// The need for a year that the site's record gives.
  var need: ExactDecimal?

  /// Whether somebody declared a need, and everything together stays within it.
  var isWithinNeed: Bool {
    guard let supplied, let ordered, let sum = supplied + ordered else { return false }
    let limits = [declared, need].compactMap(\.self)
    return !limits.isEmpty && limits.allSatisfy { sum <= $0 }
  }

  /// The figures in a line.
  var words: String {
    let before = supplied.map(\.kilograms) ?? "not known"
    var words = "ordered \(ordered.map(\.kilograms) ?? "not known"); "
    words +=
      "last 12 months \(before) in \(deliveries) \(deliveries == 1 ? "delivery" : "deliveries")"
    words += "; declared \(declared.map(\.kilograms) ?? "nothing")"
    if let need { words += "; need per year \(need.kilograms)" }
    return words
  }
}

extension RuleCase {
  /// The figures of the order's customer and substance.
  func figures() throws -> ConsumptionFigures {
    let goods = try goods([.supplied, .decided]).filter {
      CheckedPeriod.rollingYear.contains($0.date, on: date)
    }
    return ConsumptionFigures(
      supplied: total(goods),
      deliveries: Set(goods.map(\.transaction)).count,
      ordered: try ordered().kilograms,
      declared: try declaration().flatMap {
        $0.isInForce(on: date) ? try declaredKilograms($0) : nil
      },
      need: try yearlyNeed(),
    )
  }

  /// The need for a year that the record of the order's site gives for the substance.
  private func yearlyNeed() throws -> ExactDecimal? {
    guard let site = try named("site", form: "site") else { return nil }
    let lines = body(of: site)["need_per_year"]?.elements ?? []
    let line = lines.first { $0.text("substance").map(book.parentCAS) == parentCAS }
    return line.flatMap { Amount(of: $0)?.kilograms(of: substance) }
  }
}
