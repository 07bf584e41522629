/// The state of one pass over a JSON text.
struct JSONScanner {
  private let bytes: UnsafeRawBufferPointer
  private let maximumDepth: Int
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// Fills `nodes`; `open` is scratch space for the containers not yet closed.
  mutating func scan(
    into nodes: inout [JSONTape.Node],
    open: inout [Int32],
  ) throws(JSONFault) {
    skipSpace()
    try scanValue(into: &nodes, open: &open)
    while let container = open.last {
      let isObject = nodes[Int(container)].kind == .object
      skipSpace()
      let byte = try current()
      if byte == (isObject ? Byte.closeBrace : Byte.closeBracket) {
        position += 1
        close(container, in: &nodes)
        open.removeLast()
        continue
      }
      let isFirst = Int(container) == nodes.count - 1
      if !isFirst {
        guard byte == Byte.comma else { throw fault(.expectedCommaOrEnd) }
        position += 1
        skipSpace()
      }
      if isObject { try scanName(into: &nodes) }
      try scanValue(into: &nodes, open: &open)
    }
    skipSpace()
    guard position == bytes.count else { throw fault(.trailingText) }
  }

  private mutating func scanName(into nodes: inout [JSONTape.Node]) throws(JSONFault) {
    guard try current() == Byte.quote else { throw fault(.expectedName) }
    try scanString(into: &nodes)
    skipSpace()
    guard try current() == Byte.colon else { throw fault(.expectedColon) }
    position += 1
    skipSpace()
  }

  private mutating func scanValue(
    into nodes: inout [JSONTape.Node],
    open: inout [Int32],
  ) throws(JSONFault) {
    switch try current() {
    case Byte.quote: try scanString(into: &nodes)
    case Byte.openBrace: try openContainer(.object, into: &nodes, open: &open)
    case Byte.openBracket: try openContainer(.array, into: &nodes, open: &open)
    case UInt8(ascii: "t"): try scanWord("true", .true, into: &nodes)
    case UInt8(ascii: "f"): try scanWord("false", .false, into: &nodes)
    case UInt8(ascii: "n"): try scanWord("null", .null, into: &nodes)
    case Byte.minus, Byte.zero...Byte.nine: try scanNumber(into: &nodes)
    default: throw fault(.expectedValue)
    }
  }

  private mutating func openContainer(
    _ kind: JSONTape.Kind,
    into nodes: inout [JSONTape.Node],
    open: inout [Int32],
  ) throws(JSONFault) {
    guard open.count < maximumDepth else { throw fault(.tooDeep) }
    open.append(Int32(truncatingIfNeeded: nodes.count))
    append(kind, from: position, to: position + 1, into: &nodes)
    position += 1
  }

  private func close(_ container: Int32, in nodes: inout [JSONTape.Node]) {
    nodes[Int(container)].end = Int32(truncatingIfNeeded: position)
    nodes[Int(container)].next = Int32(truncatingIfNeeded: nodes.count)
  }

