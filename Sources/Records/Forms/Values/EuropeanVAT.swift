/// The national rules for numbers for value-added tax, the country's letters left off.
enum EuropeanVAT {
  /// Germany: nine digits, ISO/IEC 7064 MOD 11,10.
  static func german(_ number: Span<UInt8>) -> NumberVerdict {
    guard number.hasShape("999999999") else { return .shape }
    return NumberVerdict(
      checked: number[0] != Byte.zero && CheckDigits.passesModulus11And10(number)
    )
  }

  /// France: two characters and a SIREN.
  ///
  /// Two digits are the remainder by 97 of the SIREN followed by 12. Newer keys have a
  /// letter, without I and O. Monaco's firms have 000 before six digits, which are no SIREN.
  static func french(_ number: Span<UInt8>) -> NumberVerdict {
    guard number.hasShape("xx999999999") else { return .shape }
    let (first, second) = (number[0], number[1])
    for key in [first, second] where key == Letter.i || key == Letter.o { return .shape }
    let firm = number.extracting(2...)
    guard firm.extracting(..<3).isEqual(to: "000") || CheckDigits.passesLuhn(firm) else {
      return .check
    }
    if number.extracting(..<2).areDigits {
      let key = number.extracting(..<2).number
      return NumberVerdict(checked: (firm.number * 100 + 12) % 97 == key)
    }
    // The key's value counts in 34 characters where it begins with a digit, else in 24 letters
    // less their first hundred, as the tax office's table has it.
    let (high, low) = (frenchValue(first), frenchValue(second))
    let value = Byte.digits ~= first ? high * 24 + low - 10 : high * 34 + low - 100
    return NumberVerdict(checked: (firm.number + 1 + value / 11) % 11 == value % 11)
  }

  private static func frenchValue(_ key: UInt8) -> Int {
    if Byte.digits ~= key { return Int(key - Byte.zero) }
    let skipped = (key > Letter.i ? 1 : 0) + (key > Letter.o ? 1 : 0)
    return Int(key) - 55 - skipped
  }

  /// Great Britain and Northern Ireland: nine digits, three more for a branch; or GD or HA
  /// and three for offices of state.
  ///
  /// The first seven by the weights 8 to 2 and the last two as a number add up to a multiple of
  /// 97, since 2010 also 55 short of one.
  static func british(_ number: Span<UInt8>) -> NumberVerdict {
    if number.hasShape("GD999") {
      return NumberVerdict(checked: number.extracting(2...).number < 500)
    }
    if number.hasShape("aa999"), number[0] == Letter.h, number[1] == Letter.a {
      return NumberVerdict(checked: number.extracting(2...).number >= 500)
    }
    guard number.hasShape("999999999") || number.hasShape("999999999999") else { return .shape }
    let sum = CheckDigits.sum(number, "8765432") + number.extracting(7..<9).number
    return NumberVerdict(checked: sum.isMultiple(of: 97) || (sum + 55).isMultiple(of: 97))
  }

  /// Italy: eleven digits, Luhn.
  static func italian(_ number: Span<UInt8>) -> NumberVerdict {
    guard number.hasShape("99999999999") else { return .shape }
    return NumberVerdict(checked: CheckDigits.passesLuhn(number))
  }

  /// The Netherlands: nine digits, B and two digits.
  ///
  /// Firms' numbers pass the test by eleven; those given to persons since 2020 pass ISO/IEC 7064
  /// MOD 97-10 over all, the country's letters included.
  static func dutch(_ number: Span<UInt8>) -> NumberVerdict {
    guard number.hasShape("999999999B99") else { return .shape }
    let sum = CheckDigits.sum(number, "98765432") - number.digit(8)
    if sum.isMultiple(of: 11) { return .fits }
    // N is 23 and L is 21.
    return NumberVerdict(checked: CheckDigits.remainderBy97(number, from: 2321) == 1)
  }

  /// Ireland: seven digits and a check letter, since 2013 with another letter after it; the
  /// oldest have a letter or a sign in second place.
  static func irish(_ number: Span<UInt8>) -> NumberVerdict {
    let letters: StaticString = "WABCDEFGHIJKLMNOPQRSTUV"
    if number.hasShape("9999999a") || number.hasShape("9999999aa") {
      var sum = CheckDigits.sum(number, "8765432")
      if number.count == 9 {
        guard number[8] <= UInt8(ascii: "W") else { return .shape }
        // W stands for 0, as among the check letters.
        sum += number[8] == UInt8(ascii: "W") ? 0 : (Int(number[8]) - 64) * 9
      }
      return NumberVerdict(checked: letters.utf8Start[sum % 23] == number[7])
    }
    guard number.count == 8, Byte.digits ~= number[0], number.extracting(2...).hasShape("99999a"),
      number.extracting(1..<2).hasShape("a") || number[1] == UInt8(ascii: "+")
        || number[1] == UInt8(ascii: "*")
    else { return .shape }
    let sum = CheckDigits.sum(number.extracting(2...), "76543") + number.digit(0) * 2
    return NumberVerdict(checked: letters.utf8Start[sum % 23] == number[7])
  }

  /// The capital letters that country codes are told apart by.
  enum Letter {
    static let a = UInt8(ascii: "A")
    static let b = UInt8(ascii: "B")
    static let c = UInt8(ascii: "C")
    static let d = UInt8(ascii: "D")
    static let e = UInt8(ascii: "E")
    static let f = UInt8(ascii: "F")
    static let g = UInt8(ascii: "G")
    static let h = UInt8(ascii: "H")
    static let i = UInt8(ascii: "I")
    static let k = UInt8(ascii: "K")
    static let l = UInt8(ascii: "L")
    static let m = UInt8(ascii: "M")
    static let n = UInt8(ascii: "N")
    static let o = UInt8(ascii: "O")
    static let p = UInt8(ascii: "P")
    static let r = UInt8(ascii: "R")
    static let s = UInt8(ascii: "S")
    static let t = UInt8(ascii: "T")
    static let u = UInt8(ascii: "U")
    static let v = UInt8(ascii: "V")
    static let x = UInt8(ascii: "X")
    static let y = UInt8(ascii: "Y")
    static let z = UInt8(ascii: "Z")
  }
}
