/// Looks for unanswered questions on many requests, and reads each record once for all of them.
public struct QuestionSurvey {
  private let engine: RuleEngine
  private let cache: BookCache

  init(engine: RuleEngine, cache: BookCache) {
    self.engine = engine
    self.cache = cache
  }

  /// Whether a request can have an unanswered question, as far as it says itself: no other
  /// record is read to tell.
  ///
  /// - Throws: What the book throws.
  public func mayAsk(_ request: CheckRequest) throws -> Bool {
    try engine.mayAsk(request, in: cache)
  }

  /// The questions that a person has to answer before the request can be judged, each once.
  ///
  /// - Throws: What the book throws.
  public func openQuestions(_ request: CheckRequest) throws -> [OpenQuestion] {
    cache.goods = [:]
    return try engine.openQuestions(request, in: cache)
  }
}
