public import Records

/// The newest entry of a journal that counts on a day.
public struct JournalTail: Hashable, Sendable {
  /// The journal.
  public var origin: String
  /// Whose it is.
  public var organisation: OrganisationID
  /// The newest entry that does not claim to be of a later day; `nil` where there is none.
  public var entry: EntryID?
  /// The moment that it claims.
  public var time: Timestamp?
}
