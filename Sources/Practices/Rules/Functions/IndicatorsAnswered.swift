import CentralView
import Records

/// `indicators-answered`: somebody looked for warning signs, and each that was ticked is
/// explained and decided on.
///
///     {"when_absent": "warn"}     what it counts as when nobody said whether there were any
///
/// No single sign makes an order suspicious: a person judges the whole of them. So an order
/// with signs is for a person, until their decision and its reason stand on it.
struct IndicatorsAnswered: RuleTest {
  private let whenAbsent: Verdict

  init(_ with: inout MemberReader) throws(PackageFault) {
    whenAbsent = try with.verdict("when_absent") ?? .warn
  }

  func finding(in state: RuleCase) -> Finding {
    let order = state.order
    guard let ticked = order["indicators"]?.elements else {
      let because = "nobody noted whether there were warning signs"
      return whenAbsent == .pass ? .satisfied(because) : .broken(because, as: whenAbsent)
    }
    if ticked.isEmpty { return .satisfied("no warning sign was seen") }
    let names = ticked.map { sign in
      let code = sign.text("code") ?? ""
      return state.package.indicators.first { $0.code == code }?.text ?? code
    }
    let list = names.joined(separator: "; ")
    if let bare = ticked.first(where: { $0.text("comment")?.isEmpty ?? true }) {
      return .broken("the warning sign ‘\(bare.text("code") ?? "")’ has no comment")
    }
    if DecisionBasis.decision(in: order) == "supply", order.text("decision_reason") != nil,
      order.text("decided_by") != nil
    {
      return .satisfied("\(ticked.count) warning signs were judged: \(list)")
    }
    return .broken("\(ticked.count) warning signs are to be judged together: \(list)")
  }
}
