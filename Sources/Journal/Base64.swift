/// Padded base64 with the standard alphabet: RFC 4648, section 4.
///
/// Signed notes are written in it. Reading is strict, so that every value has one
/// text and a note that was read can be written again as the same bytes.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let padding = UInt8(ascii: "=")

  /// The text of these bytes.
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { buffer in
      var accumulator: UInt32 = 0
      var bits = 0
      var written = 0
      func write(_ character: UInt8) {
        buffer[written] = character
        written += 1
      }
      for byte in bytes {
        accumulator = accumulator << 8 | UInt32(byte)
        bits += 8
        while bits >= 6 {
          bits -= 6
          write(alphabet[Int(accumulator >> UInt32(bits) & 63)])
        }
      }
      if bits > 0 { write(alphabet[Int(accumulator << UInt32(6 - bits) & 63)]) }
      while written % 4 != 0 { write(padding) }
      return written
    }
  }

  /// The bytes of this text, or `nil` unless it is exactly what ``encode(_:)`` writes:
  /// missing or spare padding, line breaks and stray bits at the end are refused.
  public static func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    let padded = text.count
    guard padded.isMultiple(of: 4) else { return nil }
    let paddings = text.reversed().prefix { $0 == padding }.count
    guard paddings <= 2 else { return nil }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(padded / 4 * 3)
    var accumulator: UInt32 = 0
    var bits = 0
    for character in text.dropLast(paddings) {
      guard let value = value(of: character) else { return nil }
      accumulator = accumulator << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
      }
    }
    // Two bits are left over under one padding character, four under two, and they
    // must be zero.
    let isCanonical = bits == 2 * paddings && accumulator & ((1 << UInt32(bits)) - 1) == 0
    return isCanonical ? bytes : nil
  }

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
