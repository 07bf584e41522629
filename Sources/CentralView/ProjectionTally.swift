public import Records

/// What one catch-up added to the view.
///
/// Lines are counted whatever they say, records and conflicts without confidential ones.
public struct ProjectionTally: Hashable, Sendable {
  /// Lines that were not held before.
  public var new = 0
  /// Lines that the view had from another place of the same organisation.
  public var known = 0
  /// Stubs that became readable.
  public var completed = 0
  /// Stubs.
  public var withheld = 0
  /// Lines that break a rule.
  public var malformed = 0
  /// Entries that came in clear although their form keeps them from whoever holds the view, by
  /// their writer: they are kept for their proof, and never shown.
  public var misdirected: [OrganisationID: Int] = [:]
  /// Lines past a revocation.
  public var revoked = 0
  /// Records that began.
  public var created = 0
  /// Revisions of records.
  public var revised = 0
  /// Revisions that withdrew a record.
  public var voided = 0
  /// Conflicts that were not there before.
  public var opened = 0
  /// Conflicts that are there no more.
  public var closed = 0
  /// Conflicts that are open now.
  public var open = 0

  /// Counts nothing.
  public init() {}
}
