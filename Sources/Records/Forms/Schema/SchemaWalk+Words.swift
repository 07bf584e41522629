/// Broken rules, in words.
extension SchemaWalk {
  /// What people are shown for a member without a label: its name, spaced out.
  static func label(of name: String) -> String {
    guard let first = name.first else { return "‘’" }
    return first.uppercased() + name.dropFirst().replacing("_", with: " ")
  }

  /// Puts a broken rule of the value at hand into words.
  mutating func explain(_ rule: Schema.Rule, schema index: Int, _ value: Int) {
    let (keyword, words) = words(for: rule, value)
    let authored: String? =
      switch keyword {
      case "pattern", "anyOf", "not", "const", "enum": schema.problems[Int32(index)]
      default: nil
      }
    report(keyword, authored ?? words, naming: schema.names(in: rule))
  }

  /// Says that a required member is missing.
  mutating func explainMissing(_ property: Schema.Property) {
    let name = schema.string(property.name)
    let label = property.schema >= 0 ? schema.labels[property.schema] : nil
    path.append(.member(name: name, label: label ?? self.label(named: name)))
    report("required", "missing; it is required", naming: [])
    path.removeLast()
  }

  /// Says that a member is missing beside another.
  mutating func explainMissing(_ dependency: Schema.Dependency) {
    let (trigger, needed) = (schema.string(dependency.trigger), schema.string(dependency.needed))
    path.append(.member(name: needed, label: label(named: needed)))
    let words = "missing; it is required beside ‘\(label(named: trigger))’"
    report("dependentRequired", words, naming: [trigger])
    path.removeLast()
  }

  /// Says that a member is none of the form's.
  mutating func explainUnknown(_ name: Int) {
    let text = tape.string(of: name, in: RawSpan(_unsafeBytes: bytes))
    path.append(.member(name: text, label: Quotation.of(text)))
    report("additionalProperties", "the form has no such field; leave it out", naming: [])
    path.removeLast()
  }

  // MARK: Words

  private func words(for rule: Schema.Rule, _ value: Int) -> (keyword: String, words: String) {
    let shown = shown(value)
    switch rule {
    case .never: return ("false", "has to be left out")
    case .type(let types): return ("type", "\(shown) is not \(Self.name(of: types))")
    case .format(let format):
      return ("format", problem(of: value, as: format)?.description ?? "is not valid")
    case .choice(let part):
      let choices = part.range.prefix(20).map { self.shown(schema.constants[$0]) }
      let all = choices.joined(separator: ", ") + (part.count > 20 ? ", …" : "")
      return ("enum", "\(shown) is none of the choices; choose one of \(all)")
    case .constant(let place):
      return (
        "const", "\(shown) stands here; it has to be \(self.shown(schema.constants[Int(place)]))",
      )
    case .pattern(let place):
      let pattern = schema.patterns[Int(place)].source
      return ("pattern", "\(shown) is not of the expected shape; it has to match \(pattern)")
    case .minimumLength(let limit):
      let count = scalars(of: value).count()
      return (
        "minLength",
        count == 0
          ? "empty; fill it in or leave it out"
          : "\(shown) has \(count) characters; at least \(limit) are needed",
      )
    case .maximumLength(let limit):
      let count = scalars(of: value).count()
      return ("maxLength", "has \(count) characters; at most \(limit) are allowed")
    case .minimum(let bound): return ("minimum", "\(shown) is too small; \(bound) is the least")
    case .maximum(let bound): return ("maximum", "\(shown) is too large; \(bound) is the most")
    case .minimumItems(let limit):
      return ("minItems", "lists \(tape.count(of: value)); at least \(limit) needed")
    case .maximumItems(let limit):
      return ("maxItems", "lists \(tape.count(of: value)); at most \(limit) allowed")
    case .uniqueItems:
      let element = repeatedElement(of: value).map(self.shown) ?? ""
      return ("uniqueItems", "\(element) stands twice; leave one out")
    case .any(let part): return ("anyOf", wordsForAny(part, value))
    case .not(let excluded):
      let names = schema.names(mentionedBy: excluded).map { "‘\(label(named: $0))’" }
      return (
        "not",
        names.isEmpty
          ? "\(shown) is not allowed"
          : "the values of \(Self.list(names, "and")) do not go together",
      )
    default: return ("", "is not valid")
    }
  }

  private func wordsForAny(_ part: Schema.Part, _ value: Int) -> String {
    let alternatives = part.range.map { schema.lists[$0] }
    let required = alternatives.map { schema.names(requiredAloneBy: $0) }
    if required.allSatisfy({ $0?.count == 1 }) {
      let names = required.compactMap(\.self).joined().map { "‘\(label(named: $0))’" }
      return "nothing is given of \(Self.list(names, "and")); give at least one"
    }
    let attempts = alternatives.map { alternative in
      var attempt = self
      attempt.violations = []
      _ = attempt.check(Int(alternative), value)
      return attempt.violations
    }
    let nearest = attempts.min { $0.count < $1.count }?.first
    let hint = nearest.map { "; the nearest is not met: \($0.message)" } ?? ""
    return "none of the \(alternatives.count) ways to fill this in is met\(hint)"
  }

  private static func name(of types: Schema.TypeSet) -> String {
    var names: [String] = []
    if types.contains(.string) { names.append("text") }
    if types.contains(.fraction) {
      names.append("a number")
    } else if types.contains(.integer) {
      names.append("a whole number")
    }
    if types.contains(.boolean) { names.append("yes or no (true or false)") }
    if types.contains(.array) { names.append("a list") }
    if types.contains(.object) { names.append("a group of fields") }
    if types.contains(.null) { names.append("nothing (null)") }
    return list(names, "or")
  }

  /// `a, b and c`.
  static func list(_ words: [String], _ conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  private func shown(_ value: Int) -> String {
    switch tape.nodes[value].kind {
    case .string: Quotation.of(tape.string(of: value, in: RawSpan(_unsafeBytes: bytes)))
    case .array: "a list"
    case .object: "a group of fields"
    default: Quotation.of(String(decoding: bytes[tape.range(of: value)], as: UTF8.self))
    }
  }

  private func shown(_ constant: Schema.Constant) -> String {
    let text = schema.string(constant.value)
    return constant.kind == .string && text.isEmpty ? "nothing" : text
  }

  // MARK: Reports

  /// Notes a violation at the value at hand.
  private mutating func report(_ keyword: String, _ problem: String, naming names: [String]) {
    var text = ""
    var label = ""
    var members = path.isEmpty ? Set(names) : []
    for step in path {
      switch step {
      case .member(let name, let memberLabel):
        if text.isEmpty { members.insert(name) }
        text += text.isEmpty ? name : ".\(name)"
        label = memberLabel
      case .element(let number): text += "[\(number)]"
      }
    }
    if path.count == 1 { members.formUnion(names) }
    for condition in conditions { members.formUnion(schema.names(mentionedBy: condition)) }
    violations.append(
      FormViolation(
        path: text,
        keyword: keyword,
        label: label,
        problem: problem,
        members: members.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      )
    )
  }

  /// The label of the top-level member with this name.
  private func label(named name: String) -> String {
    for place in schema.schemas.first?.range ?? 0..<0 {
      guard case .members(let part, _, _) = schema.rules[place] else { continue }
      for property in schema.properties[part.range]
      where property.schema >= 0
        && schema.text[property.name.range].elementsEqual(name.utf8)
      {
        return schema.labels[property.schema] ?? Self.label(of: name)
      }
    }
    return Self.label(of: name)
  }
}
