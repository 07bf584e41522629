import Records
import Testing

@testable import Commands

@Suite("Layout")
struct LayoutTests {
  @Test("Text is as wide as a terminal makes it")
  func width() {
    #expect(Layout.width("abc") == 3)
    #expect(Layout.width("é") == 1)
    #expect(Layout.width("日本") == 4)
  }

  @Test("Text is cut to what fits, with an ellipsis")
  func cutting() {
    #expect(Layout.cut("abcdef", to: 6) == "abcdef")
    #expect(Layout.cut("abcdefg", to: 6) == "abcde…")
    #expect(Layout.width(Layout.cut("日本日本", to: 5)) <= 5)
  }

  @Test("Broken lines fit, and lose no word", arguments: [20, 40, 100])
  func wrapping(width: Int) {
    let text = "Nothing that was recorded can be changed unseen, and every correction keeps it."
    let wrapped = Layout.wrapped(text, width: width, indent: "  ")
    for line in wrapped.split(separator: "\n") {
      #expect(line.count <= width)
      #expect(line.hasPrefix("  "))
    }
    #expect(wrapped.split { $0 == " " || $0 == "\n" } == text.split(separator: " "))
  }

  @Test("Lines that fit stay as they are, spaces among words too")
  func fitting() {
    let text = "a  b\n    c  d"
    #expect(Layout.fitted(text, columns: 20) == text)
    #expect(Layout.fitted("  aa bb cc", columns: 6) == "  aa\n    bb\n    cc")
  }

  @Test("Columns give way where a table is too wide", arguments: [40, 60, 100])
  func table(columns: Int) {
    var table = TextTable(titles: ["id", "name", "city"])
    table.rows = [
      ["abcdefgh", String(repeating: "n", count: 80), "Amsterdam"], ["x", "y", "z"],
    ]
    for line in table.text(columns: columns).split(separator: "\n") {
      #expect(line.count <= columns)
    }
  }

  @Test("Counts have their thousands apart")
  func counting() {
    #expect(Layout.number(0) == "0")
    #expect(Layout.number(999) == "999")
    #expect(Layout.number(1_234_567) == "1,234,567")
    #expect(Layout.count(1, "entry", "entries") == "1 entry")
    #expect(Layout.count(1_000, "row") == "1,000 rows")
  }

  @Test("JSON is escaped where a terminal could be driven, and says the same")
  func safeJSON() throws {
    let value: JSON = ["a\u{202E}b": "x\u{7F}\u{9B}2J\u{10FFFF}é\n"]
    let text = value.safeText
    #expect(text.unicodeScalars.allSatisfy { $0.value == 0xE9 || 0x20..<0x7F ~= $0.value })
    #expect(try JSON(parsing: text) == value)
  }

  @Test("Indented JSON says the same")
  func indentedJSON() throws {
    let value: JSON = ["a": ["b", 1, []], "c": [["d": [:]], "e"], "f": true]
    #expect(try JSON(parsing: value.indented()) == value)
  }
}
