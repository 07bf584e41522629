/// Long numbers that a spreadsheet took for quantities and shortened: `3,31355E+13`.
///
/// The digits that it dropped are nowhere in the file any more, so this is recognised
/// before any other rule and never repaired.
enum SpreadsheetDamage {
  /// Whether the text is a number in a spreadsheet's scientific notation.
  static func isIn(_ text: Span<UInt8>) -> Bool {
    var position = 0
    func isDigit() -> Bool { position < text.count && Byte.digits ~= text[position] }
    guard isDigit() else { return false }
    position += 1
    if position < text.count, text[position] == Byte.comma || text[position] == UInt8(ascii: ".") {
      position += 1
      guard isDigit() else { return false }
      while isDigit() { position += 1 }
    }
    guard position + 1 < text.count, text[position] | 0x20 == UInt8(ascii: "e"),
      text[position + 1] == UInt8(ascii: "+")
    else { return false }
    let exponent = text.extracting((position + 2)...)
    return exponent.areDigits && exponent.count <= 3
  }

  /// What to say about it.
  static func problem(of text: Span<UInt8>) -> ValueProblem {
    ValueProblem(
      "\(Quotation.of(text)) is what a spreadsheet left of a long number; its last digits are lost",
      remedy: "format the column as text where the number comes from and export it again",
    )
  }
}
