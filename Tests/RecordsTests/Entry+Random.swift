import TestSupport
import Records
import Testing

extension Entry {
  /// Reads the entry with this line.
  init(text: String) throws {
    let line = Array(text.utf8)
    try self.init(line: line.span.bytes)
  }

  /// The line, as text.
  func written() throws -> String {
    let line = try line()
    return String(decoding: line, as: UTF8.self)
  }

  /// A valid entry of any kind.
  static func random(_ generator: inout SeededGenerator) throws -> Entry {
    let isFirst = Bool.random(using: &generator)
    let isVoid = !isFirst && Int.random(in: 0..<4, using: &generator) == 0
    let ids = (0..<4).map { _ in
      EntryID(line: [UInt8.random(in: 0...255, using: &generator)].span.bytes)
    }
    let fields = Set((0..<5).map { _ in Text(text(&generator)) }).sorted()
    let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let version = Int.random(in: 1...9_999, using: &generator)
    return Entry(
      form: try #require(FormName("customer/\(version)")),
      organisation: OrganisationID(firstKey: key),
      record: isFirst ? nil : ids[0],
      parents: isFirst ? [] : Array(Set(ids)),
      writes: isFirst || isVoid ? nil : fields.map(\.string),
      time: Timestamp(milliseconds: .random(in: 0...4_000_000_000_000, using: &generator)),
      author: "A" + text(&generator),
      audience: isFirst ? ["authority", OrganisationID(firstKey: key).text] : nil,
      because: isFirst ? nil : "Because " + text(&generator),
      isVoid: isVoid,
      salt: newSalt(),
      body: isVoid ? nil : .object(members(&generator, depth: 0)),
    )
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let letters = Array("ab \"\\/é漢𝄞'<&,:{}[]")
    let count = Int.random(in: 0..<12, using: &generator)
    return String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "x" })
  }

  private static func members(_ generator: inout SeededGenerator, depth: Int) -> [JSON.Member] {
    let names = Set(
      (0..<Int.random(in: 0..<8, using: &generator)).map { _ in Text(text(&generator)) }
    )
    return names.sorted().map { JSON.Member($0.string, value(&generator, depth: depth)) }
  }

  private static func value(_ generator: inout SeededGenerator, depth: Int) -> JSON {
    let limit: Int64 = 1 << 53 - 1
    switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .integer(Int64.random(in: -limit...limit, using: &generator))
    case 3, 4: return .string(text(&generator) + (Bool.random(using: &generator) ? "\n" : ""))
    case 5:
      let count = Int.random(in: 0..<4, using: &generator)
      return .array((0..<count).map { _ in value(&generator, depth: depth + 1) })
    default: return .object(members(&generator, depth: depth + 1))
    }
  }
}
