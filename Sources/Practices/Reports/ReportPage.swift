internal import Records

extension Report {
  /// The report as one HTML page that needs nothing but itself: no script, no font, no image
  /// and no address to fetch, so that it looks the same on a machine without a network.
  ///
  /// Every value is escaped; none becomes a tag, an attribute or an address.
  public var html: String {
    var page = ReportPage()
    page.write(self)
    return page.text
  }
}

/// An HTML page while it is being written.
struct ReportPage {
  /// The page so far.
  private(set) var text = ""

  /// Writes a whole report.
  mutating func write(_ report: Report) {
    text += """
      <!DOCTYPE html>
      <html lang="\(Self.escaped(report.language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="robots" content="noindex">
      <title>\(Self.escaped(report.title))</title>
      <style>
      \(ReportStyle.sheet)
      </style>
      </head>
      <body>
      <main>

      """
    for warning in report.warnings { text += "<p class=\"warning\">\(Self.escaped(warning))</p>\n" }
    if !report.remarks.isEmpty { write(list: report.remarks, class: "remarks") }
    text += "<h1>\(Self.escaped(report.title))</h1>\n"
    if !report.facts.isEmpty { write(facts: report.facts) }
    for section in report.sections { write(section) }
    if !report.notes.isEmpty {
      text += "<section class=\"notes\">\n<h2>Notes</h2>\n"
      write(list: report.notes)
      text += "</section>\n"
    }
    text += "</main>\n</body>\n</html>\n"
  }

  private mutating func write(_ section: ReportSection) {
    let level = min(max(section.level, 2), 4)
    let anchor = section.anchor.map { " id=\"\(Self.escaped($0))\"" } ?? ""
    text += "<section\(anchor)\(section.startsPage ? " class=\"page\"" : "")>\n"
    if !section.heading.isEmpty {
      text += "<h\(level)>\(Self.escaped(section.heading))</h\(level)>\n"
    }
    for block in section.blocks { write(block) }
    text += "</section>\n"
  }

  private mutating func write(_ block: ReportBlock) {
    switch block {
    case .text(let sentences): text += "<p class=\"text\">\(Self.escaped(sentences))</p>\n"
    case .facts(let facts): write(facts: facts)
    case .table(let table): write(table)
    case .list(let points): write(list: points)
    case .signature(let labels):
      text += "<div class=\"signature\">\n"
      for label in labels { text += "<p><span></span>\(Self.escaped(label))</p>\n" }
      text += "</div>\n"
    case .stamp(let label): text += "<p class=\"stamp\">\(Self.escaped(label))</p>\n"
    }
  }

  private mutating func write(facts: [ReportFact]) {
    text += "<table class=\"facts\">\n<tbody>\n"
    for fact in facts {
      let label = Self.escaped(fact.label)
      text +=
        "<tr><th scope=\"row\">\(label)</th><td dir=\"auto\">\(Self.value(fact.cell))</td></tr>\n"
    }
    text += "</tbody>\n</table>\n"
  }

  private mutating func write(_ table: ReportTable) {
    guard !table.rows.isEmpty else {
      text += "<p class=\"empty\">\(Self.escaped(table.whenEmpty))</p>\n"
      return
    }
    text += "<table class=\"rows\">\n<thead>\n<tr>"
    for column in table.columns {
      text +=
        "<th scope=\"col\" class=\"\(column.alignment.rawValue)\">\(Self.escaped(column.title))</th>"
    }
    text += "</tr>\n</thead>\n<tbody>\n"
    // The figure space and the punctuation space: as wide as a digit and as a point.
    let texts = table.aligned(point: "\u{2008}", digit: "\u{2007}")
    for (row, rowTexts) in zip(table.rows, texts) {
      text += row.isTotal ? "<tr class=\"total\">" : "<tr>"
      for (column, (original, filled)) in zip(table.columns, zip(row.cells, rowTexts)) {
        var cell = original
        cell.text = filled
        write(cell, in: column)
      }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n"
  }

  private mutating func write(_ cell: ReportCell, in column: ReportTable.Column) {
    let direction = column.alignment == .text ? " dir=\"auto\"" : ""
    text += "<td class=\"\(column.alignment.rawValue)\"\(direction)>\(Self.value(cell))</td>"
  }

  private mutating func write(list points: [String], class name: String? = nil) {
    text += name.map { "<ul class=\"\($0)\">\n" } ?? "<ul>\n"
    for point in points { text += "<li>\(Self.escaped(point))</li>\n" }
    text += "</ul>\n"
  }

  private static func value(_ cell: ReportCell) -> String {
    if cell.isBlank { return "<span class=\"blank\"></span>" }
    switch cell.target {
    case nil: return escaped(cell.text)
    case .section(let anchor): return "<a href=\"#\(escaped(anchor))\">\(escaped(cell.text))</a>"
    case .file(let path):
      precondition(isPlain(path), "Only files of the report's own folder are led to.")
      return "<a href=\"\(escaped(path))\">\(escaped(cell.text))</a>"
    }
  }

  /// Whether a path can be nothing but one: no scheme, no host, no way up, no query.
  private static func isPlain(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.isEmpty
      && path.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/")].contains(byte)
      } && !path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
  }

  /// Text that is text wherever it stands in a page.
  ///
  /// What is invisible or turns text around is written out as for a terminal.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in Text(text).shown(keepingLines: true).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
