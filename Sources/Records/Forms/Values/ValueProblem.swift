/// What is wrong with a value, for a person who has never seen the rule.
public struct ValueProblem: Error, Hashable, Sendable {
  /// What is wrong: one clause that names the value.
  public let problem: String
  /// What to do about it: one clause.
  public let remedy: String

  /// Says what is wrong and what to do.
  public init(_ problem: String, remedy: String) {
    self.problem = problem
    self.remedy = remedy
  }
}

extension ValueProblem: CustomStringConvertible {
  public var description: String { "\(problem); \(remedy)" }
}
