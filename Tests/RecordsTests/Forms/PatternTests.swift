import Foundation
import TestSupport
import Testing

@testable import Records

@Suite("Patterns")
struct PatternTests {
  @Test(
    "A pattern matches what ECMA-262 says",
    arguments: [
      ("", "", true), ("", "x", true), ("b", "abc", true), ("d", "abc", false),
      ("^b", "abc", false), ("^a", "abc", true), ("c$", "abc", true), ("b$", "abc", false),
      ("^$", "", true), ("^$", "a", false), ("^a*$", "aaa", true), ("^a*$", "aab", false),
      ("^a+$", "", false), ("^a?b$", "b", true), ("^a?b$", "aab", false),
      ("^a{3}$", "aaa", true), ("^a{3}$", "aa", false), ("^a{2,}$", "aaaaa", true),
      ("^a{2,}$", "a", false), ("^a{1,2}$", "aaa", false), ("^a{0}$", "", true),
      ("^(ab|c)+$", "abcab", true), ("^(ab|c)+$", "aba", false), ("^(?:a|)b$", "b", true),
      ("^[a-c]+$", "abc", true), ("^[a-c]+$", "abd", false), ("^[^a-c]$", "d", true),
      ("^[^a-c]$", "b", false), ("^[a-]$", "-", true), (#"^[\]\\]$"#, "]", true),
      (#"^\d+$"#, "0123", true), (#"^\d$"#, "٣", false), (#"^\D$"#, "٣", true),
      (#"^\w+$"#, "aZ_9", true), (#"^\w$"#, "é", false), (#"^\s$"#, "\t", true),
      (#"^[\d.]+$"#, "1.5", true), (#"^[\D]$"#, "5", false), (#"^\S$"#, " ", false),
      ("^.$", "😀", true), ("^.$", "\n", false), ("^.{2}$", "é😀", true), ("^[😀-😂]$", "😁", true),
      (#"^\u00e9\x41\u{1F600}$"#, "éA😀", true), (#"^\uD83D\uDE00$"#, "😀", true),
      (#"^a\.b\/c\-$"#, "a.b/c-", true), ("a$b", "a\nb", false), ("(a*)*b", "aab", true),
      ("((a|^)b)", "b", true), ("^(^a)$", "a", true), ("x*$", "y", true),
    ],
  )
  func matching(source: String, text: String, isMatch: Bool) throws {
    #expect(try Pattern(source).matches(text) == isMatch)
  }

  @Test(
    "What cannot be matched in linear time, or reads in two ways, is refused with its reason",
    arguments: [
      (#"(a)\1"#, "‘\\1’ is not supported"), ("a(?=b)", "look-around"),
      ("(?<n>a)", "named groups"),
      (#"a\b"#, "‘\\b’ is not supported"), (#"\p{L}"#, "‘\\p’ is not supported"),
      ("a*?", "lazy repetition"), ("a**", "cannot be repeated"), ("*a", "nothing to repeat"),
      ("^*", "cannot be repeated"), ("a{2,1}", "out of order"), ("a{,2}", "{n}, {n,} or {n,m}"),
      ("a{x}", "{n}, {n,} or {n,m}"), ("(a", "not closed"), ("a)", "no opening one"),
      ("[a", "not closed"), ("[]", "empty class"), ("[b-a]", "out of order"),
      (#"[\d-x]"#, "at both ends"), ("a]", "opens nowhere"), ("a}", "opens nowhere"),
      (#"\"#, "nothing after"), (#"\uD83D"#, "no Unicode character"),
      (#"\x4"#, "hexadecimal digit"),
      ("a{1001}", "more than 1000 repetitions"), ("(a{50}){50}", "longer than 1000 steps"),
      ("((((){1000}){1000}){1000}){1000}", "longer than 1000 steps"),
      (String(repeating: "(", count: 51), "deep"),
    ],
  )
  func refusal(source: String, reason: String) {
    let fault = #expect(throws: PatternFault.self) { try Pattern(source) }
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
  }

  @Test("A pattern that makes backtracking explode is matched in one pass")
  func pathological() throws {
    let text = String(repeating: "a", count: 60_000)
    for source in ["(a+)+b", "^(a|a)*$b", "(a*)*(a*)*(a*)*b", "(a|aa)+$c"] {
      #expect(try !Pattern(source).matches(text))
    }
    #expect(try Pattern("(a+)+b").matches(text + "b"))
  }

  @Test("The escapes of a JSON string are matched as what they stand for")
  func escapes() throws {
    let raw = Array(#"a\né\u00e9\ud83d\ude00\"\/"#.utf8)
    let isMatch = try raw.withUnsafeBytes {
      try Pattern("^a\nééX?\u{1F600}\"/$").matches(TextScalars($0, hasEscapes: true))
    }
    #expect(isMatch)
  }

  @Test("Generated patterns match what NSRegularExpression matches", arguments: 0..<8)
  func oracle(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var (matches, compared) = (0, 0)
    for _ in 0..<400 {
      let source = Self.alternatives(3, &generator)
      let pattern = try Pattern(source)
      let expression = try NSRegularExpression(pattern: source)
      for _ in 0..<8 {
        let text = Self.text(&generator)
        let range = NSRange(text.startIndex..., in: text)
        let expected = expression.firstMatch(in: text, range: range) != nil
        #expect(pattern.matches(text) == expected, "/\(source)/ on ‘\(text)’")
        compared += 1
        matches += expected ? 1 : 0
      }
    }
    #expect(matches * 10 > compared && matches * 10 < compared * 9)
  }

  // MARK: Generation

  private static func text(_ generator: inout SeededGenerator) -> String {
    let letters = ["a", "b", "c", "1", "_", " ", "-", "€", "😀"]
    return (0..<Int.random(in: 0...7, using: &generator))
      .map { _ in letters.randomElement(using: &generator) ?? "" }
      .joined()
  }

  private static func alternatives(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...2, using: &generator))
      .map { _ in sequence(depth, &generator) }
      .joined(separator: "|")
  }

  private static func sequence(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in term(depth, &generator) }.joined()
  }

  private static func term(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    let atoms = [
      "a", "b", "c", "1", ".", "[ab]", "[^a]", "[a-c1]", "[^b-c_]", #"\d"#, #"\D"#, #"\w"#,
      #"\W"#, #"\s"#, #"\S"#, "€", "😀", #"[\d_]"#, #"[^\w ]"#, #"\-"#,
    ]
    let anchors = ["^", "$"]
    let quantifiers = ["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}"]
    if Int.random(in: 0..<8, using: &generator) == 0 {
      return anchors.randomElement(using: &generator) ?? ""
    }
    let isGroup = depth > 0 && Int.random(in: 0..<3, using: &generator) == 0
    let open = Bool.random(using: &generator) ? "(" : "(?:"
    let atom =
      isGroup
      ? "\(open)\(alternatives(depth - 1, &generator)))"
      : atoms.randomElement(using: &generator) ?? ""
    return atom + (quantifiers.randomElement(using: &generator) ?? "")
  }
}
