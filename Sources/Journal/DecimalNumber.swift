/// Whole numbers as notes write them: decimal digits, no sign, no leading zero.
public enum DecimalNumber {
  /// The largest number that any note of this program may name.
  ///
  /// It fits the signed 64-bit integers that other implementations and SQLite use.
  public static let maximum = UInt64(Int64.max)

  /// The number written as exactly these digits, or `nil`.
  public static func parse(_ text: some Collection<UInt8>) -> UInt64? {
    guard let first = text.first else { return nil }
    guard first != UInt8(ascii: "0") || text.count == 1 else { return nil }
    var value: UInt64 = 0
    for character in text {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = character else { return nil }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      guard !overflowed, product <= maximum else { return nil }
      value = product + UInt64(character - UInt8(ascii: "0"))
      guard value <= maximum else { return nil }
    }
    return value
  }
}
