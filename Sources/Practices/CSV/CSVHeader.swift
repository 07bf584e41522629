/// The first line of a table: what its columns are called.
public struct CSVHeader: Hashable, Sendable {
  /// A name for each column, all different.
  ///
  /// White space around a name is dropped. A column whose name is empty, or is another's
  /// too, is called by its place, “column 3”, so that nobody guesses which one is meant.
  public let names: [String]

  /// The names that stood over several columns.
  public let repeated: [String]

  init(_ row: CSVRow) {
    self.init((0..<row.count).map { row.text(at: $0) })
  }

  /// Names the columns of a table whose first line has these cells.
  public init(_ cells: [String]) {
    let names = cells.map { PlainText.trimmed($0) }
    var counts: [[UInt8]: Int] = [:]
    for name in names where !name.isEmpty { counts[Array(name.utf8), default: 0] += 1 }
    var repeated: [String] = []
    self.names = names.enumerated().map { index, name in
      let count = counts[Array(name.utf8), default: 0]
      if count == 1 { return name }
      if count > 1, !repeated.contains(name) { repeated.append(name) }
      return Self.placeName(index)
    }
    self.repeated = repeated
  }

  /// The place of the column that is called `name`, by its name or by its place.
  public func index(of name: String) -> Int? {
    let wanted = PlainText.trimmed(name)
    return names.firstIndex { $0.utf8.elementsEqual(wanted.utf8) }
      ?? names.indices.first { Self.placeName($0) == wanted }
  }

  /// What a column is called that has no name of its own.
  private static func placeName(_ index: Int) -> String { "column \(index + 1)" }
}
