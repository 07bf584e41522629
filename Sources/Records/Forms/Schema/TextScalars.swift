/// The Unicode code points of a JSON string, its escapes resolved, one at a time.
///
/// The bytes were parsed, and so are well formed.
struct TextScalars: IteratorProtocol {
  private let bytes: UnsafeRawBufferPointer
  private let hasEscapes: Bool
  private var position = 0

  /// The code points of what is between the quotation marks, or of plain UTF-8.
  init(_ bytes: UnsafeRawBufferPointer, hasEscapes: Bool) {
    self.bytes = bytes
    self.hasEscapes = hasEscapes
  }

  mutating func next() -> UInt32? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    position += 1
    if first < 0x80 {
      return hasEscapes && first == Byte.backslash ? escaped() : UInt32(first)
    }
    let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var scalar = UInt32(first) & (0x3F >> UInt32(length))
    for _ in 0..<length {
      scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
      position += 1
    }
    return scalar
  }

  /// How many code points are left.
  func count() -> Int {
    var rest = self
    var count = 0
    while rest.next() != nil { count += 1 }
    return count
  }

  private mutating func escaped() -> UInt32 {
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      let unit = unit()
      guard 0xD800...0xDBFF ~= unit else { return unit }
      position += 2
      return 0x10000 + (unit - 0xD800) << 10 + (self.unit() - 0xDC00)
    default: return UInt32(letter)
    }
  }

  private mutating func unit() -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let digit = bytes[position]
      let value = digit < 0x3A ? digit & 0x0F : (digit & 0x0F) + 9
      unit = unit << 4 | UInt32(value)
      position += 1
    }
    return unit
  }
}
