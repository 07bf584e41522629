public import Records

/// What an authority decided about a conflict, as its record says it now.
///
/// It holds exactly while the writes that it names are the ones that stand. An authority that
/// decides between firms keeps the whole at home, and writes to each firm whose statement does
/// not hold a letter: a determination that names nothing but that firm's own writes.
public struct Determination: Hashable, Sendable {
  /// What can be decided.
  public enum Decision: String, CaseIterable, Hashable, Sendable {
    /// One of the statements holds.
    case take
    /// Other values hold.
    case set
    /// All the statements hold.
    case bothStand = "both_stand"
    /// The statement that is named does not hold; what does is for its writer to find out.
    case doesNotStand = "does_not_stand"
  }

  /// The record that says so.
  public var record: EntryID
  /// Its newest entries.
  public var heads: [EntryID]
  /// Whose determination it is.
  public var organisation: OrganisationID
  /// When, as claimed.
  public var time: Timestamp
  /// The conflict that it is about.
  public var conflict: String
  /// The record that it is about; of several the one with the least id.
  public var about: EntryID?
  /// The field or group; empty where it is none.
  public var field: String
  /// The writes that stood when it was decided, ascending.
  public var writes: [EntryID]
  /// What was decided.
  public var decision: Decision
  /// The entry that was taken.
  public var entry: EntryID?
  /// The members as they are to be; null removes one.
  public var value: JSON?
  /// Why.
  public var reason: String?
  /// The letters that tell firms of it.
  public var letters: [EntryID]
  /// Whether it is withdrawn.
  public var isVoid: Bool
  /// Whether two versions of it disagree, so that it decides nothing.
  public var isInConflict: Bool

  /// Reads a determination; `nil` for a record that is none.
  init?(_ record: RecordSummary, time: Timestamp) {
    let body = record.body
    guard let conflict = body["conflict"]?.string,
      let decision = body["decision"]?.string.flatMap(Decision.init(rawValue:))
    else { return nil }
    self.record = record.id
    heads = record.heads
    organisation = record.organisation
    self.time = time
    self.conflict = conflict
    about = Self.id(body["record"])
    field = body["field"]?.string ?? ""
    writes = Self.ids(body["writes"])
    self.decision = decision
    entry = Self.id(body["entry"])
    value = body["value"]
    reason = body["reason"]?.string
    letters = Self.ids(body["letters"])
    isVoid = record.isVoid
    isInConflict = !record.conflicts.isEmpty
  }

  /// Whether it decides anything, writes permitting.
  public var counts: Bool { !isVoid && !isInConflict }

  /// Whether it tells a firm of a decision and is not the decision itself.
  ///
  /// Its conflict's id is one that the firm can work out from its own writes.
  public var isLetter: Bool {
    guard let about else { return false }
    return Self.letterID(about: about, field: field, writes: writes).text == conflict
  }

  /// The id that a letter about these writes of one firm gives for the conflict.
  public static func letterID(about record: EntryID, field: String, writes: [EntryID])
    -> ConflictID
  {
    ConflictID(kind: "statement", record: record, field: field, writes: writes)
  }

  /// Whether two say the same.
  func agrees(with other: Determination) -> Bool {
    decision == other.decision && entry == other.entry && value == other.value
  }

  private static func id(_ value: JSON?) -> EntryID? { value?.string.flatMap { EntryID($0) } }

  private static func ids(_ value: JSON?) -> [EntryID] {
    (value?.elements ?? []).compactMap { id($0) }.sorted()
  }
}
