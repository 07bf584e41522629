public import Records

/// Why the body of an entry about trust is not one.
public enum TrustFault: Hashable, Sendable {
  /// This member is missing or is not what belongs there.
  case malformed(String)
  /// The card in it is refused.
  case card(CardFault)
}

extension TrustFault: UserFacingError {
  public var problem: String {
    switch self {
    case .malformed(let member): "the entry has no valid ‘\(member)’"
    case .card(let fault): fault.problem
    }
  }

  public var remedy: String? { if case .card(let fault) = self { fault.remedy } else { nil } }

  public var kind: FailureKind { if case .card(let fault) = self { fault.kind } else { .refused } }
}
