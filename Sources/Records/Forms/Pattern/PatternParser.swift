/// Reads a pattern: ECMA-262, section 22.2.1, as far as it can be matched in linear time.
struct PatternParser {
  /// How deep groups may nest.
  private static let maximumDepth = 50

  private let scalars: [UInt32]
  private var position = 0
  private var depth = 0

  init(_ source: String) { scalars = source.unicodeScalars.map(\.value) }

  mutating func parse() throws(PatternFault) -> PatternTree {
    let tree = try alternatives()
    guard position == scalars.count else { throw fault("a closing parenthesis has no opening one") }
    return tree
  }

  private mutating func alternatives() throws(PatternFault) -> PatternTree {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(PatternFault) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let part = try term(scalar)
      parts.append(try quantified(part, isAnchor: scalar == "^" || scalar == "$"))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term(_ scalar: Unicode.Scalar) throws(PatternFault) -> PatternTree {
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return try characterClass()
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "\\": return try escape()
    case "*", "+", "?", "{":
      position -= 1
      throw fault("there is nothing to repeat; write ‘\\\(scalar)’ for the character itself")
    case "]", "}":
      position -= 1
      throw fault("it opens nowhere; write ‘\\\(scalar)’ for the character itself")
    default: return .scalar(scalar.value)
    }
  }

  private mutating func group() throws(PatternFault) -> PatternTree {
    if take("?") {
      guard take(":") else {
        throw fault(
          "look-around, named groups and flags are not supported; only ‘(…)’ and ‘(?:…)’ are"
        )
      }
    }
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw fault("groups nest more than \(Self.maximumDepth) deep")
    }
    let tree = try alternatives()
    guard take(")") else { throw fault("a group is not closed") }
    depth -= 1
    return tree
  }

  // MARK: Repetition

  private mutating func quantified(
    _ part: PatternTree,
    isAnchor: Bool,
  ) throws(PatternFault) -> PatternTree {
    let bounds: (least: Int, most: Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      bounds = try braces()
    } else {
      return part
    }
    guard !isAnchor else { throw fault("‘^’ and ‘$’ cannot be repeated") }
    switch peek() {
    case "?": throw fault("lazy repetition is not supported; it matches the same texts without ‘?’")
    case "*", "+", "{": throw fault("a repetition cannot be repeated; put it into a group")
    default: return .repetition(part, least: bounds.least, most: bounds.most)
    }
  }

  private mutating func braces() throws(PatternFault) -> (least: Int, most: Int?) {
    let least = try count()
    if take("}") { return (least, least) }
    guard take(",") else { throw fault("a repetition is written {n}, {n,} or {n,m}") }
    if take("}") { return (least, nil) }
    let most = try count()
    guard take("}") else { throw fault("a repetition is written {n}, {n,} or {n,m}") }
    guard least <= most else { throw fault("{\(least),\(most)} is out of order") }
    return (least, most)
  }

  private mutating func count() throws(PatternFault) -> Int {
    var number = 0
    let start = position
    while let digit = peek(), "0"..."9" ~= digit {
      number = number * 10 + Int(digit.value - 48)
      position += 1
      guard number <= Pattern.maximumInstructions else {
        throw fault("more than \(Pattern.maximumInstructions) repetitions are not supported")
      }
    }
    guard position > start else { throw fault("a repetition is written {n}, {n,} or {n,m}") }
    return number
  }

  // MARK: Classes

  private mutating func characterClass() throws(PatternFault) -> PatternTree {
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while !take("]") {
      let first = try classMember()
      guard peek() == "-", peek(1) != "]" else {
        ranges += first
        continue
      }
      position += 1
      let last = try classMember()
      guard let low = Self.single(first), let high = Self.single(last) else {
        throw fault("a range needs a character at both ends")
      }
      guard low <= high else { throw fault("a range is out of order") }
      ranges.append(low...high)
    }
    guard !ranges.isEmpty else { throw fault("an empty class is not supported") }
    return .set(ranges, isNegated: isNegated)
  }

  private mutating func classMember() throws(PatternFault) -> [ClosedRange<UInt32>] {
    guard let scalar = peek() else { throw fault("a class is not closed") }
    position += 1
    guard scalar == "\\" else { return [scalar.value...scalar.value] }
    switch try escape() {
    case .scalar(let value): return [value...value]
    case .set(let ranges, let isNegated): return isNegated ? Self.opposite(of: ranges) : ranges
    default: return []
    }
  }

  private static func single(_ ranges: [ClosedRange<UInt32>]) -> UInt32? {
    ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil
  }

  private static func opposite(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var opposite: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if next < range.lowerBound { opposite.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    return opposite + [next...0x10FFFF]
  }

  // MARK: Escapes

  private mutating func escape() throws(PatternFault) -> PatternTree {
    guard let letter = peek() else { throw fault("there is nothing after the last ‘\\’") }
    position += 1
    switch letter {
    case "d": return .set(Self.digits, isNegated: false)
    case "D": return .set(Self.digits, isNegated: true)
    case "w": return .set(Self.wordCharacters, isNegated: false)
    case "W": return .set(Self.wordCharacters, isNegated: true)
    case "s": return .set(Self.spaces, isNegated: false)
    case "S": return .set(Self.spaces, isNegated: true)
    case "n": return .scalar(0x0A)
    case "r": return .scalar(0x0D)
    case "t": return .scalar(0x09)
    case "f": return .scalar(0x0C)
    case "v": return .scalar(0x0B)
    case "x": return .scalar(try hexadecimal(2))
    case "u": return .scalar(try unicodeEscape())
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/", "-":
      return .scalar(letter.value)
    default:
      position -= 1
      throw fault("‘\\\(letter)’ is not supported")
    }
  }

  private mutating func unicodeEscape() throws(PatternFault) -> UInt32 {
    let isBraced = take("{")
    var value = isBraced ? try bracedHexadecimal() : try hexadecimal(4)
    if !isBraced, 0xD800...0xDBFF ~= value, take("\\"), take("u") {
      let low = try hexadecimal(4)
      guard 0xDC00...0xDFFF ~= low else { throw fault("half of a surrogate pair stands alone") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard Unicode.Scalar(value) != nil else { throw fault("it is no Unicode character") }
    return value
  }

  private mutating func bracedHexadecimal() throws(PatternFault) -> UInt32 {
    var value: UInt32 = 0
    var digits = 0
    while !take("}") {
      value = value << 4 | (try hexadecimal(1))
      digits += 1
      guard digits <= 6 else { throw fault("it is no Unicode character") }
    }
    guard digits > 0 else { throw fault("a hexadecimal digit was expected") }
    return value
  }

  private mutating func hexadecimal(_ count: Int) throws(PatternFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = peek(), digit.isASCII, let number = Character(digit).hexDigitValue else {
        throw fault("a hexadecimal digit was expected")
      }
      value = value << 4 | UInt32(number)
      position += 1
    }
    return value
  }

  private static let digits: [ClosedRange<UInt32>] = [48...57]
  private static let wordCharacters: [ClosedRange<UInt32>] = [48...57, 65...90, 95...95, 97...122]
  private static let spaces: [ClosedRange<UInt32>] = [9...13, 32...32]

  // MARK: Reading

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? Unicode.Scalar(scalars[position + ahead]) : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private func fault(_ reason: String) -> PatternFault {
    PatternFault(reason: reason, offset: position)
  }
}
