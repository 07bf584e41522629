import ArgumentParser

/// The `steward report` group of commands.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write what an authority, an inspector or a customer wants on paper.",
    discussion: """
      Every report can be written as text, as CSV for a spreadsheet, as JSON, and as a page to \
      print that opens in any browser and needs no network.

        steward report annual --year 2025 --as html -o annual-2025.html
        steward report inspection --customer C-1042 -o for-the-inspector
        steward report declaration --customer C-1042 --substance GBL -o declaration.html
      """,
    subcommands: [
      ReportAnnual.self, ReportInspection.self, ReportDeclaration.self, ReportSuspicious.self,
    ],
  )
}
