/// Writes of one record that disagree and need a person.
public struct RecordConflict: Hashable, Sendable {
  /// The conflict's name.
  public let id: ConflictID

  /// What is in conflict.
  public let cause: Cause

  /// What disagrees, ordered by entry id: the readable standing writes of the field,
  /// or the record's heads.
  public let writes: [EntryID]

  /// What is in conflict.
  public enum Cause: Hashable, Sendable {
    /// Concurrent writes of this field, kind `concurrent` in the id; or writes of several
    /// fields that together break the form, kind `form`.
    case field(Text)

    /// The record has more than ``MergedRecord/mostHeads`` heads. It is the record's only
    /// conflict until there are fewer. Kind `too many` in the id.
    case tooManyHeads
  }

  /// The conflict of one field of a record.
  ///
  /// `breaksForm`: Whether the writes of the field agree, and what is merged breaks its form.
  public init(record: EntryID, field: Text, writes: [EntryID], breaksForm: Bool = false) {
    id = ConflictID(
      kind: breaksForm ? "form" : "concurrent",
      record: record,
      field: field.string,
      writes: writes,
    )
    cause = .field(field)
    self.writes = writes
  }

  /// The conflict of a record that has too many heads.
  public init(record: EntryID, heads: [EntryID]) {
    id = ConflictID(kind: "too many", record: record, field: nil, writes: heads)
    cause = .tooManyHeads
    writes = heads
  }
}
