/// The schemes by which numbers carry a proof against misprints.
enum CheckDigits {
  /// Whether the digits pass the scheme of ISO/IEC 7812-1, annex B (Luhn): from the
  /// right, every second digit counts double, its digits added up.
  static func passesLuhn(_ digits: Span<UInt8>) -> Bool {
    var sum = 0
    for index in digits.indices {
      let digit = digits.digit(index)
      let isDoubled = (digits.count - index).isMultiple(of: 2)
      sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
    }
    return sum.isMultiple(of: 10)
  }

  /// Whether the digits pass ISO/IEC 7064 MOD 11,10.
  static func passesModulus11And10(_ digits: Span<UInt8>) -> Bool {
    var check = 10
    for index in 0..<digits.count - 1 {
      let sum = (check + digits.digit(index)) % 10
      check = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (check + digits.digit(digits.count - 1)) % 10 == 1
  }

  /// The remainder by 97 of digits and capital letters, a letter standing for two
  /// digits, A for 10: ISO/IEC 7064 MOD 97-10 is passed with remainder 1.
  static func remainderBy97(_ characters: Span<UInt8>, from start: Int = 0) -> Int {
    var remainder = start
    for index in characters.indices {
      let byte = characters[index]
      if Byte.digits ~= byte {
        remainder = (remainder * 10 + Int(byte - Byte.zero)) % 97
      } else {
        remainder = (remainder * 100 + Int(byte) - 55) % 97
      }
    }
    return remainder
  }

  /// The first digits times their weights, added up; weights are written as digits, 10 as `A`.
  static func sum(_ digits: Span<UInt8>, _ weights: StaticString) -> Int {
    var sum = 0
    for index in 0..<weights.utf8CodeUnitCount {
      let weight = Int(weights.utf8Start[index])
      sum += digits.digit(index) * (weight < 0x3A ? weight - 0x30 : weight - 55)
    }
    return sum
  }
}
