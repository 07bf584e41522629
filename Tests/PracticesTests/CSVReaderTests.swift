import Records
import Testing

@testable import Practices

@Suite("CSV reader")
struct CSVReaderTests {
  @Test(
    "Dialects of one table read alike",
    arguments: [
      "name;city\nA;B\nC;D\n", "name,city\r\nA,B\r\nC,D\r\n", "name\tcity\rA\tB\rC\tD\r",
      "\u{FEFF}name;city\nA;B\nC;D", "sep=;\nname;city\nA;B\nC;D\n",
      "\"name\";\"city\"\n\"A\";B\nC;\"D\"",
      "name,city\n\nA,B\n\r\n\nC,D\n\n", " name , city \nA,B\nC,D", "name;city;\nA;B;\nC;D;;\n",
      "sep=;\r\nname;city\r\nA;B\r\nC;D",
    ],
  )
  func dialects(_ text: String) {
    let table = Table(Array(text.utf8))
    #expect(Array(table.names.prefix(2)) == ["name", "city"])
    #expect(table.rows.map { Array($0.prefix(2)) } == [["A", "B"], ["C", "D"]])
    #expect(table.faults == [])
  }

  @Test("Quoted cells keep separators, doubled quotation marks and line ends")
  func quotes() {
    let table = Table("a;b\n\"1;2\";\"say \"\"no\"\"\"\n\"x\r\ny\rz\n\"; q \n5\" pipe;\"\"\n")
    #expect(table.rows == [["1;2", "say \"no\""], ["x\r\ny\rz\n", " q "], ["5\" pipe", ""]])
    #expect(table.lines == [2, 3, 7])
  }

  @Test("Cells that are not UTF-8 are read as Windows-1252, one by one")
  func encodings() {
    let bytes =
      Array("a;b\n".utf8) + [0x4A, 0xF6, 0x72, 0x67, 0x3B, 0x80, 0x0A] + Array("Jörg;€\n".utf8)
    #expect(Table(bytes).rows == [["Jörg", "€"], ["Jörg", "€"]])
  }

  @Test("A quotation mark that is never closed costs one row")
  func unclosed() {
    let table = Table("a;b\n1;2\n3;\"4\n5;6\n7;8\n")
    #expect(table.rows == [["1", "2"], ["5", "6"], ["7", "8"]])
    #expect(table.lines == [2, 4, 5])
    #expect(table.faults == [CSVFault(line: 3, cause: .unclosedQuote(line: 3))])
  }

  @Test("A quotation mark that the next one closes costs one row")
  func misplaced() {
    let table = Table("a;b\r\n\"1\";\"2\r\n\"3\";\"4\"\r\n\"5\" \";6\r\n\"7\";8\r\n")
    #expect(table.rows == [["3", "4"], ["7", "8"]])
    #expect(table.lines == [3, 5])
    #expect(table.faults.map(\.line) == [2, 4])
    #expect(table.faults.allSatisfy { $0.cause == .textAfterQuote })
  }

  @Test("A quotation mark opened in a row of several lines is blamed on its own line")
  func severalLines() {
    let table = Table("a;b\n\"1\n1\";\"2\n3;4\n")
    #expect(table.faults == [CSVFault(line: 2, cause: .unclosedQuote(line: 3))])
    #expect(table.rows == [["3", "4"]])
    #expect(table.lines == [4])
  }

