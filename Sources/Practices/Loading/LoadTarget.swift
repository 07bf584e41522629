internal import Records

/// A field that a column can fill: one of the form's own, or one inside another.
struct LoadTarget: Hashable, Sendable {
  /// The member of the body.
  let member: String
  /// The member inside it, `city` of `requester.city` or `lot` of `packs[].lot`; `nil` for
  /// the member itself.
  let inner: String?
  /// Of a list whose elements have fields of their own: which element it is, from 1.
  let element: Int?
  /// What the value is.
  let field: FormField
  /// What people are shown for the member and the field, in each language at hand.
  private let labels: [[String]]

  /// How many elements of a list can have columns of their own.
  static let maximumElements = 20

  /// The name that a mapping uses: of a list's first element `packs[].lot`, of the second
  /// `packs[2].lot`.
  var name: String {
    guard let inner else { return member }
    switch element {
    case nil: return "\(member).\(inner)"
    case 1: return "\(member)[].\(inner)"
    case let number?: return "\(member)[\(number)].\(inner)"
    }
  }

  /// Every field of `form` that fits in cells, in its order.
  static func all(of form: Form) -> [Self] {
    let english = FormLibrary.forms[form.name]
    return form.fields.flatMap { field in
      let twin = english?.field(field.name)
      switch field.kind {
      case .group(let inner): return targets(inner, of: field, twin)
      case .list(of: .group(let inner)):
        return (1...maximumElements).flatMap { targets(inner, of: field, twin, element: $0) }
      default:
        guard isOneCell(field.kind) else { return [] }
        let labels = [[field.label], [twin?.label ?? field.label]]
        return [
          Self(member: field.name, inner: nil, element: nil, field: field, labels: labels)
        ]
      }
    }
  }

  private static func targets(
    _ inner: [FormField],
    of outer: FormField,
    _ twin: FormField?,
    element: Int? = nil,
  ) -> [Self] {
    let twins = twin?.inner ?? inner
    return inner.filter { isOneCell($0.kind) }.map { field in
      let other = twins.first { $0.name == field.name } ?? field
      return Self(
        member: outer.name,
        inner: field.name,
        element: element,
        field: field,
        labels: [[outer.label, field.label], [(twin ?? outer).label, other.label]],
      )
    }
  }

  /// What a column may be called for it to be this field: name or label, in any case and
  /// with any punctuation.
  ///
  /// A field inside another has the outer one's before its own: `packs.lot`, `Packs: Lot`,
  /// `Packs 2 Lot`.
  var keys: [String] {
    let words = [inner.map { [member, $0] } ?? [member]] + labels
    return words.flatMap { words -> [String] in
      guard let element, let first = words.first else { return [words.joined(separator: " ")] }
      let numbered = ([first, String(element)] + words.dropFirst()).joined(separator: " ")
      return element == 1 ? [words.joined(separator: " "), numbered] : [numbered]
    }.map { PlainText.key($0) }
  }

  /// Whether a person who writes `name` in a mapping means this field.
  func isCalled(_ name: String) -> Bool {
    if self.name.utf8.elementsEqual(name.utf8) { return true }
    guard element == 1, let inner else { return false }
    return ["\(member).\(inner)", "\(member)[1].\(inner)"].contains {
      $0.utf8.elementsEqual(name.utf8)
    }
  }

  private static func isOneCell(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .group: false
    case .list(let element): isOneCell(element)
    default: true
    }
  }
}

extension FormField {
  /// The fields inside the value, or inside each element of the list.
  fileprivate var inner: [FormField]? {
    switch kind {
    case .group(let fields), .list(of: .group(let fields)): fields
    default: nil
    }
  }
}
