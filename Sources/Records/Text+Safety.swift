/// Characters that writers refuse and readers show escaped, since they can make a text
/// look like another one or drive a terminal.
extension Text {
  /// The text made safe for a terminal: control characters, bidirectional controls and
  /// non-characters are written as `\u{…}`, line feeds only unless `keepingLines`.
  public func shown(keepingLines: Bool = false) -> String {
    let isPlain = string.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
    if isPlain { return string }
    var output = ""
    for scalar in string.unicodeScalars {
      let isKept = keepingLines && scalar == "\n"
      if isKept || Self.hazard(of: scalar) == nil {
        output.unicodeScalars.append(scalar)
      } else {
        output += #"\u{\#(String(scalar.value, radix: 16, uppercase: true))}"#
      }
    }
    return output
  }

  /// What a writer must not write, or `nil` where the text is fit for an entry; line
  /// feeds are, where they are allowed.
  public func fault(allowingLines: Bool) -> EntryFault.Reason? {
    var isASCII = true
    for byte in string.utf8 {
      if byte >= 0x80 {
        isASCII = false
      } else if byte < 0x20 || byte == 0x7F {
        guard byte == 0x0A, allowingLines else { return .controlCharacter }
      }
    }
    if isASCII { return nil }
    for scalar in string.unicodeScalars where scalar != "\n" {
      if let hazard = Self.hazard(of: scalar) { return hazard }
    }
    var bytes = string.utf8Span
    return bytes.checkForNFC(quickCheck: false) ? nil : .notNormalised
  }

  private static func hazard(of scalar: Unicode.Scalar) -> EntryFault.Reason? {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: .controlCharacter
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidirectionalControl
    case 0xFDD0...0xFDEF: .nonCharacter
    case let value where value & 0xFFFE == 0xFFFE: .nonCharacter
    default: nil
    }
  }
}
