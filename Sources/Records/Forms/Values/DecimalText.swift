/// An amount as text: `-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,5}[1-9])?`.
///
/// Up to 15 digits before the point and 6 after it, no zero that could be left out:
/// every amount but nought has one text. JSON's own numbers are rounded by most of
/// their readers, so no amount is one.
public enum DecimalText {
  /// What is wrong with a text that should be an amount, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    if isValid(text) { return nil }
    let shown = Quotation.of(text)
    let string = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    if let shortest = shortest(string) {
      return ValueProblem(
        "\(shown) has zeros that say nothing",
        remedy: "write it as \(shortest)",
      )
    }
    if SpreadsheetDamage.isIn(text) { return SpreadsheetDamage.problem(of: text) }
    let isComma = string.utf8.contains(Byte.comma)
    return ValueProblem(
      "\(shown) is not an amount",
      remedy: isComma
        ? "write a point before the decimals and nothing between thousands, as 1250.5"
        : "write digits and at most one point, as 12.5: at most 15 digits before it and 6 after it",
    )
  }

  private static func isValid(_ text: Span<UInt8>) -> Bool {
    var position = !text.isEmpty && text[0] == Byte.minus ? 1 : 0
    let start = position
    while position < text.count, Byte.digits ~= text[position] { position += 1 }
    let wholeCount = position - start
    guard 1...15 ~= wholeCount, wholeCount == 1 || text[start] != Byte.zero else { return false }
    guard position < text.count else { return true }
    guard text[position] == UInt8(ascii: ".") else { return false }
    let fraction = text.extracting((position + 1)...)
    return 1...6 ~= fraction.count && fraction.areDigits
      && fraction[fraction.count - 1] != Byte.zero
  }

  /// The amount with the zeros left out that say nothing: `12.5` for `012.50`, or `nil`
  /// for what is no amount.
  ///
  /// A comma is refused and not read as a point, since it has two readings.
  public static func shortest(_ text: String) -> String? {
    var rest = text.utf8[...]
    let isNegative = rest.first == Byte.minus
    if isNegative { rest = rest.dropFirst() }
    let whole = rest.prefix { Byte.digits ~= $0 }
    rest = rest[whole.endIndex...]
    var fraction = rest.dropFirst()
    guard !whole.isEmpty, rest.isEmpty || rest.first == UInt8(ascii: "."),
      rest.isEmpty || !fraction.isEmpty, fraction.allSatisfy({ Byte.digits ~= $0 })
    else { return nil }
    while fraction.last == Byte.zero { fraction = fraction.dropLast() }
    let digits = whole.drop { $0 == Byte.zero }
    guard digits.count <= 15, fraction.count <= 6 else { return nil }
    let isZero = digits.isEmpty && fraction.isEmpty
    var shortest = isNegative && !isZero ? "-" : ""
    shortest += digits.isEmpty ? "0" : String(Substring(digits))
    if !fraction.isEmpty { shortest += "." + String(Substring(fraction)) }
    return shortest
  }
}
