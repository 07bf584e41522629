import Practices
import Records

/// A report as text for a terminal or a plain file.
///
/// Nothing is cut, unlike in a list: a cell that does not fit goes on in the next line.
struct ReportText {
  let columns: Int

  /// The whole report, without the last line feed.
  func text(of report: Report) -> String {
    var parts: [String] = []
    for warning in report.warnings { parts.append(framed(warning)) }
    let title = report.title.shown
    parts.append(Layout.wrapped(title, width: columns) + "\n" + rule(under: title))
    if !report.facts.isEmpty { parts.append(text(of: report.facts)) }
    for section in report.sections { parts.append(text(of: section)) }
    if !report.notes.isEmpty { parts.append("Notes\n" + text(of: report.notes)) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func framed(_ warning: String) -> String {
    Layout.wrapped(warning.shown, width: columns, indent: "!! ")
  }

  private func rule(under title: String) -> String {
    String(repeating: "=", count: min(columns, Layout.width(title)))
  }

  private func text(of section: ReportSection) -> String {
    let heading = section.heading.shown
    let blocks = section.blocks.map(text).joined(separator: "\n\n")
    guard !heading.isEmpty else { return blocks }
    let isPart = section.level <= 2
    let underline = String(repeating: "-", count: min(columns, Layout.width(heading)))
    return Layout.wrapped(heading, width: columns) + (isPart ? "\n\(underline)" : "")
      + (blocks.isEmpty ? "" : "\n\(blocks)")
  }

  private func text(of block: ReportBlock) -> String {
    switch block {
    case .text(let sentences): Layout.wrapped(safe(sentences), width: columns)
    case .facts(let facts): text(of: facts)
    case .table(let table): text(of: table)
    case .list(let points): text(of: points)
    case .signature(let labels):
      labels.map { "\n  \(String(repeating: "_", count: 40))\n  \(safe($0))" }
        .joined(separator: "\n")
    case .stamp(let label): "  [\(safe(label)):\n\n\n  \(String(repeating: " ", count: 40))]"
    }
  }

  private func text(of points: [String]) -> String {
    points.map { Layout.wrapped(safe($0), width: columns, indent: "    ", first: "  - ") }
      .joined(separator: "\n")
  }

  private func text(of facts: [ReportFact]) -> String {
    let width = min(columns / 3, facts.map { Layout.width($0.label) }.max() ?? 0)
    let indent = String(repeating: " ", count: width + 4)
    return facts.map { fact in
      let labels = Layout.wrapped(safe(fact.label), width: width).split(separator: "\n")
      let first = "  " + Layout.padded(String(labels.last ?? ""), to: width) + "  "
      let before = labels.dropLast().map { "  \($0)\n" }.joined()
      return before
        + Layout.wrapped(Self.value(fact.cell), width: columns, indent: indent, first: first)
    }.joined(separator: "\n")
  }

  private static func value(_ cell: ReportCell) -> String {
    cell.isBlank
      ? String(repeating: "_", count: 30) : Text(cell.text).shown(keepingLines: true)
  }

  private func safe(_ text: String) -> String { Text(text).shown(keepingLines: true) }

  // MARK: Tables

  private static let gap = "  "
  private static let narrowest = 8

  private func text(of table: ReportTable) -> String {
    guard !table.rows.isEmpty else { return "  " + table.whenEmpty.shown }
    let cells: [[String]] = zip(table.rows, table.aligned(point: " ", digit: " ")).map {
      row,
      texts in
      zip(row.cells, texts).map { cell, text in
        cell.isBlank ? Self.value(cell) : Text(text).shown(keepingLines: true)
      }
    }
    let titles = table.columns.map { safe($0.title) }
    let widths = widths(titles, cells, table.columns.map(\.alignment))
    var lines = self.lines(titles, widths, table.columns)
    lines.append(
      "  " + widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    )
    for row in cells { lines += self.lines(row, widths, table.columns) }
    return lines.joined(separator: "\n")
  }

  /// The widths of the columns: those of text give way where the lines get too long.
  private func widths(
    _ titles: [String],
    _ cells: [[String]],
    _ alignments: [ReportTable.Alignment],
  ) -> [Int] {
    func widest(_ text: String) -> Int {
      text.split(separator: "\n").map { Layout.width(String($0)) }.max() ?? 0
    }
    var widths = titles.indices.map { column in
      max(widest(titles[column]), cells.map { widest($0[column]) }.max() ?? 0)
    }
    let room = columns - 2 - Self.gap.count * (widths.count - 1)
    let yielding = alignments.indices.filter { alignments[$0] == .text }
    while widths.reduce(0, +) > room {
      guard let column = yielding.max(by: { widths[$0] < widths[$1] }),
        widths[column] > Self.narrowest
      else { break }
      widths[column] -= 1
    }
    return widths
  }

  private func lines(
    _ cells: [String],
    _ widths: [Int],
    _ columns: [ReportTable.Column],
  ) -> [String] {
    let pieces: [[String]] = columns.indices.map { column in
      guard columns[column].alignment == .text else { return [cells[column]] }
      return Layout.wrapped(cells[column], width: widths[column])
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let height = pieces.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = pieces.indices.map { column in
        Layout.padded(
          line < pieces[column].count ? pieces[column][line] : "",
          to: widths[column],
          isRight: columns[column].alignment == .number,
        )
      }
      let whole = "  " + parts.joined(separator: Self.gap)
      return String(whole.reversed().drop { $0 == " " }.reversed())
    }
  }
}
