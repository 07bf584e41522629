import Records

/// `period-at-most`: a declaration, or an assessment, is not made for longer than allowed.
///
///     {"of": "declaration", "months": 12, "declaration_kinds": ["multiple"]}
struct PeriodAtMost: RuleTest {
  private let isAssessment: Bool
  private let months: Int
  private let kinds: [String]?

  init(_ with: inout MemberReader) throws(PackageFault) {
    isAssessment = try with.choice("of", ["declaration", "assessment"]) == "assessment"
    guard let months = try with.count("months", from: 1) else {
      throw with.place.fault("months", "is missing")
    }
    self.months = months
    kinds = try with.choices("declaration_kinds", ["single", "multiple", "code"])
  }

  var judgesDeclaration: Bool { !isAssessment }

  func finding(in state: RuleCase) throws -> Finding {
    guard try state.customer() != nil else {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    if isAssessment {
      guard let assessment = try state.assessment() else {
        return .notApplicable("the customer was not assessed")
      }
      state.mention(assessment.record.id)
      return judge(
        "the assessment of \(assessment.date.text)",
        assessment.date,
        assessment.body.day("valid_until"),
        on: state.date,
      )
    }
    guard let declaration = try state.declaration() else {
      return .notApplicable("there is no declaration")
    }
    state.mention(declaration.record.id)
    if let kinds {
      guard let kind = declaration.kind else {
        return .unknown(
          "\(declaration.name) does not say whether it is for one transaction or several"
        )
      }
      if !kinds.contains(kind) {
        return .notApplicable("\(declaration.name) is of the kind ‘\(kind)’")
      }
    }
    guard let from = declaration.from else { return .unknown("\(declaration.name) has no date") }
    return judge(declaration.name, from, declaration.until, on: state.date)
  }

  /// What sets no end of its own runs from its first day to the day that is judged.
  private func judge(
    _ name: String,
    _ from: CalendarDate,
    _ end: CalendarDate?,
    on date: CalendarDate,
  ) -> Finding {
    let last = from.later(months: months)
    let until = end ?? date
    return last < until
      ? .broken("\(name) runs from \(from.text) to \(until.text), longer than \(months) months")
      : .satisfied("\(name) runs from \(from.text) to \(until.text)")
  }
}
