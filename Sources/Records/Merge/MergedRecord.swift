/// What a record says, by all of its entries that are held.
public struct MergedRecord: Hashable, Sendable {
  /// The record.
  public let record: EntryID

  /// The entries held that no other entry held descends from, in order.
  ///
  /// A writer names them as parents.
  public let heads: [EntryID]

  /// What is shown: an object, its members ordered by the bytes of their names.
  ///
  /// It stands for a withdrawn record too.
  public let body: JSON

  /// Whether the record is withdrawn.
  ///
  /// While that is in conflict, or an entry that
  /// cannot be read may have taken it back, the record stays in force.
  public let isVoid: Bool

  /// The entries known of that are missing or cannot be read, in order.
  public let missing: [EntryID]

  /// The fields that have several standing writes, or one that cannot be read, or by which
  /// the merged state breaks its form; ordered by name.
  ///
  /// Every other field is merged and only in ``body``.
  public let fields: [MergedField]

  /// What needs a person: a conflict for each field in conflict, ordered by name; or one
  /// alone where there are too many heads.
  public let conflicts: [RecordConflict]

  /// The fields that merged by themselves, ordered by name; none where there are too
  /// many heads.
  public let automaticMerges: [AutomaticMerge]

  /// With more heads than this a record has one conflict, `too many` (DESIGN, section 11).
  public static let mostHeads = 64

  /// Whether an entry is missing or unreadable; a check then answers `hold` at best.
  public var isIncomplete: Bool { !missing.isEmpty }

  /// Whether there are more than ``mostHeads`` heads.
  public var hasTooManyHeads: Bool { heads.count > Self.mostHeads }

  /// A field that more than one write has a say in, or `nil` if one alone has.
  public func field(named name: Text) -> MergedField? { fields.first { $0.name == name } }

  /// The fields in conflict: a revision with all of ``heads`` as its parents gives each
  /// of them a value, or is refused with the list (DESIGN, section 9).
  public var fieldsInConflict: [Text] { fields.filter(\.isConflict).map(\.name) }

  /// The fields in conflict that a revision with these `writes` would leave open.
  public func unanswered(by writes: [String], rules: FieldRules) -> [Text] {
    let written = Set(writes.map { rules.fieldName(ofMember: Text($0)) })
    return fieldsInConflict.filter { !written.contains($0) }
  }
}
