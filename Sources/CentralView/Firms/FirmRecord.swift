public import Records

/// One firm's record with a few of its members.
public struct FirmRecord: Hashable, Sendable {
  /// The record.
  public var id: EntryID
  /// Whose it is.
  public var organisation: OrganisationID
  /// Every state that stands, as far as the members go that were asked for; never empty.
  public var states: [JSON]
  /// Whether an entry of it is missing or cannot be read.
  public var isIncomplete: Bool

  /// What is shown.
  public var shown: JSON { states.first ?? .object([]) }
}
