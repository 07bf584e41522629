/// A firm's number in the global register of legal entities: ISO 17442.
///
/// Eighteen digits and capital letters, and two check digits by ISO/IEC 7064 MOD 97-10.
public enum LegalEntityIdentifier {
  /// What is wrong with a text that should be such a number, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    guard text.hasShape("xxxxxxxxxxxxxxxxxx99") else {
      return ValueProblem(
        "\(Quotation.of(text)) is not an LEI",
        remedy: "an LEI has 18 digits and capital letters and 2 digits, without spaces; "
          + "look the firm up at search.gleif.org",
      )
    }
    guard CheckDigits.remainderBy97(text) != 1 else { return nil }
    return ValueProblem(
      "\(Quotation.of(text)) is not an LEI: its last two digits do not fit the others, "
        + "so a character is mistyped",
      remedy: "compare it with the source, or look the firm up at search.gleif.org",
    )
  }
}
