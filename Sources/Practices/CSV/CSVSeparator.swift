/// Finds what parts the cells of a table, from its first line.
enum CSVSeparator {
  /// The offset of the line end that ends the first line, or `nil` while it is not there.
  ///
  /// Line ends between quotation marks belong to a cell.
  static func lineEnd(in bytes: [UInt8]) -> Int? {
    var isQuoted = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        // A CR at the very end may be the first half of a CRLF.
        return byte == 0x0D && index + 1 == bytes.count ? nil : index
      }
    }
    return nil
  }

  /// The separator that a line such as `sep=;` tells: some spreadsheets write one first.
  static func told(by line: ArraySlice<UInt8>) -> UInt8? {
    guard line.count == 5, let separator = line.last, candidates.contains(separator) else {
      return nil
    }
    return line.dropLast().elementsEqual("sep=".utf8) ? separator : nil
  }

  /// The candidate that stands most often outside quotation marks; `,` where there is none.
  static func found(in line: ArraySlice<UInt8>) -> UInt8 {
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? UInt8(ascii: ",") : candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// In the order that decides between equals: a comma is the likeliest to stand in a name.
  private static let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
}
