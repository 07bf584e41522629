import ArgumentParser
import Practices
import Records
import SystemPackage

/// The ways of writing a report.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, csv, json, html

  /// How files of it are called.
  var fileExtension: String { self == .text ? "txt" : rawValue }

  /// The format that a file's name asks for.
  init?(fileName: FilePath) {
    switch fileName.extension?.lowercased() {
    case "txt": self = .text
    case "csv": self = .csv
    case "json": self = .json
    case "html", "htm": self = .html
    default: return nil
    }
  }

  /// The report as the bytes of a file.
  ///
  /// Spreadsheets take a table for one in the machine's old character set unless it begins
  /// with a byte-order mark, so a file has one.
  func bytes(of report: Report) -> [UInt8] {
    switch self {
    case .text: Array((ReportText(columns: 80).text(of: report) + "\n").utf8)
    case .csv: [0xEF, 0xBB, 0xBF] + Array(report.csv.utf8)
    case .json: Array((report.json.indented() + "\n").utf8)
    case .html: Array(report.html.utf8)
    }
  }
}
