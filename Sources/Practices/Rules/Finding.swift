import Records

/// What a function found in one state of the records.
struct Finding: Hashable, Sendable {
  /// How it came out.
  enum Outcome: Hashable, Sendable {
    case notApplicable
    case satisfied
    /// Broken: the rule's own verdict, or this one.
    case broken(Verdict?)
    case unknown
  }

  var outcome: Outcome
  /// One sentence, no full stop: what was found, with the figures that counted.
  var because: String
  /// Whether a confidential record decided it.
  var isConfidential = false
  /// What is not said, where that is why nobody can tell.
  var missing: MissingFact?

  static func satisfied(_ because: String) -> Finding {
    Finding(outcome: .satisfied, because: because)
  }
  static func broken(_ because: String, as verdict: Verdict? = nil) -> Finding {
    Finding(outcome: .broken(verdict), because: because)
  }
  static func unknown(_ because: String) -> Finding {
    Finding(outcome: .unknown, because: because)
  }
  static func notApplicable(_ because: String) -> Finding {
    Finding(outcome: .notApplicable, because: because)
  }

  /// What a rule with this verdict says.
  func verdict(_ own: Verdict) -> Verdict {
    switch outcome {
    case .notApplicable: .notApplicable
    case .satisfied: .pass
    case .broken(let other): other ?? own
    case .unknown: .unknown
    }
  }
}
