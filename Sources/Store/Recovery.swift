public import Journal
public import Records

/// What `restore --after-fork` did.
public struct Recovery: Hashable, Sendable {
  /// The journal that is written no longer, and the one that is written from now on; equal where
  /// a new one was not needed.
  public var old: Origin
  /// The journal that is written from now on.
  public var new: Origin
  /// Where copies parted from each other, with what each wrote there.
  public var forks: [(position: UInt64, entries: [EntryID])] = []
  /// How many entries the other copies wrote, and are in the new journal now.
  public var recovered: UInt64 = 0
  /// How many entries this copy had written and not signed yet, which moved to the new journal.
  public var moved: UInt64 = 0
  /// How many entries of the other copies are not readable in what was shown.
  public var unreadable: UInt64 = 0
  /// Whether the first office has to admit the new journal.
  public var needsAdmission = false

  public static func == (left: Self, right: Self) -> Bool {
    left.old == right.old && left.new == right.new && left.recovered == right.recovered
      && left.moved == right.moved && left.unreadable == right.unreadable
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(new)
    hasher.combine(recovered)
  }
}
