/// A substance's number in the register of the Chemical Abstracts Service: `110-63-4`.
///
/// Two to seven digits, two digits and a check digit: the others from the right, the
/// first once, the second twice and so on, added up, and of that the last digit.
public enum CASNumber {
  /// What is wrong with a text that should be such a number, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    let shown: String
    let firstCount = text.count - 5
    if 2...7 ~= firstCount, text.extracting(..<firstCount).areDigits, text[0] != Byte.zero,
      text.extracting(firstCount...).hasShape("-99-9")
    {
      guard !passes(text) else { return nil }
      shown = Quotation.of(text)
      return ValueProblem(
        "\(shown) is not a CAS number: its last digit does not fit the others, so one is mistyped",
        remedy: "compare it with the label or the safety data sheet",
      )
    }
    shown = Quotation.of(text)
    return ValueProblem(
      "\(shown) is not a CAS number",
      remedy: "write its three parts with hyphens, as 110-63-4, without leading zeros",
    )
  }

  private static func passes(_ text: Span<UInt8>) -> Bool {
    var sum = 0
    var weight = 1
    for index in (0..<text.count - 2).reversed() where text[index] != Byte.minus {
      sum += weight * text.digit(index)
      weight += 1
    }
    return sum % 10 == text.digit(text.count - 1)
  }
}
