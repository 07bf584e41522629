import Records

/// `cumulative-quantity`: what the customer, or the requester of samples, gets in a period
/// does not pass a threshold.
///
///     {"threshold": {"regime": "us-domestic", "without": "zero"} | {"table": […]}
///                   | {"quantity": "1", "unit": "kg"},
///      "period": "calendar-month" | "days": 30,
///      "count": ["supplied", "decided"]}          or `ordered`, `samples`
struct CumulativeQuantity: RuleTest {
  private let test: QuantityTest

  init(_ with: inout MemberReader) throws(PackageFault) {
    test = try QuantityTest(&with)
  }

  func finding(in state: RuleCase) throws -> Finding {
    let needsCustomer = test.counted != [.samples]
    if needsCustomer, try state.customer() == nil {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    return switch try test.outcome(in: state) {
    case .above(let words): .broken(words)
    case .within(let words): .satisfied(words)
    case .unknown(let words): .unknown(words)
    }
  }
}
