/// Two records that names and addresses say may be about one party, and nobody has judged.
public struct PartyProposal: Hashable, Sendable {
  /// One of them.
  public var one: KnownParties.Member
  /// The other.
  public var other: KnownParties.Member
  /// Why, in a line.
  public var reason: String

  /// Describes a proposal.
  public init(one: KnownParties.Member, other: KnownParties.Member, reason: String) {
    self.one = one
    self.other = other
    self.reason = reason
  }
}
