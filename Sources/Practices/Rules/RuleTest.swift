import Records

/// One of the fixed list of functions, with the parameters that a rule gives it.
protocol RuleTest: Sendable {
  /// Reads the parameters: the members of the rule's `with`.
  init(_ with: inout MemberReader) throws(PackageFault)
  /// What the parameters say that no form bears out, for a rule that judges these subjects:
  /// the member of `with`, and the end of a sentence.
  func problem(judging subjects: Set<CheckRequest.Subject>) -> (member: String, reason: String)?
  /// Whether it judges the declaration that the order relies on.
  var judgesDeclaration: Bool { get }
  /// What it finds in one case.
  func finding(in state: RuleCase) throws -> Finding
}

extension RuleTest {
  var judgesDeclaration: Bool { false }

  func problem(judging subjects: Set<CheckRequest.Subject>) -> (member: String, reason: String)? {
    nil
  }
}

/// The functions that rules may name.
enum RuleFunctions {
  typealias Reader = @Sendable (inout MemberReader) throws(PackageFault) -> any RuleTest

  /// Each function's reader by its name in a package.
  static let all: [String: Reader] = [
    "field-required": reader(FieldRequired.self),
    "assessment-valid": reader(AssessmentValid.self),
    "licence-valid": reader(LicenceValid.self),
    "declaration-valid": reader(DeclarationValid.self),
    "supplies-in-period": reader(SuppliesInPeriod.self),
    "period-at-most": reader(PeriodAtMost.self),
    "cumulative-quantity": reader(CumulativeQuantity.self),
    "site-split": reader(SiteSplit.self),
    "waiting-time": reader(WaitingTime.self),
    "list-hit": reader(ListHit.self),
    "indicators-answered": reader(IndicatorsAnswered.self),
    "question-answered": reader(QuestionAnswered.self),
  ]

  private static func reader<Test: RuleTest>(_ type: Test.Type) -> Reader {
    { (with) throws(PackageFault) in try Test(&with) }
  }
}
