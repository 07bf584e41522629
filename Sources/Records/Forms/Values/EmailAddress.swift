/// An address for electronic mail, as far as a look can tell.
///
/// Only a message that arrives proves an address. This refuses what cannot be one: no
/// single ‘@’, white space, nothing on one side, a domain without a dot or with empty parts, more
/// than 254 bytes (RFC 5321, section 4.5.3.1).
public enum EmailAddress {
  /// What is wrong with a text that should be an address, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    if isPlausible(text) { return nil }
    return ValueProblem(
      "\(Quotation.of(text)) is not an e-mail address",
      remedy: "write one address and nothing else, as name@example.com",
    )
  }

  private static func isPlausible(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 254 else { return false }
    var at = -1
    var lastDot = -1
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "@"):
        guard at < 0, 1...64 ~= index, lastDot != index - 1 else { return false }
        at = index
      case UInt8(ascii: "."):
        // No dot stands first, after the ‘@’, or after another.
        guard index > 0, at != index - 1, lastDot != index - 1 || lastDot < 0 else { return false }
        lastDot = index
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","),
        UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "\\"):
        return false
      default: break
      }
    }
    return at > 0 && lastDot > at && lastDot < text.count - 1
  }
}
