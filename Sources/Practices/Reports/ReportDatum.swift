public import Records

/// A member of what a report gives to programs.
public struct ReportDatum: Hashable, Sendable {
  /// The member's name, lower-case with underscores.
  public var name: String
  /// Its value.
  public var value: JSON

  /// Names a value.
  public init(_ name: String, _ value: JSON) {
    self.name = name
    self.value = value
  }
}
