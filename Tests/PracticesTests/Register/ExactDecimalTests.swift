import Practices
import TestSupport
import Testing

@Suite("Exact decimal")
struct ExactDecimalTests {
  @Test(
    "Text is read exactly and written in its shortest form",
    arguments: [
      ("0", "0"), ("-0", "0"), ("007", "7"), ("12.50", "12.5"), ("-0.010", "-0.01"),
      ("999999999999999.999999", "999999999999999.999999"), ("1.000", "1"), ("100", "100"),
      ("0.000000000000000000000000000000000001", "0.000000000000000000000000000000000001"),
      ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
    ],
  )
  func text(_ text: String, _ shortest: String) {
    #expect(ExactDecimal(text)?.text == shortest)
  }

  @Test(
    "What is no number, or too long, is none",
    arguments: [
      "", "-", ".", "1.", ".5", "+1", "1,5", "1e3", " 1", "1 ", "1.2.3", "--1", "٣", "0x1",
      "170141183460469231731687303715884105728", "0.0000000000000000000000000000000000001",
    ],
  )
  func refused(_ text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("Equal numbers are equal and hash alike however they are written")
  func equality() throws {
    let short = try #require(ExactDecimal("1.5"))
    let long = try #require(ExactDecimal("001.500"))
    #expect(short == long)
    #expect(Set([short, long]).count == 1)
  }

  @Test("Sums, differences, products and order agree with whole numbers of millionths")
  func computing() throws {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<2_000 {
      let left = Int.random(in: -9_999_999...9_999_999, using: &generator)
      let right = Int.random(in: -9_999_999...9_999_999, using: &generator)
      let (first, second) = (try millionths(left), try millionths(right))
      let (sum, difference) = (try millionths(left + right), try millionths(left - right))
      #expect(first + second == sum)
      #expect(first - second == difference)
      let million = ExactDecimal(1_000_000)
      let product = (first * second).flatMap { $0 * million }.flatMap { $0 * million }
      #expect(product == ExactDecimal(left * right))
      #expect((first < second) == (left < right))
      #expect((first == second) == (left == right))
    }
  }

  @Test("Order holds where bringing both to one length would overflow")
  func order() throws {
    let great = try #require(ExactDecimal("170141183460469231731687303715884105727"))
    let small = try #require(ExactDecimal("0.000000000000000000000000000000000001"))
    let less = try #require(ExactDecimal("-170141183460469231731687303715884105727"))
    #expect([great, small, less, .zero].sorted() == [less, .zero, small, great])
  }

  @Test("A result that is too long is none, and never wrong")
  func overflow() throws {
    let great = try #require(ExactDecimal("170141183460469231731687303715884105727"))
    let small = try #require(ExactDecimal("0.000000000000000000000000000000000001"))
    #expect(great + ExactDecimal(1) == nil)
    #expect(great * ExactDecimal(2) == nil)
    #expect(small * small == nil)
    #expect(great + small == nil)
    #expect(ExactDecimal.sum(of: [great, ExactDecimal(1), ExactDecimal(-1)]) == nil)
    #expect(great * ExactDecimal(1) == great)
  }

  @Test(
    "Quotients are rounded with halves away from nought",
    arguments: [
      ("1", "3", 2, "0.33"), ("2", "3", 2, "0.67"), ("1", "8", 2, "0.13"), ("-1", "8", 2, "-0.13"),
      ("1", "-8", 2, "-0.13"), ("100", "1.13", 3, "88.496"), ("5", "0.5", 0, "10"),
      ("0.004", "1", 2, "0"), ("0.005", "1", 2, "0.01"), ("7", "7", 6, "1"),
    ],
  )
  func quotient(_ dividend: String, _ divisor: String, _ places: Int, _ expected: String) throws {
    let first = try #require(ExactDecimal(dividend))
    let second = try #require(ExactDecimal(divisor))
    #expect(first.divided(by: second, places: places)?.text == expected)
    #expect(first.divided(by: .zero, places: places) == nil)
  }

  private func millionths(_ number: Int) throws -> ExactDecimal {
    let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(repeating: "0", count: 6 - String(rest).count) + String(rest)
    return try #require(ExactDecimal("\(number < 0 ? "-" : "")\(whole).\(digits)"))
  }
}
