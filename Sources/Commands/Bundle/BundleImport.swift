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
      comes, and one of somebody whom you do not trust yet until you do. With -n the report is \
      the same, and nothing is written.

        steward import /media/stick
        steward import inbox -n
      """,
  )

  @Argument(help: "Bundles, or folders of bundles.")
  var paths: [String]

  @Flag(name: [.customShort("n"), .long], help: "Report what would happen, and write nothing.")
  var dryRun = false

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let before = Set(try store.view.conflicts().map(\.id))
    let progress = ProgressLine("bundles")
    defer { progress.end() }
    let report = try store.importBundles(
      paths.map { Surroundings.current.path($0) },
      isRehearsal: dryRun,
      progress: { progress.show(FilePath($0).lastComponent?.string ?? $0) },
    )
    progress.end()
    let opened = try store.view.conflicts().filter { !before.contains($0.id) }
    let arrival = ArrivalReport(report: report, opened: opened, isRehearsal: dryRun, store: store)
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
    return needsPerson || report.tally.malformed > 0 ? .needsPerson : nil
  }
}
