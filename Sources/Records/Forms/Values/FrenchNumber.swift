/// The French numbers of firms and establishments: SIREN (9 digits) and SIRET (14).
///
/// Both pass Luhn's check. La Poste, SIREN 356000000, has more establishments than numbers that
/// do: of theirs, but for the head office, 5 divides the sum of the digits.
enum FrenchNumber {
  /// How a firm's nine digits stand to the rule.
  static func verdict(onFirm text: Span<UInt8>) -> NumberVerdict {
    guard text.hasShape("999999999") else { return .shape }
    return NumberVerdict(checked: CheckDigits.passesLuhn(text))
  }

  /// How an establishment's fourteen digits stand to the rule.
  static func verdict(onEstablishment text: Span<UInt8>) -> NumberVerdict {
    guard text.hasShape("99999999999999") else { return .shape }
    let firm = text.extracting(..<9)
    if firm.isEqual(to: "356000000"), !text.isEqual(to: "35600000000048") {
      return NumberVerdict(checked: CheckDigits.sum(text, "11111111111111").isMultiple(of: 5))
    }
    return NumberVerdict(checked: CheckDigits.passesLuhn(firm) && CheckDigits.passesLuhn(text))
  }
}
