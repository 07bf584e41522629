/// A field that came to its value without a person having seen the whole.
///
/// It is listed while a record has several heads and no one of them holds every
/// standing write: each field that was written in a part of the history only, and
/// that is not in conflict.
public struct AutomaticMerge: Hashable, Sendable {
  /// The field.
  public let field: Text
  /// The writes that made it, ordered by entry id: one, or several that agree.
  public let writes: [StandingWrite]
  /// The value that came of it.
  public let shown: FieldValue
}
