public import Records

/// What kind of conflict there is; each is closed in its own way.
public enum ConflictKind: String, CaseIterable, Hashable, Sendable {
  /// Writes of one field of one record that do not know of each other.
  case concurrent
  /// Statements of several firms about one customer, or determinations of one conflict.
  case contradiction
  /// Two records that may be about one party.
  case duplicate
  /// Judgements of records that contradict each other.
  case judgement
  /// Two histories of one journal.
  case fork
}

/// Whether a conflict waits for somebody.
public enum ConflictStatus: String, CaseIterable, Hashable, Sendable {
  /// Nobody has decided.
  case open
  /// An authority has decided, and what it decided on still stands.
  case determined
  /// It was there, and is not any more.
  case resolved
  /// An authority had decided, and what it decided on has moved since.
  case stale
  /// An entry is missing that may have its say.
  case incomplete

  /// Whether it is listed where nobody says which to list.
  public var isWaiting: Bool { self == .open || self == .stale || self == .incomplete }
}

/// The entry that closed a conflict: who, when and why.
public struct ConflictClosing: Hashable, Sendable {
  /// The entry.
  public var entry: EntryID
  /// Its author, as it claims.
  public var author: String
  /// The time that it claims.
  public var time: Timestamp
  /// Its reason.
  public var reason: String?
}
