import Records

/// `site-split`: several orders of one customer, each below a threshold and together above it.
///
///     {"threshold": {…}, "period": "calendar-month", "count": ["supplied", "ordered"],
///      "sites": 2}        how many different sites it takes; 1 where they do not matter
struct SiteSplit: RuleTest {
  private let test: QuantityTest
  private let sites: Int

  init(_ with: inout MemberReader) throws(PackageFault) {
    test = try QuantityTest(&with, counting: [.supplied, .ordered])
    sites = try with.count("sites", from: 1) ?? 2
  }

  func finding(in state: RuleCase) throws -> Finding {
    guard try state.customer() != nil else {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    let own = try state.ordered()
    let others = try state.goods(test.counted).filter {
      test.period.contains($0.date, on: state.date)
    }
    let places = Set(others.map { $0.site ?? "" } + [own.site ?? ""])
    if others.isEmpty { return .satisfied("there is no other order \(test.period.words)") }
    if places.count < sites {
      return .satisfied("the orders \(test.period.words) go to \(places.count) site")
    }
    guard case .amount(let amount, let limit?, _) = test.threshold.value(in: state) else {
      return .unknown("the threshold of \(state.substanceName) is not known")
    }
    for delivery in others { state.mention(delivery.record) }
    guard let ordered = own.kilograms else { return .unknown(try state.missingQuantity()) }
    if limit < ordered {
      return .satisfied("the \(state.noun) alone lies above \(amount.text)")
    }
    guard let total = state.total(others + [own]) else {
      return .unknown("nobody can say how much was ordered \(test.period.words)")
    }
    let isEachBelow = others.allSatisfy { $0.kilograms.map { $0 <= limit } ?? false }
    guard limit < total, isEachBelow else {
      return .satisfied("\(total.kilograms) \(test.period.words) are not split")
    }
    return .broken(
      "\(others.count + 1) orders for \(places.count) sites, each at most \(amount.text), "
        + "come to \(total.kilograms) \(test.period.words)"
    )
  }
}
