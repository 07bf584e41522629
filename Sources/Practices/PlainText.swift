internal import Foundation
internal import Records

/// Text from outside made fit for a record: nothing but white space around it and its
/// Unicode form is changed.
enum PlainText {
  /// `text` without the white space around it, no-break spaces and a stray byte-order
  /// mark among it.
  static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first..<scalars.index(after: last)])
  }

  /// `text` in Unicode's Normalization Form C, which entries are written in.
  static func normalised(_ text: String) -> String {
    var utf8 = text.utf8Span
    return utf8.checkForNFC(quickCheck: false) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// `text` with every line end as an LF.
  static func unixLines(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var output: [UInt8] = []
    var isAfterReturn = false
    for byte in text.utf8 {
      if byte == 0x0D {
        output.append(0x0A)
      } else if byte != 0x0A || !isAfterReturn {
        output.append(byte)
      }
      isAfterReturn = byte == 0x0D
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What is left of a name when case, spaces, underscores and punctuation do not count.
  static func key(_ name: String) -> String {
    name.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "_")
  }

  /// `text` cut to a length that fits in a message.
  static func excerpt(_ text: String) -> String {
    text.count <= 200 ? text : text.prefix(199) + "…"
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
}
