import ArgumentParser
import CentralView
import Practices
import Records
import Store
import SystemPackage

/// The command `steward report inspection`.
struct ReportInspection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspection",
    abstract: "Put together all that an inspector may ask of one customer or one substance.",
    usage: "steward report inspection (--customer RECORD | --substance NAME) -o FOLDER [<options>]",
    discussion: """
      Makes a folder with a page to read and print, tables, the original entries with their \
      places in the journals, and the files that were attached. Without --from it goes back as \
      far as the rules in force ask, from 1 January.

        steward report inspection --customer C-1042 -o c-1042
        steward report inspection --substance 96-48-0 --from 2024-01-01 -o gbl
      """,
  )

  @Option(help: ArgumentHelp("The customer: its number, name or id.", valueName: "record"))
  var customer: String?

  @Option(help: ArgumentHelp("The substance: its CAS number or name.", valueName: "name"))
  var substance: String?

  @Option(help: ArgumentHelp("The first day, such as 2024-01-01.", valueName: "date"))
  var from: DateArgument?

  @Option(help: ArgumentHelp("The last day; without it, today.", valueName: "date"))
  var until: DateArgument?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder to make; it must not hold anything yet.", valueName: "folder"),
  )
  var output: String

  @OptionGroup var secrecy: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var result: FormatOption

  func validate() throws {
    guard (customer == nil) != (substance == nil) else {
      throw ValidationError(
        "Name one customer or one substance: --customer C-1042 or --substance GBL."
      )
    }
  }

  func run() throws {
    let store = try options.open()
    let folder = Surroundings.current.path(output)
    guard try InputFile.isFree(folder) else { throw ReportFault.folderInUse(folder.string) }
    let today = Timestamp.now().date
    let records = FirmRecords(store: store, date: today)
    let scope = InspectionScope(
      subject: try subject(records),
      from: try from?.date
        ?? InspectionScope.firstDay(years: records.inspectionYears(), today: today),
      until: until?.date ?? today,
    )
    guard scope.from <= scope.until else {
      throw ReportFault.noPeriod(from: scope.from.text, until: scope.until.text)
    }
    let inspection = try Inspection(
      scope: scope,
      records: records,
      confidential: secrecy.confidentiality,
    )
    let report = try inspection.write(to: folder)
    Output.write(report, as: result.format)
    if report.missingFiles > 0 { throw ExitCode(FailureKind.needsPerson.rawValue) }
  }

  private func subject(_ records: FirmRecords) throws -> InspectionScope.Subject {
    if let substance {
      let found = try records.substance(substance)
      return .substance(cas: found.cas, found.substance)
    }
    let name = customer ?? ""
    let record = try RecordFinder(records.store).record(named: name)
    guard record.form.hasPrefix("customer/") else {
      throw ReportFault.otherForm(
        name,
        found: RecordWording.plainName(record.form),
        wanted: "customer",
      )
    }
    return .customer(record)
  }
}
