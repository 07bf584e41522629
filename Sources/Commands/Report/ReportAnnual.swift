import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward report annual`.
struct ReportAnnual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annual",
    abstract: "Sum up a year’s movements for the authority, by substance and third party.",
    discussion: """
      Quantities are in kilograms where they can be converted; movements that are in conflict or \
      incomplete are listed and in no sum. A year without movements gives a return that says so, \
      which authorities ask for too. With --save the return is recorded; saving again revises it. \
      A return that is too long for one record is saved in several parts.

        steward report annual --year 2025
        steward report annual --year 2025 --save --as html -o annual-2025.html
      """,
  )

  @Option(
    help: ArgumentHelp("The calendar year; without it, the last that is over.", valueName: "year")
  )
  var year: Int?

  @Flag(help: "Record the return too, as an annual_return.")
  var save = false

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: StoreOptions

  func validate() throws {
    if let year, !(1900...9999 ~= year) {
      throw ValidationError("--year is a year such as 2025.")
    }
  }

  func run() throws {
    let store = try options.open()
    let today = Timestamp.now().date
    let year = year ?? today.year - 1
    let records = FirmRecords(store: store, date: today)
    let annual = AnnualReturn(
      year: year,
      movements: try records.known("movement"),
      products: try records.known("product"),
      licences: try records.known("licence").filter { $0.body["holder"] == nil },
      doubtful: try records.doubtful("movement"),
    )
    let written = AnnualReport(
      annual,
      firm: try records.firm(),
      titles: try Self.titles(of: annual, records),
    )
    if year >= today.year {
      Output.note(
        "note: \(year) is not over: what is still to come is not in it. Make it again then; --save revises what was saved."
      )
    }
    let extra = save ? try saved(written, in: store) : ReportExtra()
    try report.deliver(written.report, called: "annual-\(year)", extra: extra)
    if save, !annual.leftOut.isEmpty { throw ExitCode(FailureKind.needsPerson.rawValue) }
  }

  private static func titles(
    of annual: AnnualReturn,
    _ records: FirmRecords,
  ) throws -> [EntryID: String] {
    var ids = annual.leftOut.compactMap { $0.body["counterparty"]?.string.flatMap { EntryID($0) } }
    for line in annual.lines {
      if case .record(let id)? = line.thirdParty { ids.append(id) }
    }
    var titles: [EntryID: String] = [:]
    for id in Set(ids) { titles[id] = try records.partyName(id) }
    return titles
  }

  /// Records the return, or revises the one that there is for the year.
  private func saved(_ report: AnnualReport, in store: Store) throws -> ReportExtra {
    var extra = try ReturnSaving(store: store, author: options.writer).save(report)
    if report.annual.isNil { extra.lines.append("It is a nil return.") }
    let leftOut = report.annual.leftOut.count
    if leftOut > 0 {
      extra.lines.append(
        "\(Layout.count(leftOut, "movement is", "movements are")) not in it: see ‘In no sum’ in the report."
      )
    }
    return extra
  }
}
