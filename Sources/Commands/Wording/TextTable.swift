/// Rows of cells in columns, each column as wide as its widest cell.
struct TextTable {
  /// The heading of each column; none where all are empty.
  let titles: [String]
  /// The columns whose cells stand to the right, such as counts.
  var rightColumns: Set<Int> = []
  /// The cells, by row; each is one line.
  var rows: [[String]] = []

  private static let gap = "  "

  /// The table with lines of at most `columns` characters: where it is wider, the widest
  /// columns give way and their cells are cut.
  func text(columns: Int, indent: String = "") -> String {
    let hasTitles = titles.contains { !$0.isEmpty }
    let all = (hasTitles ? [titles] : []) + rows
    guard !all.isEmpty else { return "" }
    var widths = titles.indices.map { column in all.map { Layout.width($0[column]) }.max() ?? 0 }
    let room = columns - Layout.width(indent) - Self.gap.count * (widths.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 8 {
      guard let column = widths.lastIndex(of: widest) else { break }
      widths[column] -= 1
    }
    return all.map { row in
      let cells = row.indices.map { column in
        Layout.padded(
          Layout.cut(row[column], to: widths[column]),
          to: widths[column],
          isRight: rightColumns.contains(column),
        )
      }
      let line = indent + cells.joined(separator: Self.gap)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
