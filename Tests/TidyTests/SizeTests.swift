import Testing

@Suite("Sizes and words")
struct SizeTests {
  @Test("No file has more than 400 lines, no function more than 70")
  func lengths() throws {
    for file in try SourceFile.all(under: "Sources") {
      #expect(file.lines.count <= 401, "\(file) has \(file.lines.count - 1) lines")
      for function in file.functions {
        #expect(function.length <= 70, "\(file):\(function.line) has \(function.length) lines")
      }
    }
  }

  @Test("Functions are measured to the brace that closes them")
  func measuring() {
    let file = SourceFile(
      path: "x",
      lines: [
        "struct X {", "  init?(a: Int) {", "    if a {", "    }", "  }", "  var b: Int { 1 }",
        "  func c() { d() }", "  // func e() {", "  func f(", "    g: Int", "  ) {", "  }", "}",
      ],
    )
    #expect(file.functions.map(\.line) == [2, 9])
    #expect(file.functions.map(\.length) == [4, 4])
  }

  @Test("Nothing stops the program where it should report, and nothing is left to do")
  func words() throws {
    // In pieces, so that this file does not break its own rule.
    let banned = ["fatal" + "Error(", "try" + "!", "TO" + "DO", "FIX" + "ME", "XX" + "X"]
    for file in try SourceFile.all(under: "Sources", "Tools", "Tests") {
      for (number, line) in file.lines.enumerated() {
        for word in banned {
          #expect(!Self.has(word, in: line), "\(file):\(number + 1) has ‘\(word)’")
        }
      }
    }
  }

  /// Whether the word stands by itself: letters inside another word are no reminder.
  private static func has(_ word: String, in line: String) -> Bool {
    line.ranges(of: word).contains { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      return !(before?.isLetter ?? false) && !(word.last == "X" && after == "X")
    }
  }
}
