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
  /// Whether an entry of it stands on a branch of a forked journal only, and the fork is not
  /// settled.
  public var isForked: Bool
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
  /// The record that it is a write of, where that is not the conflict's only one.
  public var record: EntryID?
}

/// A conflict: writes of one field that disagree and need a person.
public struct ConflictSummary: Hashable, Sendable {
  /// Its name.
  public var id: String
  /// What kind of conflict, one of ``ConflictKind``.
  public var kind: String
  /// The record; of several the one with the least id.
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
  /// Why it was opened, in one line, where the values do not tell.
  public var reason: String?
  /// Whether it waits for somebody.
  public var status = ConflictStatus.open
  /// What authorities decided about it or about what it grew out of, by record.
  public var determinations: [Determination] = []
  /// The entry that closed it, where one did.
  public var closing: ConflictClosing?
}

extension ConflictSummary {
  /// Every record that is party to it, ascending.
  public var records: [EntryID] { Set([record] + values.compactMap(\.record)).sorted() }

  /// Every organisation whose statement is part of it, ascending.
  public var organisations: [OrganisationID] {
    Set([organisation] + values.map(\.organisation)).sorted()
  }

  /// The newest time that a standing write claims.
  ///
  /// A conflict's age is counted from it: of the times there are it alone is the same in
  /// every store, whenever the bundles arrived.
  public var newestTime: Timestamp? { values.map(\.time).max() }
}

/// One entry of a record's history.
public struct HistoryEntry: Hashable, Sendable {
  /// The entry.
  public var id: EntryID
  /// The journal that holds it.
  public var origin: String
  /// Where in that journal.
  public var position: UInt64
  /// Whether it stands past a fork of that journal which is not settled.
  public var isForked: Bool
  /// What it says, where it can be read.
  public var entry: Entry?
  /// Why it says nothing, where it does.
  public var problem: String?
}
