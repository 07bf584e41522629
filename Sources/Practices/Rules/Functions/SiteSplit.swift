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
    let inPeriod = try state.goods(test.counted).filter {
      test.period.contains($0.date, on: state.date)
    }
    if inPeriod.isEmpty { return .satisfied("there is no other order \(test.period.words)") }
    let count = Set(inPeriod.map { $0.site ?? "" } + [own.site ?? ""]).count
    if count < sites { return .satisfied("the orders \(test.period.words) go to \(count) site") }
    guard case .amount(let amount, let limit?, _) = test.threshold.value(in: state) else {
      return .unknown("the threshold of \(state.substanceName) is not known")
    }
    // What lies above the threshold by itself is no part of a split, and hides none.
    let others = inPeriod.filter { $0.kilograms.map { $0 <= limit } ?? true }
    let places = Set(others.map { $0.site ?? "" } + [own.site ?? ""])
    if others.isEmpty || places.count < sites {
      return .satisfied("no order \(test.period.words) is at most \(amount.text) beside this one")
    }
    for delivery in others { state.mention(delivery.record) }
    guard let ordered = own.kilograms else { return .unknown(try state.missingQuantity()) }
    if limit < ordered {
      return .satisfied("the \(state.noun) alone lies above \(amount.text)")
    }
    guard let total = state.total(others + [own]) else {
      return .unknown("nobody can say how much was ordered \(test.period.words)")
    }
    guard limit < total else {
      return .satisfied("\(total.kilograms) \(test.period.words) are not split")
    }
    return .broken(
      "\(Set(others.map(\.transaction)).count + 1) orders for \(places.count) sites, each at most \(amount.text), "
        + "come to \(total.kilograms) \(test.period.words)"
    )
  }
}
