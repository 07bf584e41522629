internal import Records

/// A field that a column can fill: one of the form's own, or one inside another.
struct LoadTarget: Hashable, Sendable {
  /// The member of the body.
  let member: String
  /// The member inside it, `city` of `requester.city`; `nil` for the member itself.
  let inner: String?
  /// What the value is.
  let field: FormField

  /// The name that a mapping uses.
  var name: String { inner.map { "\(member).\($0)" } ?? member }

  /// Every field of `form` that fits in cells, in its order.
  static func all(of form: Form) -> [Self] {
    form.fields.flatMap { field in
      switch field.kind {
      case .group(let inner):
        inner
          .filter { isOneCell($0.kind) }
          .map { Self(member: field.name, inner: $0.name, field: $0) }
      default: isOneCell(field.kind) ? [Self(member: field.name, inner: nil, field: field)] : []
      }
    }
  }

  /// What a column may be called for it to be this field: name or label, in any case.
  var keys: [String] {
    let inside = inner == nil ? [PlainText.key(field.label)] : []
    return [PlainText.key(name)] + inside
  }

  private static func isOneCell(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .group: false
    case .list(let element): isOneCell(element)
    default: true
    }
  }
}
