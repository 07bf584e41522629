import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward revise`.
struct RecordRevise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revise",
    abstract: "Change fields of a record; what was there before stays in its history.",
    discussion: """
      Only what you name is changed. A field that is given nothing, or named with --remove, is \
      removed; list[]=VALUE adds to a list.

        steward revise C-1042 --field phone='+31 20 555 0123' -m 'new switchboard'
        steward revise C-1042 --remove website -m 'closed down'
      """,
  )

  @Argument(
    help: "The record: its number in your books, or the first 6 or more characters of its id."
  )
  var record: String

  @OptionGroup var fields: FieldOptions

  @Option(help: ArgumentHelp("A field to remove; may be repeated.", valueName: "field"))
  var remove: [String] = []

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !fields.field.isEmpty || fields.jsonFile != nil || !remove.isEmpty else {
      throw ValidationError("Say what changes: --field FIELD=VALUE, --remove FIELD or --json FILE.")
    }
  }

  func run() throws {
    let store = try options.open()
    let record = try store.view.record(
      named: record,
      of: store.settings.organisation,
      confidential: confidential.confidentiality,
    )
    let form = try store.forms.form(named: record.form)
    var draft = RecordDraft(form: form, reading: FieldReader(store), body: record.body)
    try fields.apply(to: &draft)
    for name in remove { try draft.remove(name) }
    try OrderJudgement.requireUndecided(draft.touched, form: form)
    let wording = RecordWording(store, confidential: confidential.confidentiality)
    let title = wording.title(of: record)
    let entry = try store.revise(
      record,
      changes: draft.changes,
      because: try reason.reason(for: "Why do you change ‘\(title)’"),
      author: options.writer,
    )
    let labels = draft.touched.map { RecordWording.label(of: $0, in: form) }
    var sentence = "Revised \(form.name.name) ‘\(title)’: \(labels.joined(separator: ", "))."
    if DecisionBasis(of: record.body) != .stale,
      let body = try store.view.record(record.id, confidential: .included)?.body,
      CheckRequest.Subject(rawValue: form.name.name) != nil, DecisionBasis(of: body) == .stale
    {
      sentence += """
        \nIt was to be supplied as it stood before, so that decision no longer holds.
        Next: steward check \(record.id.short), then steward decide \(record.id.short) DECISION -m REASON
        """
    }
    Output.write(
      WrittenReport(entry: entry, sentence: sentence),
      as: output.format,
    )
  }
}
