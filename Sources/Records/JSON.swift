/// A JSON value as a tree: for making entries and for showing them.
///
/// Stored and received entries are read with ``JSONTape`` and stay bytes. Two
/// values are equal when their canonical bytes are: text by its bytes, objects
/// whatever the order of their members.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  /// A number as written: this program never computes with one that JSON could round.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: JSON

    /// Names a value.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// A whole number.
  public static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// Reads one JSON text.
  ///
  /// - Throws: ``JSONFault`` where the grammar is broken.
  public init(parsing bytes: RawSpan) throws(JSONFault) {
    var tape = JSONTape()
    try tape.parse(bytes)
    self = tape.value(in: bytes)
  }

  /// Reads one JSON text.
  public init(parsing text: String) throws(JSONFault) {
    try self.init(parsing: Array(text.utf8).span.bytes)
  }
}

// MARK: - Reading

extension JSON {
  /// The value of an object's member, or `nil`.
  public subscript(name: String) -> JSON? {
    members?.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// An object's members, or `nil` for any other value.
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// An array's elements, or `nil` for any other value.
  public var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// A string's text, or `nil` for any other value.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A whole number, or `nil` for any other value and where it does not fit.
  public var integer: Int64? { if case .number(let text) = self { Int64(text) } else { nil } }

  /// A truth value, or `nil` for any other value.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
}

// MARK: - Writing

extension JSON {
  /// The value on one line: no white space, members in their order, only the escapes
  /// that JSON requires.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// ``text`` as UTF-8.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    write(into: &output)
    return output
  }

  /// The value with the members of every object ordered by the bytes of their names:
  /// equal values have equal canonical bytes.
  public var canonicalBytes: [UInt8] { sorted.bytes }

  /// Appends ``bytes`` to `output`.
  public func write(into output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let text): output += text.utf8
    case .string(let text): Self.write(text, into: &output)
    case .array(let elements):
      output.append(Byte.openBracket)
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(Byte.comma) }
        element.write(into: &output)
      }
      output.append(Byte.closeBracket)
    case .object(let members):
      output.append(Byte.openBrace)
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(Byte.comma) }
        Self.write(member.name, into: &output)
        output.append(Byte.colon)
        member.value.write(into: &output)
      }
      output.append(Byte.closeBrace)
    }
  }

  private static func write(_ text: String, into output: inout [UInt8]) {
    output.append(Byte.quote)
    for byte in text.utf8 {
      switch byte {
      case Byte.quote, Byte.backslash: output += [Byte.backslash, byte]
      case 0x08: output += #"\b"#.utf8
      case 0x09: output += #"\t"#.utf8
      case 0x0A: output += #"\n"#.utf8
      case 0x0C: output += #"\f"#.utf8
      case 0x0D: output += #"\r"#.utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output += ("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8
      default: output.append(byte)
      }
    }
    output.append(Byte.quote)
  }

  private var sorted: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(
        members
          .map { Member($0.name, $0.value.sorted) }
          .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      )
    default: self
    }
  }
}

// MARK: - Equality

extension JSON: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.canonicalBytes == right.canonicalBytes
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(canonicalBytes) }
}

extension JSON: CustomStringConvertible {
  public var description: String { text }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map(Member.init))
  }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
}
