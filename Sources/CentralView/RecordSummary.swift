public import Records

/// A record as lists show it.
public struct RecordSummary: Hashable, Sendable {
  /// The record.
  public var id: EntryID
  /// Its form, with version.
  public var form: String
  /// Whose it is.
  public var organisation: OrganisationID
  /// The journal that holds its first entry; `nil` while that has not arrived.
  public var origin: String?
  /// How many entries it has.
  public var revisions: Int
  /// Whether it is withdrawn.
  public var isVoid: Bool
  /// Whether an entry of it is missing or not readable here.
  public var isIncomplete: Bool
  /// What is shown: the merged state.
  public var body: JSON
  /// The fields in conflict.
  public var conflicts: [String]
  /// The entries to name as parents of a revision, in order.
  public var heads: [EntryID]
}

/// One value that stands in a conflict.
public struct StandingValue: Hashable, Sendable {
  /// What was written; `nil` where the field was left out.
  public var value: JSON?
  /// The entry that wrote it.
  public var entry: EntryID
  /// Whose entry it is.
  public var organisation: OrganisationID
  /// The time that entry claims.
  public var time: Timestamp
  /// The author that it claims, where its line is held.
  public var author: String?
}

/// A conflict: writes of one field that disagree and need a person.
public struct ConflictSummary: Hashable, Sendable {
  /// Its name.
  public var id: String
  /// What kind of conflict: `concurrent`.
  public var kind: String
  /// The record.
  public var record: EntryID
  /// The record's form, with version.
  public var form: String
  /// Whose record it is.
  public var organisation: OrganisationID
  /// The field or group; empty where a record has too many heads.
  public var field: String
  /// What is shown meanwhile.
  public var shown: JSON?
  /// Whether an entry is missing that may have its say.
  public var isIncomplete: Bool
  /// The values that stand.
  public var values: [StandingValue]
}

/// One entry of a record's history.
public struct HistoryEntry: Hashable, Sendable {
  /// The entry.
  public var id: EntryID
  /// The journal that holds it.
  public var origin: String
  /// Where in that journal.
  public var position: UInt64
  /// What it says, where it can be read.
  public var entry: Entry?
  /// Why it says nothing, where it does.
  public var problem: String?
}
