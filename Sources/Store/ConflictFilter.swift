public import CentralView
public import Records

/// Which conflicts to list.
public struct ConflictFilter: Sendable {
  /// Of which kinds; none named: of every kind.
  public var kinds: Set<ConflictKind>
  /// With a statement of this organisation.
  public var firm: OrganisationID?
  /// In which state; `nil`: those that wait for somebody.
  public var statuses: Set<ConflictStatus>?
  /// Older than so many days: the newest standing write claims a time that far back.
  public var olderThan: Int?
  /// The day from which the age is counted.
  public var date: CalendarDate

  /// Everything that waits for somebody.
  public init(
    kinds: Set<ConflictKind> = [],
    firm: OrganisationID? = nil,
    statuses: Set<ConflictStatus>? = nil,
    olderThan: Int? = nil,
    date: CalendarDate = Timestamp.now().date,
  ) {
    self.kinds = kinds
    self.firm = firm
    self.statuses = statuses
    self.olderThan = olderThan
    self.date = date
  }

  /// Whether a conflict is among them.
  public func matches(_ conflict: ConflictSummary) -> Bool {
    if !kinds.isEmpty, !kinds.contains(where: { $0.rawValue == conflict.kind }) { return false }
    if let firm, !conflict.organisations.contains(firm) { return false }
    if let statuses, !statuses.contains(conflict.status) { return false }
    if statuses == nil, !conflict.status.isWaiting { return false }
    guard let olderThan, let newest = conflict.newestTime else { return true }
    return date.dayNumber - newest.date.dayNumber > olderThan
  }
}
