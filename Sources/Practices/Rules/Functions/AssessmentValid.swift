import Records

/// `assessment-valid`: the customer was assessed, favourably, and the assessment still holds.
///
///     {"valid_months": 36,          how long one holds that does not say
///      "conditional": "warn",       what a conditional approval counts as
///      "when_absent": "hold",       what no assessment at all counts as, and what a lapsed one
///      "when_expired": "hold"}      does; `pass` for a rule that looks only for a bad one
struct AssessmentValid: RuleTest {
  private let validMonths: Int?
  private let conditional: Verdict
  private let whenAbsent: Verdict?
  private let whenExpired: Verdict?

  init(_ with: inout MemberReader) throws(PackageFault) {
    validMonths = try with.count("valid_months", from: 1)
    conditional = try with.verdict("conditional") ?? .warn
    whenAbsent = try with.verdict("when_absent")
    whenExpired = try with.verdict("when_expired")
  }

  func finding(in state: RuleCase) throws -> Finding {
    guard let customer = try state.customer() else {
      if whenAbsent == .pass { return .notApplicable("the \(state.noun) names no customer") }
      return .unknown("the \(state.noun) names no customer who is known, so nobody assessed them")
    }
    state.mention(customer.id)
    let name = try state.customerName()
    guard let assessment = try state.assessment() else {
      if whenAbsent == .pass { return .satisfied("no assessment speaks against \(name)") }
      return .broken("\(name) was not assessed for \(state.substanceName)", as: whenAbsent)
    }
    state.mention(assessment.record.id)
    let made = "the assessment of \(assessment.date.text)"
    let outcome = assessment.body.text("outcome") ?? "unknown"
    switch outcome {
    case "approved", "conditional": break
    case "refused", "suspended": return .broken("\(made) says ‘\(outcome)’ of \(name)")
    default: return .unknown("\(made) has an outcome that is not known here")
    }
    let until =
      assessment.body.day("valid_until")
      ?? validMonths.map { assessment.date.later(months: $0) }
    if let until, until < state.date, whenExpired != .pass {
      return .broken("\(made) of \(name) held until \(until.text)", as: whenExpired)
    }
    if outcome == "conditional" {
      let conditions = assessment.body.text("conditions").map { ": \($0)" } ?? ""
      let because = "\(made) approves \(name) on conditions\(conditions)"
      return conditional == .pass ? .satisfied(because) : .broken(because, as: conditional)
    }
    let end = until.map { ", until \($0.text)" } ?? ""
    return .satisfied("\(made) approves \(name)\(end)")
  }
}

/// The assessment that decides.
struct DecidingAssessment {
  var record: KnownRecord
  var body: JSON
  var date: CalendarDate
}

extension RuleCase {
  /// The newest assessment of the customer that covers the substance and was made by the day;
  /// of several of one day the most cautious.
  func assessment() throws -> DecidingAssessment? {
    var best: DecidingAssessment?
    for (record, body) in try states(aboutCustomer: "assessment") {
      guard let made = body.day("date"), made <= date, coversSubstance(body["substances"]) else {
        continue
      }
      let assessment = DecidingAssessment(record: record, body: body, date: made)
      guard let known = best else {
        best = assessment
        continue
      }
      if (known.date, Self.caution(known)) < (made, Self.caution(assessment)) {
        best = assessment
      }
    }
    return best
  }

  private static func caution(_ assessment: DecidingAssessment) -> Int {
    switch assessment.body.text("outcome") {
    case "approved": 0
    case "conditional": 1
    case "suspended": 2
    default: 3
    }
  }
}
