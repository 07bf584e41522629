public import Records

/// Judges orders and sample requests by the rules of packages.
///
/// Each rule reads only the records it needs: those about the customer, and all of a form only
/// where nothing points at the customer (lists, alerts, reports of suspicions, `applicability`,
/// products, the firm's own licences, samples of strangers), of which a firm has few.
public struct RuleEngine: Sendable {
  /// The packages, in the order in which they are reported.
  public let packages: [RulePackage]
  private let register: SubstanceRegister
  private let forms: FormSet

  /// An engine with these packages; of two with one name, the last counts.
  public init(packages: [RulePackage], register: SubstanceRegister, forms: FormSet) {
    var newest: [RulePackage] = []
    for package in packages {
      if let place = newest.firstIndex(where: { $0.name == package.name }) {
        newest[place] = package
      } else {
        newest.append(package)
      }
    }
    self.packages = newest
    self.register = register
    self.forms = forms
  }

  /// What every rule in force on the day of the request says of it.
  ///
  /// - Throws: What the book throws.
  public func check(_ request: CheckRequest, in book: some RecordBook) throws -> CheckAnswer {
    let cache = BookCache(book, forms: forms, register: register)
    let packages = packages.filter { $0.isInForce(on: request.date) }
    var results: [RuleResult] = []
    for package in packages {
      for rule in package.rules
      where rule.subjects.contains(request.subject) && rule.isInForce(on: request.date) {
        results.append(try evaluate(rule, of: package, request, in: cache))
      }
    }
    return CheckAnswer(
      date: request.date,
      packages: packages.map(\.packageName),
      results: results,
    )
  }

  /// What one rule says, whatever the day it is in force on; `nil` where there is no such rule.
  ///
  /// - Throws: What the book throws.
  public func result(
    of rule: String,
    in package: String,
    for request: CheckRequest,
    in book: some RecordBook,
  ) throws -> RuleResult? {
    guard let package = packages.first(where: { $0.name == package }),
      let rule = package.rule(rule)
    else { return nil }
    let cache = BookCache(book, forms: forms, register: register)
    return try evaluate(rule, of: package, request, in: cache)
  }

  /// The questions that a person has to answer before the request can be judged, each once.
  ///
  /// - Throws: What the book throws.
  public func openQuestions(
    _ request: CheckRequest,
    in book: some RecordBook,
  ) throws -> [OpenQuestion] {
    let cache = BookCache(book, forms: forms, register: register)
    var questions: [OpenQuestion] = []
    for package in packages where package.isInForce(on: request.date) {
      for rule in package.rules
      where rule.subjects.contains(request.subject) && rule.isInForce(on: request.date) {
        guard let test = rule.test as? QuestionAnswered,
          !questions.contains(where: { $0.question == test.question }),
          request.bodies.contains(where: {
            QuestionAnswered.answer(to: test.question, in: $0)?["answer"]?.bool == nil
          }),
          try OrderAnswer(evaluate(rule, of: package, request, in: cache).verdict) != .supply
        else { continue }
        let state = RuleCase(request, in: cache, package: package)
        questions.append(
          OpenQuestion(
            question: test.question,
            text: test.text,
            figures: try state.figures().words,
            rule: rule.name,
            package: package.name,
          )
        )
      }
    }
    return questions
  }
}

/// A question that only a person can answer.
public struct OpenQuestion: Hashable, Sendable {
  /// The code that the answer names: `plausible-use`.
  public var question: String
  /// What is asked.
  public var text: String
  /// The figures to judge by.
  public var figures: String
  /// The rule that asks.
  public var rule: String
  /// The package that the rule is in.
  public var package: String
}
