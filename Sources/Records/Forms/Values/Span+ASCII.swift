/// Questions about short ASCII texts: numbers with check digits, codes, dates.
extension Span<UInt8> {
  /// Whether there is something, and all of it are digits.
  var areDigits: Bool {
    for index in indices where !(Byte.digits ~= self[index]) { return false }
    return !isEmpty
  }

  /// The value of the digit at `index`; the caller knows that it is one.
  func digit(_ index: Int) -> Int { Int(self[index]) - Int(Byte.zero) }

  /// Whether these are the bytes of `text`.
  func isEqual(to text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in indices where self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes have this shape: `9` is any digit, `a` any capital letter, `x`
  /// either, and all else itself.
  func hasShape(_ shape: StaticString) -> Bool {
    guard count == shape.utf8CodeUnitCount else { return false }
    for index in indices {
      let byte = self[index]
      let isDigit = Byte.digits ~= byte
      let isLetter = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      let fits =
        switch shape.utf8Start[index] {
        case UInt8(ascii: "9"): isDigit
        case UInt8(ascii: "a"): isLetter
        case UInt8(ascii: "x"): isDigit || isLetter
        case let literal: byte == literal
        }
      guard fits else { return false }
    }
    return true
  }

  /// The number that these digits are; the caller knows that they are digits, and at most 18.
  var number: Int {
    var number = 0
    for index in indices { number = number * 10 + digit(index) }
    return number
  }
}
