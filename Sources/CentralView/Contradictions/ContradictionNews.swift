/// Which contradictions between firms a catch-up opened and closed.
public struct ContradictionNews: Hashable, Sendable {
  /// Those that were not there before, by id.
  public var opened: [ConflictSummary]
  /// The ids of those that are there no more, in order.
  public var closed: [String]

  /// Says what was opened and closed.
  public init(opened: [ConflictSummary], closed: [String]) {
    self.opened = opened
    self.closed = closed
  }
}
