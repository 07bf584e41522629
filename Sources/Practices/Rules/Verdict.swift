/// What one rule says of an order or a sample request, the better first.
public enum Verdict: String, CaseIterable, Hashable, Comparable, Sendable {
  /// The rule has nothing to say about this case.
  case notApplicable = "not-applicable"
  /// It is satisfied.
  case pass
  /// It is not, but nothing forbids going on; a person should know.
  case warn
  /// Something that the rule needs is not known, so nobody can say; it counts as hold.
  case unknown
  /// A person has to decide.
  case hold
  /// A law, or a notice of the authority, forbids it.
  case refuse

  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Whether an order may go.
public enum OrderAnswer: String, CaseIterable, Hashable, Sendable {
  /// Nothing stands against it.
  case supply
  /// A person has to look at it first.
  case hold
  /// It is forbidden.
  case refuse

  /// The answer that a rule's verdict gives by itself.
  public init(_ verdict: Verdict) {
    switch verdict {
    case .notApplicable, .pass, .warn: self = .supply
    case .unknown, .hold: self = .hold
    case .refuse: self = .refuse
    }
  }
}

/// Whether breaking a rule breaks the law.
public enum RuleBasis: String, CaseIterable, Hashable, Sendable {
  /// A law asks for it.
  case mandatory
  /// A code of conduct, or good practice, asks for it.
  case voluntary
}
