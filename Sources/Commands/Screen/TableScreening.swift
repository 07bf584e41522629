import Practices
import Records
import Store
import SystemPackage

/// Looks up every cell of a table.
struct TableScreening {
  private let index: ScreeningIndex
  private let seesConfidential: Bool

  init(_ index: ScreeningIndex, seesConfidential: Bool) {
    self.index = index
    self.seesConfidential = seesConfidential
  }

  /// How many different cells are remembered with what was found.
  private static let mostRemembered = 200_000

  /// What is found in a file.
  func result(of path: FilePath, wording: RecordWording) throws -> TableFindings {
    var findings = TableFindings(file: path.lastComponent?.string ?? path.string, wording: wording)
    var known: [String: [ScreeningHit]] = [:]
    var columns: [String] = []
    let progress = ProgressLine("rows")
    defer { progress.end() }
    func screen(_ cells: [String], line: Int) {
      var hits: [ScreeningHit] = []
      for (place, cell) in cells.enumerated() where cell.utf8.count > 1 {
        let found = known[cell] ?? index.hits(in: cell, manner: .cell)
        if known.count < Self.mostRemembered { known[cell] = found }
        if found.isEmpty { continue }
        let column = columns.indices.contains(place) ? columns[place] : "column \(place + 1)"
        let open = found.filter { seesConfidential || !$0.subject.isConfidential }
        findings.findings += Finding.all(
          open,
          query: cell,
          line: line,
          column: column,
          seesConfidential: true,
        )
        hits += found
      }
      let addresses = index.addressHits(inRow: cells)
      findings.findings += Finding.all(
        // One line that says that somebody has to look, however many cells say it.
        addresses + hits.filter { $0.subject.isConfidential && !seesConfidential },
        query: cells.filter { !$0.isEmpty }.joined(separator: ", "),
        line: line,
        seesConfidential: seesConfidential,
      )
    }
    try TableFile(path: path).forEachEvent { event in
      switch event {
      case .header(let header):
        screen(header.names, line: 1)
        columns = header.names
      case .row(let row):
        findings.rows += 1
        if findings.rows.isMultiple(of: 1_000) { progress.show(findings.rows) }
        let cells = (0..<row.count).map { row.text(at: $0).trimmed }
        screen(cells, line: row.line)
        if let cell = Self.mistyped(in: cells, columns: columns) {
          findings.faults.append(CSVFault(line: row.line, cause: .mistyped(cell)))
        }
      case .fault(let fault): findings.faults.append(fault)
      case .unreadable(let fault): throw fault
      }
    }
    return findings
  }

  /// The first cell of a column of CAS numbers whose check digit does not fit.
  ///
  /// It finds nothing, which would read as an answer. In other columns it may be a date or a
  /// telephone number.
  private static func mistyped(in cells: [String], columns: [String]) -> String? {
    zip(columns, cells).first { column, cell in
      guard column.lowercased().contains("cas"), let cas = SubstanceRegister.casNumber(in: cell)
      else { return false }
      return CASNumber.problem(of: Array(cas.utf8).span) != nil
    }?.1
  }
}
