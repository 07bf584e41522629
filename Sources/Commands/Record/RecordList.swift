import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward list`.
struct RecordList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the records of a form, your own and those that were imported.",
    discussion: """
      With several --where, all of them must hold. Besides the form’s fields you can ask for \
      organisation (a name or id) and void (yes or no).

        steward list customer
        steward list customer --where country=NL --where city=Amsterdam
        steward list declaration --format csv > declarations.csv

      Records of confidential forms are listed only with --confidential.
      """,
  )

  @Argument(help: "The form, such as customer.")
  var form: String

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only records whose field has this value; may be repeated.",
      valueName: "field=value",
    ),
  )
  var conditions: [String] = []

  @Option(
    help: "text for people; json, ndjson (a record a line) or csv (for a spreadsheet) for programs."
  )
  var format = ListFormat.text

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let form = try store.forms.form(named: form)
    let filter = try RecordFilter(conditions, form: form, store: store)
    let records = try store.view.records(
      ofForm: form.name.name,
      confidential: confidential.confidentiality,
    ).filter(filter.matches)
    if confidential.leavesOut(form, in: store) {
      Output.note("Records of this form are confidential: --confidential lists them.")
    }
    RecordListing(
      records: records,
      form: form,
      store: store,
      isFiltered: !conditions.isEmpty,
      confidential: confidential,
    ).write(as: format)
  }
}
