/// What an entry is to the view; the raw values are stored.
enum EntryKind: Int64 {
  /// A record's first entry.
  case first = 0
  /// A later entry of a record.
  case revision = 1
  /// A line that breaks a rule: it orders its descendants and writes nothing.
  case malformed = 2
  /// A stub: the line exists and is not readable here.
  case withheld = 3
  /// Named as a record by an entry that is held, and not held itself.
  case missing = 4
  /// Past a revocation: kept, and out of the state.
  case revoked = 5
  /// A record's first entry that breaks its form.
  case malformedFirst = 6
  /// A line that another organisation wrote: here it is a copy and no entry.
  case copied = 7
  /// A revision that does not go with the rest of its record, as far as that is known: it
  /// orders its descendants and writes nothing.
  case rejected = 8

  /// Whether the line, once it is readable, can still change what is known.
  var isOpen: Bool { self == .withheld || self == .missing || self == .revoked }

  /// The kinds of lines that can be read and are no copies, for SQL.
  static let ownAndReadable = "(0, 1, 2, 6, 8)"

  /// Whether a record can begin here: it does, or nobody can tell yet.
  var canBeginRecord: Bool { self == .first || self == .malformedFirst || isOpen }
}
