import ArgumentParser
import Practices
import Records
import Store
import SystemPackage

/// The command `steward load`.
struct RecordLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Load a table that a spreadsheet saved as CSV: a record for each row.",
    discussion: """
      The first line names the columns. A column that is called like a field, or like its \
      label, is found by itself; for the others say which is which, once: it is remembered. Try \
      it with -n first, which reports the same and writes nothing.

        steward load customer customers.csv -n
        steward load customer customers.csv --map 'Company Name=name' --map 'Ref.=reference'

      Rows that were loaded before change nothing, and a changed row revises its record. A row \
      that cannot be loaded is refused with line, column and reason; the others are loaded.

      Orders and samples without a decision are judged once they are loaded, up to a hundred of \
      them; steward due lists those that wait.
      """,
  )

  @Argument(help: "The form, such as customer.")
  var form: String

  @Argument(help: "The table, a CSV file with semicolons, commas or tabs.")
  var table: String

  @Option(
    help: ArgumentHelp("Which column is which field; may be repeated.", valueName: "column=field")
  )
  var map: [String] = []

  @Option(help: ArgumentHelp("A column to leave out; may be repeated.", valueName: "column"))
  var ignore: [String] = []

  @Flag(name: [.customShort("n"), .long], help: "Report what would happen, and write nothing.")
  var dryRun = false

  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp(
      "The reason that revised records keep, if not ‘loaded from’ and the file’s name.",
      valueName: "reason",
    ),
  )
  var because: String?

  @OptionGroup var audience: AudienceOption
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let form = try store.forms.form(named: form)
    if let command = form.reservedCommand {
      throw CommandFault.reservedForm(form.name.name, command: command)
    }
    guard !confidential.leavesOut(form, in: store) else {
      throw CommandFault.confidentialForm(form.name.name)
    }
    let pairs = try map.map { argument in
      guard let pair = ColumnMapping.Pair(argument) else {
        throw ValidationError("‘\(argument)’ is not COLUMN=FIELD, such as 'Company Name=name'.")
      }
      return pair
    }
    let path = Surroundings.current.path(table)
    let file = path.lastComponent?.string ?? table
    let progress = ProgressLine("rows")
    defer { progress.end() }
    let report = try store.load(
      path,
      form: form,
      options: LoadOptions(
        mapping: ColumnMapping(pairs, ignoring: ignore),
        isRehearsal: dryRun,
        author: options.writer,
        because: because ?? "loaded from \(file)",
        audience: audience.readers,
        progress: { progress.show($0) },
      ),
    )
    progress.end()
    let requests = dryRun ? nil : try store.judge(report)
    Output.write(
      TableReport(
        report: report,
        form: form.name.name,
        file: file,
        isRehearsal: dryRun,
        requests: requests.map { RequestsReport(requests: $0, wording: RecordWording(store)) },
      ),
      as: output.format,
    )
    if !report.refused.isEmpty { throw ExitCode(FailureKind.needsPerson.rawValue) }
  }
}