  @Test("Rows with too few or too many cells are faults; empty cells past the last are not")
  func ragged() {
    let table = Table("a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n;;\n1;2;3")
    #expect(
      table.faults == [
        CSVFault(line: 2, cause: .ragged(expected: 3, found: 2)),
        CSVFault(line: 3, cause: .ragged(expected: 3, found: 4)),
      ]
    )
    #expect(table.rows == [["1", "2", "3"], ["", "", ""], ["1", "2", "3"]])
  }

  @Test("A cell at the limit is read, one over it costs its row")
  func huge() {
    let full = String(repeating: "x", count: CSVReader.maximumCellLength)
    let table = Table("a;b\n\(full);1\n\(full)y;2\n\"\(full)\";3\n\"\(full)\"\"\";4\n5;6\n")
    #expect(table.rows.map { $0[1] } == ["1", "3", "6"])
    #expect(table.faults.map(\.line) == [3, 5])
    #expect(table.faults.first?.cause == .cellTooLong(cell: 1))
    #expect(table.faults.last?.cause == .unclosedQuote(line: 5))
  }

  @Test("A row over the limit of cells or of bytes costs no other")
  func wide() {
    let cells = String(repeating: ";", count: CSVReader.maximumCells)
    let cell = String(repeating: "x", count: 60_000)
    let long = Array(repeating: cell, count: 20).joined(separator: ";")
    let table = Table("a;b\n\(cells)\n\(long)\n1;2\n")
    #expect(table.faults.map(\.cause) == [.tooManyCells, .rowTooLong])
    #expect(table.rows == [["1", "2"]])
  }

  @Test("NUL bytes stand in their cell")
  func zeros() {
    #expect(Table("a;b\n1\0;\0\n").rows == [["1\0", "\0"]])
  }

  @Test(
    "Files without a first line cannot be read",
    arguments: ["", "\n\n", "\u{FEFF}", "\r\n", "sep=;\n"],
  )
  func empty(_ text: String) {
    let table = Table(text)
    #expect(table.unreadable?.cause == .noHeader)
    #expect(table.names == [])
  }

  @Test("A header alone is a table without rows")
  func headerOnly() {
    for text in ["a;b", "a;b\n", "a;b\r", "\u{FEFF}a;b\r\n"] {
      let table = Table(text)
      #expect(table.names == ["a", "b"])
      #expect(table.rows.isEmpty && table.faults.isEmpty && table.unreadable == nil)
    }
  }

  @Test("A broken header stops the file: no later line is taken for it")
  func brokenHeader() {
    #expect(Table("a;\"b\n1;2\n").unreadable?.cause == .unclosedQuote(line: 1))
    #expect(Table("\"a\"b;c\n1;2\n").unreadable?.cause == .textAfterQuote)
    let endless = String(repeating: "a", count: 100_000)
    #expect(Table(endless + "\n1\n").unreadable != nil)
    #expect(Table(Array("\"".utf8) + Array(endless.utf8)).unreadable != nil)
  }

  @Test(
    "UTF-16 is named",
    arguments: [[0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], [0xFE, 0xFF, 0x00, 0x61]],
  )
  func utf16(_ bytes: [UInt8]) {
    #expect(Table(bytes).unreadable?.cause == .utf16)
  }

  @Test("Columns without a name of their own are called by their place")
  func header() {
    let header = CSVHeader([" ", "Name", "City", "", " City"])
    #expect(header.names == ["column 1", "Name", "column 3", "column 4", "column 5"])
    #expect(header.repeated == ["City"])
    #expect(header.index(of: "Name") == 1)
    #expect(header.index(of: "column 2") == 1)
    #expect(header.index(of: "City") == nil)
    #expect(header.index(of: "column 6") == nil)
  }

  @Test("The separator is the one that stands most often outside quotation marks")
  func separator() {
    #expect(Table("\"a,b,c\";d\n1;2").names == ["a,b,c", "d"])
    #expect(Table("a, b;c;d\n1;2;3").names == ["a, b", "c", "d"])
    #expect(Table("a b\n1;2\n").names == ["a b"])
  }
}

/// A table as it was read.
struct Table {
  var names: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var faults: [CSVFault] = []
  var unreadable: CSVFault?

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// Reads the bytes in blocks of `size`, all at once where it is 0.
  init(_ bytes: [UInt8], inBlocksOf size: Int = 0) {
    var reader = CSVReader()
    var start = 0
    repeat {
      let end = size == 0 ? bytes.count : min(bytes.count, start + size)
      let block = Array(bytes[start..<end])
      reader.read(block.span.bytes) { add($0) }
      start = end
    } while start < bytes.count
    reader.finish { add($0) }
  }

  private mutating func add(_ event: CSVReader.Event) {
    switch event {
    case .header(let header): names = header.names
    case .row(let row):
      rows.append((0..<row.count).map { row.text(at: $0) })
      lines.append(row.line)
    case .fault(let fault): faults.append(fault)
    case .unreadable(let fault): unreadable = fault
    }
  }
}
