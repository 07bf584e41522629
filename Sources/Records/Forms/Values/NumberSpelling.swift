/// How people write numbers that registers write without a gap.
enum NumberSpelling {
  /// The text with capital letters, and without spaces, dots, hyphens and slashes.
  ///
  /// For messages only: what is kept is what was written.
  static func tidied(_ text: Span<UInt8>) -> [UInt8] {
    var tidied: [UInt8] = []
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"): break
      case UInt8(ascii: "a")...UInt8(ascii: "z"): tidied.append(text[index] - 0x20)
      case let byte: tidied.append(byte)
      }
    }
    return tidied
  }
}
