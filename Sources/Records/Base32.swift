/// Lower-case base32 without padding: RFC 4648, section 6.
///
/// Ids are written in it because its letters survive file systems that fold
/// case, and being read out over a telephone.
public enum Base32 {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// The text of these bytes.
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    let length = (bytes.count * 8 + 4) / 5
    return String(unsafeUninitializedCapacity: length) { buffer in
      var accumulator: UInt32 = 0
      var bits = 0
      var written = 0
      for byte in bytes {
        accumulator = accumulator << 8 | UInt32(byte)
        bits += 8
        while bits >= 5 {
          bits -= 5
          buffer[written] = alphabet[Int(accumulator >> UInt32(bits) & 31)]
          written += 1
        }
      }
      if bits > 0 {
        buffer[written] = alphabet[Int(accumulator << UInt32(5 - bits) & 31)]
        written += 1
      }
      return written
    }
  }

  /// The bytes of this text, or `nil` unless it is exactly what ``encode(_:)``
  /// writes: upper case, padding and stray bits at the end are refused, so that
  /// every value has one text.
  public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 5 / 8)
    var accumulator: UInt32 = 0
    var bits = 0
    for character in text {
      guard let value = value(of: character) else { return nil }
      accumulator = accumulator << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
      }
    }
    let isCanonical = bits < 5 && accumulator & ((1 << UInt32(bits)) - 1) == 0
    return isCanonical ? bytes : nil
  }

  /// What one character stands for, or `nil` outside the alphabet.
  static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a")
    case UInt8(ascii: "2")...UInt8(ascii: "7"): character - UInt8(ascii: "2") + 26
    default: nil
    }
  }
}
