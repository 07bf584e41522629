import Records
import TestSupport

/// Makes bodies of a form that are nearly valid, or still are.
struct BodyMutation {
  let example: FormExample
  let form: Form
  private var random: SeededGenerator

  init(_ example: FormExample, _ form: Form, seed: UInt64) {
    self.example = example
    self.form = form
    random = SeededGenerator(seed: seed)
  }

  /// The next body: one of the valid ones with up to three changes.
  mutating func next() -> JSON {
    var body = random.oneIn(4) ? example.least : example.full
    for _ in 0..<Int.random(in: 1...3, using: &random) { body = changed(body, depth: 0) }
    return body
  }

  /// The value with one change, somewhere in it.
  private mutating func changed(_ value: JSON, depth: Int) -> JSON {
    // Most of what a form says is said of members, so that is where most changes are.
    if depth > 0, random.oneIn(3) { return replacement(of: value) }
    switch value {
    case .object(var members): return .object(changed(&members, depth))
    case .array(var elements): return .array(changed(&elements, depth))
    default: return replacement(of: value)
    }
  }

  private mutating func changed(_ members: inout [JSON.Member], _ depth: Int) -> [JSON.Member] {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: members.append(.init("added_\(Int.random(in: 0..<9, using: &random))", scalar()))
    case 1, 2:
      if !members.isEmpty { members.remove(at: Int.random(in: members.indices, using: &random)) }
    case 3: members.shuffle(using: &random)
    default:
      guard let place = members.indices.randomElement(using: &random) else { break }
      members[place].value = changed(members[place].value, depth: depth + 1)
    }
    return members
  }

  private mutating func changed(_ elements: inout [JSON], _ depth: Int) -> [JSON] {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: elements.append(elements.randomElement(using: &random) ?? scalar())
    case 1: elements.removeAll()
    case 2: elements.append(scalar())
    case 3:
      let count = [100, 101, 200, 201, 500, 501, 1_000, 1_001].randomElement(using: &random) ?? 0
      elements = (0..<count).map { .string("element \($0)") }
    default:
      guard let place = elements.indices.randomElement(using: &random) else { break }
      elements[place] = changed(elements[place], depth: depth + 1)
    }
    return elements
  }

  /// A value that is much like another one, or not at all.
  private mutating func replacement(of value: JSON) -> JSON {
    switch (value, Int.random(in: 0..<4, using: &random)) {
    case (.string(let text), 0): return .string(text.uppercased())
    case (.string(let text), 1): return .string(text + (text.first.map(String.init) ?? "x"))
    case (.string, 2): return .string(text())
    case (.bool(let flag), 0...1): return .bool(!flag)
    case (.number, 0...1): return number()
    default: return scalar()
    }
  }

  private mutating func scalar() -> JSON {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .null
    case 1: .bool(random.oneIn(2))
    case 2: number()
    case 3: []
    case 4: .object([])
    default: .string(text())
    }
  }

  /// A whole number: entries have no others.
  private mutating func number() -> JSON {
    let numbers: [JSON] = [
      0, 1, -1, 2025, 1_899, 1_900, 2_200, 2_201, 1_000_000, 1_000_001, 1_000_000_001,
      .number("9007199254740991"),
    ]
    return numbers.randomElement(using: &random) ?? 0
  }

  private mutating func text() -> String {
    let texts = [
      "", "x", "0", "-1", "70", "100", "101", "12.345678", "kg", "110-63-4", "2026-05-04", "NL",
      "approved", "supply", "refuse", "3", "9", "steward/x", "public", "a b", "A_B", "zwei\nZeilen",
      "ä", "𝔘nicode", "e\u{301}", "\u{1F600}",
    ]
    // Lengths are counted in code points, whatever the bytes and what people see.
    let lengths = [40, 41, 60, 61, 100, 101, 200, 201, 300, 301, 500, 501, 1_000, 1_001]
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let unit = ["x", "ß", "\u{1F600}"].randomElement(using: &random) ?? "x"
      return String(repeating: unit, count: lengths.randomElement(using: &random) ?? 1)
    default: return texts.randomElement(using: &random) ?? ""
    }
  }
}
