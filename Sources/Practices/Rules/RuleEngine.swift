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

  /// The names of all questions that some rule asks a person, each once, in their order.
  public var questions: [String] {
    packages.flatMap(\.rules).compactMap { ($0.test as? QuestionAnswered)?.question }
      .reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
  }

  /// The questions that a person has to answer before the request can be judged, each once.
  ///
  /// - Throws: What the book throws.
  public func openQuestions(
    _ request: CheckRequest,
    in book: some RecordBook,
  ) throws -> [OpenQuestion] {
    try openQuestions(request, in: BookCache(book, forms: forms, register: register))
  }

  /// Looks for questions on one request after the other, all of one day.
  public func questionSurvey(on date: CalendarDate, in book: some RecordBook) -> QuestionSurvey {
    QuestionSurvey(engine: self, cache: BookCache(book, forms: forms, register: register))
  }

  /// Whether a rule may ask a question on a request that has no answer to it: for certain not,
  /// where the substance alone says so.
  func mayAsk(_ request: CheckRequest, in cache: BookCache) throws -> Bool {
    for package in packages where package.isInForce(on: request.date) {
      for rule in package.rules
      where rule.subjects.contains(request.subject) && rule.isInForce(on: request.date) {
        guard let test = rule.test as? QuestionAnswered, Self.lacksAnswer(request, to: test) else {
          continue
        }
        let state = RuleCase(request, in: cache, package: package)
        repeat {
          if try rule.condition.mayFitSubstance(state) { return true }
        } while state.next()
      }
    }
    return false
  }

  private static func lacksAnswer(_ request: CheckRequest, to test: QuestionAnswered) -> Bool {
    request.bodies.contains {
      QuestionAnswered.answer(to: test.question, in: $0)?["answer"]?.bool == nil
    }
  }

  func openQuestions(_ request: CheckRequest, in cache: BookCache) throws -> [OpenQuestion] {
    var questions: [OpenQuestion] = []
    for package in packages where package.isInForce(on: request.date) {
      for rule in package.rules
      where rule.subjects.contains(request.subject) && rule.isInForce(on: request.date) {
        guard let test = rule.test as? QuestionAnswered,
          !questions.contains(where: { $0.question == test.question }),
          Self.lacksAnswer(request, to: test),
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
