/// Bytes that structure a note.
enum Line {
  /// Ends every line.
  static let feed = UInt8(ascii: "\n")

  /// Begins a signature line: an em dash and a space.
  static let signaturePrefix: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
}

extension [UInt8] {
  /// The bytes that a span covers.
  init(copying span: RawSpan) { self = span.withUnsafeBytes { Array($0) } }
}

extension StringProtocol {
  /// The text as it may stand in a message: all but printable ASCII is escaped, and it
  /// is cut, so that a hostile name cannot pass for part of the message.
  var shown: String {
    let limit = 120
    var result = ""
    for scalar in unicodeScalars {
      guard result.utf8.count < limit else { return result + "..." }
      if scalar.isASCII, scalar.value >= 0x20, scalar.value != 0x7F {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }
}
