import ArgumentParser
import CentralView
import Records
import Store
import SystemPackage

/// The command `steward import`.
struct BundleImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in bundles that others sent you, after checking every one of them.",
    discussion: """
      Name bundles, or folders of bundles, in any order. What is damaged or forged is refused \
      and changes nothing. A bundle that continues one that has not arrived is kept until that \
      comes, and one of somebody whom you do not trust yet until you do. What a form keeps from \
      an organisation like yours, and a program sent all the same, is held for the proof and \
      never shown. With -n the report is the same, and nothing is written.

      With -o a report is kept as a file: every entry, what it did and which bundle brought it, \
      what merged by itself and who wrote what, and every conflict. It is JSON where the file’s \
      name ends in .json, and the same for -n, byte for byte. Confidential records are left out \
      of it and counted.

        steward import /media/stick
        steward import inbox -n
        steward import inbox -o monday.txt
      """,
  )

  @Argument(help: "Bundles, or folders of bundles.")
  var paths: [String]

  @Flag(name: [.customShort("n"), .long], help: "Report what would happen, and write nothing.")
  var dryRun = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write a report to, entry by entry.", valueName: "file"),
  )
  var file: String?

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let before = try store.view.conflictIDs()
    let columns = Surroundings.current.terminal.columns
    let progress = ProgressLine("bundles")
    defer { progress.end() }
    var news = ArrivalNews()
    let report = try store.importBundles(
      paths.map { Surroundings.current.path($0) },
      isRehearsal: dryRun,
      confidential: confidential.confidentiality,
      progress: { progress.show(FilePath($0).lastComponent?.string ?? $0) },
      reporting: { report, view in
        news = try ArrivalNews(view, since: before, store: store, columns: columns)
        guard let file else { return }
        try ArrivalFile(
          report: report,
          news: view,
          contradictions: news.contradictions,
          store: store,
        )
        .write(to: Surroundings.current.path(file))
      },
    )
    progress.end()
    let arrival = ArrivalReport(report: report, news: news, isRehearsal: dryRun, store: store)
    Output.write(arrival, as: output.format)
    if let status = Self.status(of: report) { throw ExitCode(status.rawValue) }
  }

  /// What the import leaves to be done, or how it failed; `nil` where all is well.
  ///
  /// Only where nothing at all was taken does a refusal fail the whole.
  static func status(of report: ImportReport) -> FailureKind? {
    let outcomes = report.bundles.map(\.outcome)
    let refused = report.bundles.filter { $0.outcome == .refused }
    if !refused.isEmpty, refused.count == report.bundles.count {
      return refused.allSatisfy(\.isRequestRefused) ? .refused : .notAuthentic
    }
    let needsPerson = outcomes.contains { $0 != .merged && $0 != .nothingNew }
    let hasFaults = report.tally.malformed > 0 || !report.tally.misdirected.isEmpty
    return needsPerson || hasFaults ? .needsPerson : nil
  }
}
