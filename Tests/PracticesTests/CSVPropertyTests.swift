import TestSupport
import Records
import Testing

@testable import Practices

/// Random tables, written and read back, and random bytes.
@Suite("CSV reader, at random")
struct CSVPropertyTests {
  @Test("A table in any dialect reads back equal, in blocks of any size", arguments: 0..<60)
  func roundTrip(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = Int.random(in: 2...6, using: &random)
    let separator = [";", ",", "\t"].randomElement(using: &random) ?? ";"
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let header = (0..<columns).map { "column\($0)" }
    let rows = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      // The first cell is never empty, since a line without anything is no row.
      ["x" + cell(&random)] + (1..<columns).map { _ in cell(&random) }
    }
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    let lines = ([header] + rows).map { row in
      row.map { quoted($0, separator, &random) }.joined(separator: separator)
    }
    text += lines.joined(separator: lineEnd)
    if Bool.random(using: &random) { text += lineEnd }
    let bytes = Array(text.utf8)
    for size in [0, 1, 2, 7, 1000] {
      let table = Table(bytes, inBlocksOf: size)
      #expect(table.names == header)
      #expect(table.faults == [])
      #expect(
        table.rows.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }
      )
    }
  }

  @Test(
    "Random bytes read alike in blocks of any size, and no line begins two rows",
    arguments: 0..<200,
  )
  func anything(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 7919)
    let alphabet = Array("ab\"\"\"\";;\n\n\r ".utf8)
    let body = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    let bytes = Array("h;i\n".utf8) + body
    let whole = Table(bytes)
    for size in [1, 2, 3, 50] {
      let parts = Table(bytes, inBlocksOf: size)
      #expect(parts.rows == whole.rows)
      #expect(parts.lines == whole.lines)
      #expect(parts.faults == whole.faults)
    }
    let reported = (whole.lines + whole.faults.map(\.line))
    #expect(Set(reported).count == reported.count)
  }

  private func cell(_ random: inout SeededGenerator) -> String {
    let pieces = ["a", "é", "\"", ";", ",", "\t", "\n", "\r\n", "\r", " ", "€", "0", "日本"]
    return (0..<Int.random(in: 0...6, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
  }

  private func quoted(_ cell: String, _ separator: String, _ random: inout SeededGenerator)
    -> String
  {
    let needsQuotes = cell.utf8.contains { "\"\r\n".utf8.contains($0) } || cell.contains(separator)
    if !needsQuotes, Bool.random(using: &random) { return cell }
    var output = "\""
    for scalar in cell.unicodeScalars {
      output.unicodeScalars.append(scalar)
      if scalar == "\"" { output += "\"" }
    }
    return output + "\""
  }
}
