import Records

/// `waiting-time`: goods leave only so long after the order came.
///
///     {"days": 1, "from": "date"}     a member of the order that is a day
struct WaitingTime: RuleTest {
  private let days: Int
  private let member: String

  init(_ with: inout MemberReader) throws(PackageFault) {
    guard let days = try with.count("days", from: 1) else {
      throw with.place.fault("days", "is missing")
    }
    self.days = days
    member = try with.string("from") ?? "date"
  }

  func finding(in state: RuleCase) -> Finding {
    guard let day = state.order.day(member) else {
      return .unknown("the \(state.noun) does not say ‘\(member)’")
    }
    let first = day.adding(days: days)
    return state.date < first
      ? .broken("it may leave from \(first.text) on")
      : .satisfied("it has waited since \(day.text)")
  }
}
