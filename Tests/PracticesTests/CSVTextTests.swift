import Testing

@testable import Practices

@Suite("CSV that is written")
struct CSVTextTests {
  @Test(
    "A spreadsheet computes nothing that stands in a cell",
    arguments: [
      // What begins with a formula's sign gets an apostrophe.
      ("=1+1", "'=1+1"), ("@x", "'@x"), ("+x()", "'+x()"), ("-x", "'-x"), ("=", "'="),
      ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
      ("=HYPERLINK(\"http://x\";\"y\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\""),
      ("-1+2", "'-1+2"), ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
      ("+31-20-5550123", "'+31-20-5550123"), ("-1/2", "'-1/2"), ("+(1)", "'+(1)"),
      ("-", "'-"), ("+", "'+"), ("--1", "'--1"), ("-1e5", "'-1e5"),
      // So does one that begins with it only after what a spreadsheet may drop.
      (" =1", "' =1"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
      ("\u{200B}@x", "'\u{200B}@x"), ("\n=1", "\"'\n=1\""), ("\"=1", "\"'\"\"=1\""),
      ("\"\"\"=1\"", "\"'\"\"\"\"\"\"=1\"\"\""), ("'=1", "''=1"),
      ("＝1", "'＝1"), ("＋x", "'＋x"), ("－x", "'－x"), ("＠x", "'＠x"),
      // A tab or a carriage return comes first only to break out of the cell before.
      ("\tx", "'\\u{9}x"), ("\rx", "'\\u{D}x"), ("\t=1", "'\\u{9}=1"),
      // Numbers are numbers, and telephone numbers no formulas.
      ("-5", "-5"), ("-12.5", "-12.5"), ("+5", "+5"), ("-0.000001", "-0.000001"),
      ("-1,5", "\"-1,5\""), ("+1 555", "+1 555"), ("+31 20 555 01 23", "+31 20 555 01 23"),
      // Signs further in mean nothing.
      ("a=1", "a=1"), ("Smit - Zn", "Smit - Zn"), ("x@y.nl", "x@y.nl"), ("1-2", "1-2"),
      ("", ""), ("plain", "plain"),
    ],
  )
  func formulas(text: String, cell: String) {
    #expect(CSVText.cell(text) == cell, "\(CSVText.cell(text).debugDescription)")
  }

  @Test(
    "A cell is quoted where it has to be",
    arguments: [
      ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("a\nb", "\"a\nb\""), (" a", "\" a\""), ("a ", "\"a \""), ("a b", "a b"),
    ],
  )
  func quoting(text: String, cell: String) { #expect(CSVText.cell(text) == cell) }

  @Test("A line ends as RFC 4180 says, and the reader of tables reads it back")
  func lines() {
    let cells = ["a", "b \"c\"", "d,e", "f\ng", "", "-5"]
    let line = CSVText.line(cells)
    #expect(line.hasSuffix("\r\n"))
    let table = Table(Array(("1,2,3,4,5,6\r\n" + line).utf8))
    #expect(table.rows == [cells])
  }

  @Test("What would drive a terminal is written out")
  func controls() {
    #expect(CSVText.cell("a\u{1B}[2J\u{202E}b") == "a\\u{1B}[2J\\u{202E}b")
  }
}
