import Records

/// `supplies-in-period`: enough supplies went before the declaration.
///
///     {"at_least": 3, "months": 12, "declaration_kinds": ["multiple"]}
///
/// The months are those before the day on which the declaration was made, that day left out.
/// The days count on which something went to the customer, and those of the earlier supplies
/// that the declaration itself lists: the law counts occasions, a delivery that left on three
/// lorries is one, and paper history may stand in both.
struct SuppliesInPeriod: RuleTest {
  private let least: Int
  private let months: Int
  private let kinds: [String]

  init(_ with: inout MemberReader) throws(PackageFault) {
    guard let least = try with.count("at_least", from: 1) else {
      throw with.place.fault("at_least", "is missing")
    }
    guard let months = try with.count("months", from: 1) else {
      throw with.place.fault("months", "is missing")
    }
    self.least = least
    self.months = months
    kinds = try with.choices("declaration_kinds", ["single", "multiple", "code"]) ?? ["multiple"]
  }

  var judgesDeclaration: Bool { true }

  func finding(in state: RuleCase) throws -> Finding {
    guard try state.customer() != nil else {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    guard let declaration = try state.declaration() else {
      return .notApplicable("there is no declaration")
    }
    state.mention(declaration.record.id)
    guard let kind = declaration.kind else {
      return .unknown(
        "\(declaration.name) does not say whether it is for one transaction or several"
      )
    }
    guard kinds.contains(kind) else {
      return .notApplicable("\(declaration.name) is of the kind ‘\(kind)’")
    }
    guard let made = declaration.made else { return .unknown("\(declaration.name) has no date") }
    let start = made.later(months: -months)
    let isInPeriod = { (day: CalendarDate) in start <= day && day < made }
    let supplies = try state.goods([.supplied]).filter { $0.date.map(isInPeriod) ?? false }
    let days = Set(supplies.compactMap(\.date))
    for supply in supplies { state.mention(supply.record) }
    let listed = (declaration.body["prior_supplies"]?.elements ?? []).compactMap { $0.day("date") }
    let further = listed.filter { isInPeriod($0) && !days.contains($0) }
    let count = days.count + Set(further).count
    let words =
      "\(count) \(count == 1 ? "supply" : "supplies") in the \(months) months before \(declaration.name) of \(made.text)"
    return count < least
      ? .broken("\(words), where \(least) \(least == 1 ? "is" : "are") needed") : .satisfied(words)
  }
}
