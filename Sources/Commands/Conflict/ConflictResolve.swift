import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward conflicts resolve`.
struct ConflictResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle a conflict in a record of yours.",
    discussion: """
      Take what one of the entries wrote, or set another value; an empty value removes the \
      field. A record’s conflicts are settled together: where it has several, answer each. \
      Nothing is lost, the other value stays in the history.

        steward conflicts resolve 4xk2q7ab --take mfrggzdf -m 'asked the customer'
        steward conflicts resolve 4xk2q7ab --set phone='+31 20 555 0123' -m 'rang both'
      """,
  )

  @Argument(help: "The conflict: the first 4 or more characters of its id.")
  var conflict: String

  @Option(
    help: ArgumentHelp(
      "Take what this entry wrote, named by the first 4 or more characters of its id; may be repeated.",
      valueName: "entry",
    )
  )
  var take: [String] = []

  @Option(
    name: .customLong("set"),
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set a field to another value; may be repeated.", valueName: "field=value"),
  )
  var values: [String] = []

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !take.isEmpty || !values.isEmpty else {
      throw ValidationError("Say what holds: --take ENTRY or --set FIELD=VALUE.")
    }
  }

  func run() throws {
    let store = try options.open()
    let conflict = try store.view.conflict(
      named: conflict,
      confidential: confidential.confidentiality,
    )
    let wording = RecordWording(store, confidential: confidential.confidentiality)
    let title = wording.title(of: conflict.record)
    let entry = try store.resolve(
      conflict,
      choices: take.map { .take(entry: $0) } + choices(for: conflict, in: store),
      because: try reason.reason(for: "Why does this hold"),
      author: options.writer,
    )
    let form = RecordWording.plainName(conflict.form)
    Output.write(
      WrittenReport(entry: entry, sentence: "Settled the conflict in \(form) ‘\(title)’."),
      as: output.format,
    )
  }

  /// The values that were set, by the record's form.
  private func choices(for conflict: ConflictSummary, in store: Store) throws -> [FieldChoice] {
    guard !values.isEmpty,
      let record = try store.view.record(
        conflict.record,
        confidential: confidential.confidentiality,
      )
    else { return [] }
    let withdrawal = values.compactMap { argument -> FieldChoice? in
      switch argument {
      case "void=true", "void=yes": .set(member: "void", true)
      case "void=false", "void=no", "void=": .set(member: "void", nil)
      default: nil
      }
    }
    var draft = RecordDraft(
      form: try store.forms.form(named: conflict.form),
      reading: FieldReader(store),
      body: record.body,
    )
    for argument in values where !argument.hasPrefix("void=") {
      try draft.apply(FieldAssignment(argument))
    }
    return withdrawal + draft.changes.map { .set(member: $0.member, $0.value) }
  }
}
