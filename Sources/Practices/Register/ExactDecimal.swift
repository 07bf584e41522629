/// An exact decimal number: what amounts are added, multiplied and compared with.
///
/// Nothing is rounded: what does not fit into 38 digits gives `nil`, and whoever computes
/// with it has to say that the result is not known.
public struct ExactDecimal: Sendable {
  /// The digits, without the zeros at the end that say nothing.
  private let digits: Int128
  /// How many of them stand after the point.
  private let places: Int

  /// The most digits after the point.
  private static let mostPlaces = 36

  /// Nought.
  public static let zero = ExactDecimal(0)

  /// A whole number.
  public init(_ number: Int) {
    digits = Int128(number)
    places = 0
  }

  /// The number in a text such as `-12.50`, or `nil` where it is none or too long.
  ///
  /// The notation of ``Records/DecimalText``, with zeros that could be left out.
  public init?(_ text: String) {
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false,
    )
    guard let whole = parts.first, !whole.isEmpty, parts.last?.isEmpty == false else { return nil }
    var fraction = parts.count == 2 ? parts[1] : rest.prefix(0)
    while fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
    guard fraction.count <= Self.mostPlaces else { return nil }
    var digits: Int128 = 0
    for byte in [whole, fraction].joined() {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      let (tenfold, isTooGreat) = digits.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tenfold.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      if isTooGreat || isOver { return nil }
      digits = sum
    }
    self.init(digits: isNegative ? -digits : digits, places: fraction.count)
  }

  /// The number `digits` with its last `places` behind the point, in its shortest form.
  private init?(digits: Int128, places: Int) {
    var digits = digits
    var places = places
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    guard places <= Self.mostPlaces else { return nil }
    self.digits = digits
    self.places = places
  }
}

// MARK: - Showing

extension ExactDecimal: CustomStringConvertible {
  /// The shortest text: `12.5`, never `12.50`.
  public var text: String {
    let all = String(digits.magnitude)
    var text = digits < 0 ? "-" : ""
    let padded = String(repeating: "0", count: max(0, places + 1 - all.utf8.count)) + all
    text += padded.dropLast(places)
    if places > 0 { text += "." + padded.suffix(places) }
    return text
  }

  public var description: String { text }
}

// MARK: - Comparing

extension ExactDecimal: Hashable, Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    let (leftPower, rightPower) = (power(left.places), power(right.places))
    let (leftWhole, leftRest) = left.digits.quotientAndRemainder(dividingBy: leftPower)
    let (rightWhole, rightRest) = right.digits.quotientAndRemainder(dividingBy: rightPower)
    if leftWhole != rightWhole { return leftWhole < rightWhole }
    // A rest is smaller than its power, so that it fits whatever power it is brought to.
    let shared = max(left.places, right.places)
    return leftRest * power(shared - left.places) < rightRest * power(shared - right.places)
  }
}

// MARK: - Computing

extension ExactDecimal {
  /// The sum, or `nil` where it is too long.
  public static func + (left: Self, right: Self) -> ExactDecimal? {
    let shared = max(left.places, right.places)
    let (first, isTooGreat) = left.digits.multipliedReportingOverflow(
      by: power(shared - left.places)
    )
    let (second, isTooGreatToo) = right.digits.multipliedReportingOverflow(
      by: power(shared - right.places)
    )
    let (sum, isOver) = first.addingReportingOverflow(second)
    return isTooGreat || isTooGreatToo || isOver ? nil : Self(digits: sum, places: shared)
  }

  /// The difference, or `nil` where it is too long.
  public static func - (left: Self, right: Self) -> ExactDecimal? {
    guard right.digits != .min else { return nil }
    return Self(digits: -right.digits, places: right.places).flatMap { left + $0 }
  }

  /// The product, or `nil` where it is too long.
  public static func * (left: Self, right: Self) -> ExactDecimal? {
    let (product, isOver) = left.digits.multipliedReportingOverflow(by: right.digits)
    return isOver ? nil : Self(digits: product, places: left.places + right.places)
  }

  /// The quotient, rounded to this many places after the point, halves away from nought;
  /// `nil` where it is too long or the divisor is nought.
  public func divided(by divisor: Self, places: Int) -> ExactDecimal? {
    precondition(0...Self.mostPlaces ~= places, "A quotient has 0 to 36 places.")
    guard divisor.digits != 0 else { return nil }
    let shift = places + divisor.places - self.places
    let (dividend, isTooGreat) = digits.multipliedReportingOverflow(by: Self.power(max(0, shift)))
    let (scaled, isTooGreatToo) = divisor.digits.multipliedReportingOverflow(
      by: Self.power(max(0, -shift))
    )
    guard !isTooGreat, !isTooGreatToo, dividend != .min else { return nil }
    var (quotient, rest) = dividend.quotientAndRemainder(dividingBy: scaled)
    if rest.magnitude >= scaled.magnitude - rest.magnitude {
      quotient += (dividend < 0) == (scaled < 0) ? 1 : -1
    }
    return Self(digits: quotient, places: places)
  }

  /// The number rounded to this many places after the point, for showing it.
  public func rounded(toPlaces places: Int) -> ExactDecimal {
    divided(by: ExactDecimal(1), places: min(places, self.places)) ?? self
  }

  /// The sum of all of them, or `nil` where it is too long.
  public static func sum(of numbers: some Sequence<ExactDecimal>) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for number in numbers {
      guard let next = sum + number else { return nil }
      sum = next
    }
    return sum
  }

  /// Ten to a power between 0 and 36, or up to 38 where it still fits.
  private static func power(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<min(exponent, 38) { power *= 10 }
    return power
  }
}
