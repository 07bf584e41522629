/// A field that more than one write has a say in.
public struct MergedField: Hashable, Sendable {
  /// The field's name: a member, a group, or `void`.
  public let name: Text

  /// The standing writes that can be read, ordered by entry id.
  ///
  /// Several of them may have written the same.
  public let writes: [StandingWrite]

  /// What is shown, as the field's rule chooses; absent where nothing readable stands.
  public let shown: FieldValue

  /// Whether a person is needed: the standing writes disagree, or ``problem`` says why.
  public let isConflict: Bool

  /// How the merged state breaks its form here, where the writes of this field agree: a
  /// whole sentence.
  public let problem: String?

  /// Whether a write that cannot be read stands too.
  ///
  /// The field is then unsettled,
  /// however well the readable writes agree.
  public let isIncomplete: Bool

  /// Under ``MergeRule/union``: the elements that one standing write holds and
  /// another removed, in the order of their canonical bytes.
  public let disputedElements: [JSON]

  /// The different values that stand, in the order of their canonical bytes, absent
  /// first: a check is evaluated for each, and the worst answer counts.
  public var values: [FieldValue] { FieldValue.distinct(writes.map(\.value)) }
}

extension MergedField {
  /// The field in conflict, because the merged state breaks its form.
  func broken(because problem: String) -> MergedField {
    MergedField(
      name: name,
      writes: writes,
      shown: shown,
      isConflict: true,
      problem: problem,
      isIncomplete: isIncomplete,
      disputedElements: disputedElements,
    )
  }
}

extension FieldValue {
  /// The different ones among values, in the order of their canonical bytes, absent first.
  static func distinct(_ values: [FieldValue]) -> [FieldValue] {
    var byBytes: [[UInt8]: FieldValue] = [:]
    // No JSON value has empty text, so absent has a key of its own that sorts first.
    for value in values { byBytes[value.canonicalBytes ?? []] = value }
    return byBytes.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
