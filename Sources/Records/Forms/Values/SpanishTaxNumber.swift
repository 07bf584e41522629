/// The Spanish number of firms and persons, NIF: `A28047223`, `12345678Z`, `X1234567L`.
///
/// Firms: a letter for the legal form, seven digits, and a check that is a digit or a
/// letter by legal form (Orden EHA/451/2008; the digit is Luhn's). Persons: eight digits, or
/// X, Y or Z and seven, and a letter by the remainder by 23.
enum SpanishTaxNumber {
  /// How this text stands to the rule.
  static func verdict(on text: Span<UInt8>) -> NumberVerdict {
    guard text.count == 9 else { return .shape }
    if text.hasShape("99999999a") {
      return NumberVerdict(checked: personLetter(text.extracting(..<8).number) == text[8])
    }
    guard text.extracting(..<8).hasShape("a9999999") else { return .shape }
    let digits = text.extracting(1..<8)
    let check = text[8]
    switch text[0] {
    case UInt8(ascii: "X")...UInt8(ascii: "Z"):
      guard text.hasShape("a9999999a") else { return .shape }
      let prefix = Int(text[0] - UInt8(ascii: "X"))
      let number = prefix * 10_000_000 + digits.number
      return NumberVerdict(checked: personLetter(number) == check)
    case UInt8(ascii: "K")...UInt8(ascii: "M"):
      guard text.hasShape("a9999999a") else { return .shape }
      // Persons without another number.
      return NumberVerdict(checked: personLetter(digits.number) == check)
    case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "E"), UInt8(ascii: "H"):
      guard Byte.digits ~= check else { return .shape }
      return NumberVerdict(checked: firmDigit(digits) == check)
    case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "S"):
      guard text.hasShape("a9999999a") else { return .shape }
      return NumberVerdict(checked: firmLetter(digits) == check)
    case UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "F"), UInt8(ascii: "G"),
      UInt8(ascii: "J"), UInt8(ascii: "N"), UInt8(ascii: "R"), UInt8(ascii: "U"),
      UInt8(ascii: "V"), UInt8(ascii: "W"):
      return NumberVerdict(checked: firmDigit(digits) == check || firmLetter(digits) == check)
    default: return .shape
    }
  }

  private static func personLetter(_ number: Int) -> UInt8 {
    let letters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
    return letters.utf8Start[number % 23]
  }

  private static func firmCheck(_ digits: Span<UInt8>) -> Int {
    var sum = 0
    for index in digits.indices {
      let digit = digits.digit(index)
      sum += index.isMultiple(of: 2) ? digit * 2 / 10 + digit * 2 % 10 : digit
    }
    return (10 - sum % 10) % 10
  }

  private static func firmDigit(_ digits: Span<UInt8>) -> UInt8 {
    Byte.zero + UInt8(firmCheck(digits))
  }

  private static func firmLetter(_ digits: Span<UInt8>) -> UInt8 {
    let letters: StaticString = "JABCDEFGHI"
    return letters.utf8Start[firmCheck(digits)]
  }
}
