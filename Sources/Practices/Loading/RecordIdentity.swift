public import Records

/// What finds a record again in the books of the firm that wrote it.
///
/// A row of a table and a record are the same when the first identity field that the body
/// has says so: for a customer its reference; without one its number in the register of its
/// country; then VAT number, LEI and EORI number.
public struct RecordIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The identity field that counted.
  public let field: String
  /// Its value as it stands.
  public let value: Text
  /// What two values are compared by.
  private let key: [Text]

  /// The identity of a record with this body, or `nil` where the form has no identity
  /// field or the body none of them.
  public init?(of body: JSON, in form: Form) {
    for name in form.identity {
      if let identity = Self(field: name, of: body, in: form) {
        self = identity
        return
      }
    }
    return nil
  }

  /// Every identity that the body has, the one that counts first.
  public static func all(of body: JSON, in form: Form) -> [Self] {
    form.identity.compactMap { Self(field: $0, of: body, in: form) }
  }

  private init?(field name: String, of body: JSON, in form: Form) {
    guard let value = body[name]?.string else { return nil }
    let field = form.fields.first { $0.name == name }
    self.field = name
    self.value = Text(value)
    if field?.check == .registrationNumber {
      // Registers number by themselves: the same number means two firms in two countries.
      let register = ["country", "registration_authority"].map { body[$0]?.string ?? "" }
      key = [Text(Self.compact(value))] + register.map { Text($0) }
    } else if name == "reference" {
      key = [Text(value)]
    } else {
      key = [Text(Self.compact(value))]
    }
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.field == right.field && left.key == right.key
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(field)
    hasher.combine(key)
  }

  public var description: String { "\(field) \(value)" }

  /// A number without what is written into it to make it legible.
  private static func compact(_ value: String) -> String {
    value.filter { $0.isLetter || $0.isNumber }.uppercased()
  }
}

extension JSON {
  /// What equal bodies have in common, whatever the order of their members: how a row
  /// without any identity is known again, so that the same table twice adds nothing.
  ///
  /// Two equal rows are one record.
  public var contentKey: NodeHash { NodeHash(leaf: canonicalBytes.span.bytes) }
}