  private func append(
    _ kind: JSONTape.Kind,
    from start: Int,
    to end: Int,
    hasEscapes: Bool = false,
    into nodes: inout [JSONTape.Node],
  ) {
    nodes.append(
      JSONTape.Node(
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end),
        next: Int32(truncatingIfNeeded: nodes.count + 1),
        kind: kind,
        hasEscapes: hasEscapes,
      )
    )
  }

  private mutating func scanWord(
    _ word: StaticString,
    _ kind: JSONTape.Kind,
    into nodes: inout [JSONTape.Node],
  ) throws(JSONFault) {
    let end = position + word.utf8CodeUnitCount
    for index in position..<end {
      guard index < bytes.count else { throw JSONFault(.endOfText, at: bytes.count) }
      guard bytes[index] == word.utf8Start[index - position] else { throw fault(.expectedValue) }
    }
    append(kind, from: position, to: end, into: &nodes)
    position = end
  }

  // MARK: Numbers

  private mutating func scanNumber(into nodes: inout [JSONTape.Node]) throws(JSONFault) {
    let start = position
    if bytes[position] == Byte.minus { position += 1 }
    if peek() == Byte.zero {
      position += 1
    } else {
      try scanDigits()
    }
    var kind = JSONTape.Kind.integer
    if peek() == UInt8(ascii: ".") {
      position += 1
      try scanDigits()
      kind = .fraction
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      position += 1
      if peek() == Byte.minus || peek() == UInt8(ascii: "+") { position += 1 }
      try scanDigits()
      kind = .fraction
    }
    append(kind, from: start, to: position, into: &nodes)
  }

  private mutating func scanDigits() throws(JSONFault) {
    let start = position
    while let byte = peek(), Byte.zero...Byte.nine ~= byte { position += 1 }
    guard position > start else { throw fault(.malformedNumber) }
  }

  // MARK: Strings

  private mutating func scanString(into nodes: inout [JSONTape.Node]) throws(JSONFault) {
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      skipPlainText()
      switch try current() {
      case Byte.quote:
        append(.string, from: start, to: position, hasEscapes: hasEscapes, into: &nodes)
        position += 1
        return
      case Byte.backslash:
        hasEscapes = true
        try scanEscape()
      case 0..<0x20:
        throw fault(.controlCharacter)
      case 0x80...:
        try scanMultibyteCharacter()
      default:
        position += 1
      }
    }
  }

  /// Moves over ASCII without quotation marks, backslashes and control characters,
  /// eight bytes at a time; the last few bytes of the text are left to the caller.
  private mutating func skipPlainText() {
    while position + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      )
      let stops =
        (word | Self.zeroBytes(word ^ Self.quotes) | Self.zeroBytes(word ^ Self.backslashes)
          | Self.controls(word)) & Self.highBits
      if stops != 0 {
        position += stops.trailingZeroBitCount / 8
        return
      }
      position += 8
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let quotes = ones &* UInt64(Byte.quote)
  private static let backslashes = ones &* UInt64(Byte.backslash)

  /// The high bit of each byte that is zero.
  ///
  /// Borrowing can set the bits of bytes after
  /// the first such byte too, so only the lowest bit is to be relied on.
  private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// The high bit of each byte below 0x20, with the same licence.
  private static func controls(_ word: UInt64) -> UInt64 { (word &- ones &* 0x20) & ~word }

  private mutating func scanEscape() throws(JSONFault) {
    position += 1
    switch try current() {
    case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      let unit = try scanHexadecimalUnit()
      switch unit {
      case 0xD800...0xDBFF:
        guard peek() == Byte.backslash, position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: "u")
        else { throw fault(.loneSurrogate) }
        position += 1
        guard try 0xDC00...0xDFFF ~= scanHexadecimalUnit() else { throw fault(.loneSurrogate) }
      case 0xDC00...0xDFFF:
        throw fault(.loneSurrogate)
      default:
        break
      }
    default:
      throw fault(.malformedEscape)
    }
  }

  /// Reads a `u` and four hexadecimal digits.
  private mutating func scanHexadecimalUnit() throws(JSONFault) -> UInt32 {
    position += 1
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = hexadecimalValue(try current()) else { throw fault(.malformedEscape) }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  /// Checks one character of two to four bytes against Unicode's table 3-7:
  /// shortest form only, no surrogates, nothing above U+10FFFF.
  private mutating func scanMultibyteCharacter() throws(JSONFault) {
    let lead = bytes[position]
    let second: ClosedRange<UInt8>
    let count: Int
    switch lead {
    case 0xC2...0xDF: (second, count) = (0x80...0xBF, 2)
    case 0xE0: (second, count) = (0xA0...0xBF, 3)
    case 0xE1...0xEC, 0xEE, 0xEF: (second, count) = (0x80...0xBF, 3)
    case 0xED: (second, count) = (0x80...0x9F, 3)
    case 0xF0: (second, count) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, count) = (0x80...0xBF, 4)
    case 0xF4: (second, count) = (0x80...0x8F, 4)
    default: throw fault(.malformedUTF8)
    }
    guard position + count <= bytes.count, second ~= bytes[position + 1] else {
      throw fault(.malformedUTF8)
    }
    for index in position + 2..<max(position + count, position + 2) {
      guard 0x80...0xBF ~= bytes[index] else { throw fault(.malformedUTF8) }
    }
    position += count
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func current() throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw fault(.endOfText) }
    return bytes[position]
  }

  private func fault(_ reason: JSONFault.Reason) -> JSONFault { JSONFault(reason, at: position) }
}

/// The value of one hexadecimal digit of either case.
func hexadecimalValue(_ character: UInt8) -> UInt8? {
  switch character {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// The bytes that JSON's grammar is made of.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let digits = zero...nine
}
