import ArgumentParser
import Practices
import Records
import SystemPackage

/// How and where a report is written.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "How to write it: text, csv (for a spreadsheet), json, or html (a page to print, which needs no network).",
      valueName: "format",
    ),
  )
  var kind: ReportFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, or a folder to write it in; a file of that name is replaced.",
      valueName: "file|folder",
    ),
  )
  var output: String?

  @Option(help: "How to write the result: text for people, json for programs.")
  var format = OutputFormat.text

  func validate() throws {
    guard format == .json, output == nil, let kind, kind != .json else { return }
    throw ValidationError("--format json writes JSON; leave out --as, or name a file with -o.")
  }

  /// Writes a report to standard output, or to a file called `name` or what was asked for.
  ///
  /// `extra`: What to say beside it, such as that it was saved: a line each.
  func deliver(_ report: Report, called name: String, extra: ReportExtra = ReportExtra()) throws {
    for remark in report.remarks { Output.note("note: \(remark)") }
    guard let output else {
      deliverHere(report, extra: extra)
      return
    }
    var path = Surroundings.current.path(output)
    let isFolder = output.hasSuffix("/") || InputFile.isFolder(path)
    let kind = self.kind ?? (isFolder ? .text : ReportFormat(fileName: path) ?? .text)
    if isFolder { path.append("\(name).\(kind.fileExtension)") }
    try InputFile.write(kind.bytes(of: report), to: path)
    Output.write(DeliveredReport(report: report, file: path, extra: extra), as: format)
  }

  private func deliverHere(_ report: Report, extra: ReportExtra) {
    let terminal = Surroundings.current.terminal
    switch format == .json ? .json : kind ?? .text {
    case .text:
      Output.write(text: ReportText(columns: terminal.columns).text(of: report))
      for line in extra.lines { Output.note(line) }
    case .json: Output.write(json: .object((report.json.members ?? []) + extra.members))
    case .csv:
      // What a table has no column for is said beside it.
      for note in report.warnings + report.notes { Output.note("note: \(note)") }
      terminal.write(report.csv)
      for line in extra.lines { Output.note(line) }
    case .html:
      terminal.write(report.html)
      for line in extra.lines { Output.note(line) }
    }
  }
}
