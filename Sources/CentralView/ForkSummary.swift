public import Records

/// A journal of which two copies went on, each for itself: its entries differ from a
/// position on.
///
/// Every branch is in the view. What stands past ``position`` is marked until the organisation
/// has said, in the first entry of another journal, that it knows of all the branches.
public struct ForkSummary: Hashable, Sendable {
  /// The conflict's id.
  public let id: String
  /// The journal that forked.
  public let origin: String
  /// Whose journal it is.
  public let organisation: OrganisationID
  /// The first position at which the branches differ.
  public let position: UInt64
  /// What stands there, each with the branches on which it does; by id.
  public let sides: [Side]
  /// The journal whose first entry names the fork, and so settles it.
  public let settledBy: String?

  /// What stands where branches part, and who holds to it.
  public struct Side: Hashable, Sendable {
    /// The entry at the fork's position.
    public let entry: EntryID
    /// The branches on which it stands, as the store calls them, with their sizes; the journal
    /// that was held first is called nothing.
    public let branches: [(name: String, size: UInt64)]

    public static func == (left: Self, right: Self) -> Bool { left.entry == right.entry }

    public func hash(into hasher: inout Hasher) { hasher.combine(entry) }
  }

  /// Whether nothing has settled it.
  public var isOpen: Bool { settledBy == nil }
}
