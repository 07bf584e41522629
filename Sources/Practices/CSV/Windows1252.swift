/// The single-byte encoding of older office programs: ISO 8859-1 with typographic marks
/// and the euro sign where that has control characters.
enum Windows1252 {
  /// The text of `bytes`.
  ///
  /// The five bytes without a meaning become the control characters of
  /// the same number, which no field takes.
  static func text(of bytes: ArraySlice<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      switch byte {
      case 0x80..<0xA0: text.append(marks[Int(byte) - 0x80])
      default: text.append(Unicode.Scalar(byte))
      }
    }
    return String(text)
  }

  /// The characters of the bytes 80 to 9F (WHATWG Encoding, index windows-1252).
  private static let marks: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
