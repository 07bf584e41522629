/// The other members of the European Union.
extension EuropeanVAT {
  /// How the number stands to the rule of the country with these two letters; `nil` for a
  /// country without one here.
  ///
  /// Of Bulgaria, Cyprus, Czechia, Latvia and Lithuania only the shape is known: persons and firms
  /// share a number there, each by a scheme of its own.
  static func verdict(
    _ first: UInt8,
    _ second: UInt8,
    _ number: Span<UInt8>,
  ) -> NumberVerdict? {
    typealias L = Letter
    switch (first, second) {
    case (L.a, L.t): return checked(number, "U99999999", austrian)
    case (L.b, L.e): return checked(number, "9999999999", belgian)
    case (L.b, L.g): return shaped(number, "999999999", "9999999999")
    case (L.c, L.y): return shaped(number, "99999999a")
    case (L.c, L.z): return shaped(number, "99999999", "999999999", "9999999999")
    case (L.d, L.k):
      return checked(number, "99999999") { CheckDigits.sum($0, "27654321").isMultiple(of: 11) }
    case (L.e, L.e):
      return checked(number, "999999999") { CheckDigits.sum($0, "371371371").isMultiple(of: 10) }
    case (L.e, L.l): return checked(number, "999999999", greek)
    case (L.f, L.i):
      return checked(number, "99999999") { CheckDigits.sum($0, "79A58421").isMultiple(of: 11) }
    case (L.h, L.r):
      return checked(number, "99999999999") { CheckDigits.passesModulus11And10($0) }
    case (L.h, L.u):
      return checked(number, "99999999") { CheckDigits.sum($0, "97319731").isMultiple(of: 10) }
    case (L.i, L.e): return irish(number)
    case (L.l, L.t): return shaped(number, "999999999", "999999999999")
    case (L.l, L.u):
      return checked(number, "99999999") {
        $0.extracting(..<6).number % 89 == $0.extracting(6...).number
      }
    case (L.l, L.v): return shaped(number, "99999999999")
    case (L.m, L.t):
      return checked(number, "99999999") {
        (CheckDigits.sum($0, "346789") + $0.extracting(6...).number).isMultiple(of: 37)
      }
    case (L.p, L.l):
      return checked(number, "9999999999") { CheckDigits.sum($0, "657234567") % 11 == $0.digit(9) }
    case (L.p, L.t):
      return checked(number, "999999999") {
        let check = 11 - CheckDigits.sum($0, "98765432") % 11
        return (check > 9 ? 0 : check) == $0.digit(8)
      }
    case (L.r, L.o): return romanian(number)
    case (L.s, L.e):
      return checked(number, "999999999999") { CheckDigits.passesLuhn($0.extracting(..<10)) }
    case (L.s, L.i):
      return checked(number, "99999999") {
        let check = 11 - CheckDigits.sum($0, "8765432") % 11
        return check < 11 && check % 10 == $0.digit(7)
      }
    case (L.s, L.k): return checked(number, "9999999999") { $0.number.isMultiple(of: 11) }
    default: return nil
    }
  }

  private static func shaped(_ number: Span<UInt8>, _ shapes: StaticString...) -> NumberVerdict {
    for shape in shapes where number.hasShape(shape) { return .fits }
    return .shape
  }

  private static func checked(
    _ number: Span<UInt8>,
    _ shape: StaticString,
    _ passes: (Span<UInt8>) -> Bool,
  ) -> NumberVerdict {
    number.hasShape(shape) ? NumberVerdict(checked: passes(number)) : .shape
  }

  private static func austrian(_ number: Span<UInt8>) -> Bool {
    var sum = 4
    for index in 1..<8 {
      let digit = number.digit(index)
      sum += index.isMultiple(of: 2) ? digit * 2 / 10 + digit * 2 % 10 : digit
    }
    return (10 - sum % 10) % 10 == number.digit(8)
  }

  private static func belgian(_ number: Span<UInt8>) -> Bool {
    guard number[0] == UInt8(ascii: "0") || number[0] == UInt8(ascii: "1") else { return false }
    return 97 - number.extracting(..<8).number % 97 == number.extracting(8...).number
  }

  private static func greek(_ number: Span<UInt8>) -> Bool {
    var sum = 0
    for index in 0..<8 { sum += number.digit(index) << (8 - index) }
    return sum % 11 % 10 == number.digit(8)
  }

  /// Two to ten digits; the weights stand right-aligned before the check digit.
  private static func romanian(_ number: Span<UInt8>) -> NumberVerdict {
    guard number.areDigits, 2...10 ~= number.count, number[0] != Byte.zero else { return .shape }
    let weights: StaticString = "753217532"
    let last = number.count - 1
    var sum = 0
    for index in 0..<last {
      sum += number.digit(index) * Int(weights.utf8Start[9 - last + index] - Byte.zero)
    }
    return NumberVerdict(checked: sum * 10 % 11 % 10 == number.digit(last))
  }
}
