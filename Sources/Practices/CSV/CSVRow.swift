/// One row of a table: its cells as they stood, and the line on which it begins.
public struct CSVRow: Sendable {
  /// The physical line, from 1; a cell with line breaks makes rows and lines differ.
  public internal(set) var line = 1

  /// The bytes of all cells, one after another.
  var bytes: [UInt8] = []

  /// The offset at which each cell ends.
  var ends: [Int] = []

  /// How many cells the row has.
  public var count: Int { ends.count }

  /// Whether nothing was read yet.
  var isEmpty: Bool { ends.isEmpty && bytes.isEmpty }

  /// The bytes of the cell at `index`.
  public func bytes(at index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The text of the cell at `index`.
  ///
  /// A cell that is not UTF-8 is read as Windows-1252. It is decided cell by cell: text in
  /// Windows-1252 is hardly ever UTF-8 by chance, and files glued together from both exist.
  public func text(at index: Int) -> String {
    let cell = bytes(at: index)
    return String(validating: cell, as: UTF8.self) ?? Windows1252.text(of: cell)
  }

  /// Whether every cell is empty or blank.
  public var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// Drops cells past the first `count` as long as they are empty: spreadsheets write
  /// separators for columns that have no name.
  mutating func dropEmptyCells(after count: Int) {
    while ends.count > max(count, 1), ends[ends.count - 1] == ends[ends.count - 2] {
      ends.removeLast()
    }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
