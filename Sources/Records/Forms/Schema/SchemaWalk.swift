/// One pass of a value over a schema.
///
/// The first pass only asks whether the value is valid, and stops at the first broken
/// rule; where there is one, a second pass by the same code collects all of them.
struct SchemaWalk {
  let schema: Schema
  let tape: JSONTape
  let bytes: UnsafeRawBufferPointer
  /// Whether unknown members are let through, as readers do.
  private var keepsUnknown: Bool
  /// Whether broken rules are put into words.
  private var explains = false
  var violations: [FormViolation] = []
  /// The way from the body to the value at hand; kept only while explaining.
  var path: [Step] = []
  /// The schemas under `if` that decided which rules hold, likewise.
  var conditions: [Int32] = []

  /// One step into a value.
  enum Step {
    case member(name: String, label: String)
    case element(Int)
  }

  init(_ schema: Schema, tape: JSONTape, bytes: UnsafeRawBufferPointer, keepsUnknown: Bool) {
    self.schema = schema
    self.tape = tape
    self.bytes = bytes
    self.keepsUnknown = keepsUnknown
  }

  /// Every rule that the value breaks.
  mutating func explain(_ value: Int) -> [FormViolation] {
    explains = true
    _ = check(0, value)
    return violations
  }

  /// Whether the value is valid by the schema at `index`.
  mutating func check(_ index: Int, _ value: Int) -> Bool {
    var holds = true
    for place in schema.schemas[index].range where !check(schema.rules[place], index, value) {
      guard explains else { return false }
      holds = false
    }
    return holds
  }

  private mutating func check(_ rule: Schema.Rule, _ index: Int, _ value: Int) -> Bool {
    switch rule {
    case .members(let part, let required, let others):
      return checkMembers(part, required, others, value)
    case .items(let items): return checkItems(Int(items), value)
    case .reference(let target): return check(Int(target), value)
    case .all(let part): return checkAll(part, value)
    case .any(let part):
      if part.range.contains(where: { isValid(schema.lists[$0], value) }) { return true }
    case .not(let excluded):
      if !isValid(excluded, value) { return true }
    case .condition(let condition, let then, let otherwise):
      return checkCondition(condition, isValid(condition, value) ? then : otherwise, value)
    case .dependentRequired(let part): return checkDependencies(part, value)
    default:
      if meets(rule, value) { return true }
    }
    if explains { explain(rule, schema: index, value) }
    return false
  }

  // MARK: Schemas within

  /// Whether the value is valid, asked only for the answer.
  ///
  /// What stands under `not` and `if` is a question, so an unknown member is not let
  /// through there: that would turn the answer round.
  mutating func isValid(_ index: Int32, _ value: Int) -> Bool {
    let state = (explains, keepsUnknown)
    (explains, keepsUnknown) = (false, false)
    defer { (explains, keepsUnknown) = state }
    return check(Int(index), value)
  }

  private mutating func checkAll(_ part: Schema.Part, _ value: Int) -> Bool {
    var holds = true
    for place in part.range where !check(Int(schema.lists[place]), value) {
      guard explains else { return false }
      holds = false
    }
    return holds
  }

  private mutating func checkCondition(_ condition: Int32, _ branch: Int32, _ value: Int) -> Bool {
    guard branch >= 0 else { return true }
    guard explains else { return check(Int(branch), value) }
    if path.isEmpty { conditions.append(condition) }
    defer { if path.isEmpty { conditions.removeLast() } }
    return check(Int(branch), value)
  }

  private mutating func checkItems(_ items: Int, _ value: Int) -> Bool {
    guard tape.nodes[value].kind == .array else { return true }
    var holds = true
    var element = value + 1
    var number = 0
    let end = Int(tape.nodes[value].next)
    while element < end {
      if explains { path.append(.element(number)) }
      let isValid = check(items, element)
      if explains { path.removeLast() }
      if !isValid {
        guard explains else { return false }
        holds = false
      }
      element = Int(tape.nodes[element].next)
      number += 1
    }
    return holds
  }

  private mutating func checkMembers(
    _ part: Schema.Part,
    _ required: UInt64,
    _ others: Schema.Others,
    _ value: Int,
  ) -> Bool {
    guard tape.nodes[value].kind == .object else { return true }
    var holds = true
    var seen: UInt64 = 0
    var guess = part.range.lowerBound
    var name = value + 1
    let end = Int(tape.nodes[value].next)
    while name < end {
      let member = name + 1
      var target: Int32 = -1
      if let place = property(name, in: part.range, from: guess) {
        let property = schema.properties[place]
        seen |= property.required
        target = property.schema
        // Writers keep the order of the form, so the next property comes next.
        guess = place + 1
      }
      if !checkMember(name, member, target, others) {
        guard explains else { return false }
        holds = false
      }
      name = Int(tape.nodes[member].next)
    }
    guard seen != required else { return holds }
    if explains {
      for place in part.range where schema.properties[place].required & ~seen != 0 {
        explainMissing(schema.properties[place])
      }
    }
    return false
  }

  private mutating func checkMember(
    _ name: Int,
    _ value: Int,
    _ property: Int32,
    _ others: Schema.Others,
  ) -> Bool {
    var target = property
    if target < 0 {
      switch others {
      case .free: return true
      case .schema(let index): target = index
      case .refused:
        if keepsUnknown { return true }
        if explains { explainUnknown(name) }
        return false
      }
    }
    guard explains else { return check(Int(target), value) }
    let text = tape.string(of: name, in: RawSpan(_unsafeBytes: bytes))
    path.append(.member(name: text, label: schema.labels[target] ?? Self.label(of: text)))
    defer { path.removeLast() }
    return check(Int(target), value)
  }

  private mutating func checkDependencies(_ part: Schema.Part, _ value: Int) -> Bool {
    guard tape.nodes[value].kind == .object else { return true }
    var holds = true
    for place in part.range {
      let dependency = schema.dependencies[place]
      guard hasMember(dependency.trigger, value), !hasMember(dependency.needed, value) else {
        continue
      }
      guard explains else { return false }
      explainMissing(dependency)
      holds = false
    }
    return holds
  }

  // MARK: Names

  private func property(_ name: Int, in range: Range<Int>, from guess: Int) -> Int? {
    for place in guess..<max(guess, range.upperBound)
    where isText(name, schema.properties[place].name) {
      return place
    }
    for place in range.lowerBound..<min(guess, range.upperBound)
    where isText(name, schema.properties[place].name) {
      return place
    }
    return nil
  }

  private func hasMember(_ wanted: Schema.Part, _ object: Int) -> Bool {
    var name = object + 1
    let end = Int(tape.nodes[object].next)
    while name < end {
      if isText(name, wanted) { return true }
      name = Int(tape.nodes[name + 1].next)
    }
    return false
  }

  /// Whether the string's text is the bytes of this stretch.
  func isText(_ string: Int, _ part: Schema.Part) -> Bool {
    let node = tape.nodes[string]
    if node.hasEscapes {
      let text = tape.text(of: string, in: RawSpan(_unsafeBytes: bytes))
      return text.elementsEqual(schema.text[part.range])
    }
    guard node.end - node.start == part.count else { return false }
    var place = Int(part.start)
    for position in Int(node.start)..<Int(node.end) {
      guard bytes[position] == schema.text[place] else { return false }
      place += 1
    }
    return true
  }
}
