/// What one write says of one field: a value, or that there is none.
public enum FieldValue: Hashable, Sendable {
  /// The field is left out, which is a value like any other (DESIGN, section 9).
  case absent

  /// The field's value; of a group, an object of the members present. Two are equal
  /// when their canonical bytes are.
  case present(JSON)

  /// The value, or `nil` if absent.
  public var json: JSON? { if case .present(let value) = self { value } else { nil } }

  /// The value's canonical bytes, or `nil` if absent.
  public var canonicalBytes: [UInt8]? { json?.canonicalBytes }
}
