/// Where the members of the entry last read lie, and the few of them that every reader needs.
///
/// The numbers are indexes into the reader's tape; 0, the entry itself, means absent.
public struct EntryHeader: Sendable {
  /// The form's name with its version.
  public internal(set) var form = 0
  /// The writer's organisation id.
  public internal(set) var organisation = 0
  /// The claimed time.
  public internal(set) var time = 0
  /// Who wrote it, as claimed.
  public internal(set) var author = 0
  /// The reason given.
  public internal(set) var because = 0
  /// Who may read the record; only in its first entry.
  public internal(set) var audience = 0
  /// The salt.
  public internal(set) var salt = 0
  /// The fields that a revision writes.
  public internal(set) var writes = 0
  /// The record's full state.
  public internal(set) var body = 0

  /// The record's first entry; `nil` in that entry itself.
  public internal(set) var record: EntryID?
  /// The heads that a revision's writer saw; empty in a record's first entry.
  public internal(set) var parents: [EntryID] = []
  /// Whether the entry withdraws its record.
  public internal(set) var isVoid = false
  /// The claimed time, read.
  public internal(set) var moment = Timestamp(milliseconds: 0)

  init() {}

  /// Forgets the entry but keeps the memory.
  mutating func clear() {
    (form, organisation, time, author, because) = (0, 0, 0, 0, 0)
    (audience, salt, writes, body) = (0, 0, 0, 0)
    record = nil
    parents.removeAll(keepingCapacity: true)
    isVoid = false
  }
}
