import Records
import Testing

/// Bodies of one form: the least that is valid, one with everything, and what breaks it.
struct FormExample: Sendable, CustomTestStringConvertible {
  /// The form's name and version.
  let form: String
  /// A body with nothing but what is required.
  let least: JSON
  /// A body with every field.
  let full: JSON
  /// Changes of the full body that its form must refuse.
  let breaks: [Break]

  var testDescription: String { form }

  /// One change: a member, what it becomes, and the keyword that refuses it.
  struct Break: Sendable, CustomTestStringConvertible {
    let path: String
    /// The new value, or `nil` to leave the member out.
    let value: JSON?
    let keyword: String

    var testDescription: String { "\(path) = \(value?.text ?? "nothing")" }

    init(_ path: String, _ value: JSON?, _ keyword: String) {
      self.path = path
      self.value = value
      self.keyword = keyword
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.form == right.form }
}

extension FormExample {
  /// An entry's id, as good as any.
  static let entry: JSON = .string(EntryID(line: Array("an entry".utf8).span.bytes).text)
  /// The id of another entry.
  static let other: JSON = .string(EntryID(line: Array("another".utf8).span.bytes).text)
  /// A file's hash.
  static let file: JSON = .string(String(repeating: "5e", count: 32))
}

extension JSON {
  /// The value with the member at a dotted path set, or left out for `nil`.
  func setting(_ path: String, to value: JSON?) -> JSON {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    var members = self.members ?? []
    let place = members.firstIndex { $0.name == parts[0] }
    let old = place.map { members[$0].value } ?? .object([])
    guard let new = parts.count == 1 ? value : old.setting(parts[1], to: value) else {
      if let place { members.remove(at: place) }
      return .object(members)
    }
    if let place {
      members[place].value = new
    } else {
      members.append(.init(parts[0], new))
    }
    return .object(members)
  }
}
