import Records

/// Which cases a rule is about: the member `applies`.
///
///     {"substance": {"cas": […], "table": ["I"], "eu_category": ["1"], "us_list": ["List I"],
///                    "except_cas": […]},            any of the lists
///      "customer": {"kind": […], "role": […], "country": […], "within": true},
///      "fields": {"payment": ["cash"]},             the order's own members
///      "declaration_kind": ["multiple"],            of the declaration that is relied on
///      "exceeds": {"threshold": {…}, "period": "rolling-year"},
///      "at_least": {"quantity": "4000", "unit": "kg"},
///      "answered": {"question": "single-container", "answer": true},
///      "unless": [{…}, …]}
///
/// All members must fit. What is not known does not exclude a rule: it is then evaluated,
/// and only its passing counts for certain.
struct RuleCondition: Sendable {
  private var parts: [any ConditionPart] = []
  private var exceptions: [RuleCondition] = []

  /// Whether a rule is about a case.
  enum Fit: Hashable {
    case yes
    /// It is not, because.
    case no(String)
    /// Nobody can say, because.
    case unknown(String)
  }

  init(_ source: MemberReader?, countries: [String]) throws(PackageFault) {
    guard var reader = source else { return }
    if let object = try reader.object("substance") {
      parts.append(try SubstanceCondition(object))
    }
    if let object = try reader.object("customer") {
      parts.append(try CustomerCondition(object, countries: countries))
    }
    if let object = try reader.object("fields") { parts.append(try FieldsCondition(object)) }
    if let kinds = try reader.choices("declaration_kind", ["single", "multiple", "code"]) {
      parts.append(DeclarationKindCondition(kinds: kinds))
    }
    if var object = try reader.object("exceeds") {
      parts.append(ExceedsCondition(test: try QuantityTest(&object)))
      try object.finish()
    }
    if var object = try reader.object("at_least") {
      parts.append(AtLeastCondition(amount: try ThresholdSource.amount(&object)))
      try object.finish()
    }
    if var object = try reader.object("answered") {
      parts.append(
        AnsweredCondition(
          question: try object.requiredString("question"),
          answer: try object.bool("answer") ?? true,
        )
      )
      try object.finish()
    }
    for object in try reader.objects("unless") ?? [] {
      exceptions.append(try RuleCondition(object, countries: countries))
    }
    try reader.finish()
  }

  /// Whether the order's substance leaves it possible that the rule is about it.
  func mayFitSubstance(_ state: RuleCase) throws -> Bool {
    for part in parts where part is SubstanceCondition {
      if case .no = try part.fit(state) { return false }
    }
    return true
  }

  func fit(_ state: RuleCase) throws -> Fit {
    var doubt: String?
    for part in parts {
      switch try part.fit(state) {
      case .yes: break
      case .no(let reason): return .no(reason)
      case .unknown(let reason): doubt = doubt ?? reason
      }
    }
    for exception in exceptions {
      switch try exception.fit(state) {
      case .yes: return .no("an exception of the rule holds")
      case .no: break
      case .unknown(let reason): doubt = doubt ?? reason
      }
    }
    return doubt.map(Fit.unknown) ?? .yes
  }
}

/// One member of a condition.
protocol ConditionPart: Sendable {
  func fit(_ state: RuleCase) throws -> RuleCondition.Fit
}
