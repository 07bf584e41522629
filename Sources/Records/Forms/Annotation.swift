/// One `x-steward` annotation: its place, and what its members have to be.
struct Annotation {
  /// The pointer of the annotation itself.
  private let pointer: String
  private let value: JSON

  /// The annotation at the place of `schema`, empty where it has none.
  init(of schema: JSON, at pointer: String) throws(FormFault) {
    try self.init(schema["x-steward"] ?? .object([]), at: pointer)
  }

  init(_ value: JSON, at pointer: String) throws(FormFault) {
    self.pointer = "\(pointer)/x-steward"
    self.value = value
    guard value.members != nil else {
      throw FormFault(pointer, "x-steward", "it has to be an object")
    }
  }

  /// A fault of one member.
  func fault(_ name: String, _ reason: String) -> FormFault {
    FormFault(pointer, name, reason)
  }

  /// Refuses members that have no meaning here.
  func allow(_ names: Set<String>) throws(FormFault) {
    for member in value.members ?? [] where !names.contains(member.name) {
      throw fault(member.name, "this annotation is not known here")
    }
  }

  /// A member as it is, or `nil`.
  subscript(name: String) -> JSON? { value[name] }

  /// A text, or `nil` where there is none.
  func text(_ name: String) throws(FormFault) -> String? {
    guard let member = value[name] else { return nil }
    guard let text = member.string, !text.isEmpty else {
      throw fault(name, "it has to be text that is not empty")
    }
    return text
  }

  /// A flag, false where there is none.
  func flag(_ name: String) throws(FormFault) -> Bool {
    guard let member = value[name] else { return false }
    guard let flag = member.bool else { throw fault(name, "it has to be true or false") }
    return flag
  }

  /// Texts, none twice, or `nil` where there are none.
  func texts(_ name: String) throws(FormFault) -> [String]? {
    guard let member = value[name] else { return nil }
    return try texts(in: member, of: name)
  }

  /// Texts, none twice.
  func texts(in member: JSON, of name: String) throws(FormFault) -> [String] {
    guard let elements = member.elements else { throw fault(name, "it has to be a list") }
    var texts: [String] = []
    for element in elements {
      guard let text = element.string else { throw fault(name, "it has to be a list of texts") }
      guard !texts.contains(text) else { throw fault(name, "‘\(text)’ stands twice") }
      texts.append(text)
    }
    return texts
  }

  /// An object's annotation one level further in, as `groups` and `audience` are.
  func inner(_ member: JSON, _ name: String) throws(FormFault) -> Annotation {
    guard member.members != nil else { throw fault(name, "it has to be an object") }
    return Annotation(inner: member, at: "\(pointer)/\(name)")
  }

  private init(inner value: JSON, at pointer: String) {
    self.pointer = pointer
    self.value = value
  }
}
