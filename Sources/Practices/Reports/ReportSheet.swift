extension Report {
  /// The report for a spreadsheet: CSV (RFC 4180) with a line of headings, safe to open.
  ///
  /// It is ``sheet`` where the report has one; else each value is a line of its own, with
  /// the part and the field that it belongs to.
  public var csv: String {
    let table = sheet ?? valueByValue
    var text = CSVText.line(table.columns.map(\.name))
    for row in table.rows { text += CSVText.line(row.cells.map(\.text)) }
    return text
  }

  /// Every value of the report, a row each.
  private var valueByValue: ReportTable {
    var table = ReportTable([
      .init("Part", name: "part"), .init("No.", name: "row", .number),
      .init("Field", name: "field"), .init("Value", name: "value"),
    ])
    func add(_ part: String, _ row: String, _ field: String, _ cell: ReportCell) {
      table.add([ReportCell(part), ReportCell(row), ReportCell(field), cell])
    }
    for warning in warnings { add("", "", "warning", ReportCell(warning)) }
    for fact in facts { add("", "", fact.label, fact.cell) }
    for section in sections {
      for block in section.blocks {
        switch block {
        case .text(let text): add(section.heading, "", "", ReportCell(text))
        case .facts(let facts):
          for fact in facts { add(section.heading, "", fact.label, fact.cell) }
        case .list(let points):
          for (index, point) in points.enumerated() {
            add(section.heading, String(index + 1), "", ReportCell(point))
          }
        case .table(let rows):
          for (index, row) in rows.rows.enumerated() {
            for (column, cell) in zip(rows.columns, row.cells) {
              add(section.heading, String(index + 1), column.title, cell)
            }
          }
        case .signature(let labels):
          for label in labels { add(section.heading, "", label, .blank) }
        case .stamp(let label): add(section.heading, "", label, .blank)
        }
      }
    }
    for note in notes { add("", "", "note", ReportCell(note)) }
    return table
  }
}
