/// A write of a field that no other write of it has among its ancestors.
public struct StandingWrite: Hashable, Sendable {
  /// The entry that wrote.
  public let entry: EntryID
  /// Its claimed time in milliseconds since 1970.
  public let time: Int64
  /// What it wrote.
  public let value: FieldValue
}
