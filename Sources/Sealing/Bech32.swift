/// Bech32, as age writes its keys: BIP-173 without its limit on length.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let separator = UInt8(ascii: "1")
  private static let checksumLength = 6

  /// The lower-case text of these bytes under a lower-case prefix.
  static func encode(prefix: String, _ bytes: [UInt8]) -> String {
    let data = regroup(bytes, from: 8, to: 5)
    let checksum = checksum(prefix: Array(prefix.utf8), data)
    let characters = (data + checksum).map { alphabet[Int($0)] }
    return prefix + "1" + String(decoding: characters, as: UTF8.self)
  }

  /// The bytes of a lower-case text with exactly this prefix, or `nil` where the checksum
  /// is wrong or the text is not what ``encode(prefix:_:)`` writes.
  static func decode(prefix: String, _ text: some StringProtocol) -> [UInt8]? {
    let characters = Array(text.utf8)
    let head = Array(prefix.utf8) + [separator]
    guard characters.starts(with: head), characters.count >= head.count + checksumLength else {
      return nil
    }
    var values: [UInt8] = []
    for character in characters.dropFirst(head.count) {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      values.append(UInt8(value))
    }
    let bytes = regroup(values.dropLast(checksumLength), from: 5, to: 8)
    // One text for each value: whatever else decodes to these bytes is refused, be it
    // for its checksum or for bits left over.
    return encode(prefix: prefix, bytes).utf8.elementsEqual(characters) ? bytes : nil
  }

  /// Regroups bits; the last group is filled up with zeros on the way to smaller groups
  /// and dropped, if incomplete, on the way back.
  private static func regroup(
    _ values: some Collection<UInt8>,
    from: UInt32,
    to: UInt32,
  ) -> [UInt8] {
    var accumulator: UInt32 = 0
    var bits: UInt32 = 0
    var result: [UInt8] = []
    let mask: UInt32 = (1 << to) - 1
    for value in values {
      accumulator = accumulator << from | UInt32(value)
      bits += from
      while bits >= to {
        bits -= to
        result.append(UInt8(accumulator >> bits & mask))
      }
    }
    if to < from, bits > 0 { result.append(UInt8(accumulator << (to - bits) & mask)) }
    return result
  }

  private static func checksum(prefix: [UInt8], _ data: [UInt8]) -> [UInt8] {
    let expanded = prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
    let remainder = remainder(expanded + data + [UInt8](repeating: 0, count: checksumLength)) ^ 1
    return (0..<checksumLength).map { UInt8(remainder >> UInt32(5 * (5 - $0)) & 31) }
  }

  /// BIP-173's polynomial remainder over GF(32).
  private static func remainder(_ values: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [
      0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
    ]
    var state: UInt32 = 1
    for value in values {
      let top = state >> 25
      state = (state & 0x1FF_FFFF) << 5 ^ UInt32(value)
      for (bit, factor) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 {
        state ^= factor
      }
    }
    return state
  }
}
