import Practices
import Records
import SystemPackage

/// A report that was written to a file.
struct DeliveredReport: CommandResult {
  let report: Report
  let file: FilePath
  let extra: ReportExtra

  var json: JSON {
    .object((report.json.members ?? []) + extra.members + [.init("file", .string(file.string))])
  }

  func text(columns: Int) -> String {
    let lines = ["Wrote ‘\(report.title.shown)’ to ‘\(file.string.shown)’."] + extra.lines
    return lines.map { Layout.wrapped($0, width: columns) }.joined(separator: "\n")
  }
}
