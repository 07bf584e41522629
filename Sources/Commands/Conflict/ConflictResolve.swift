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

      Conflicts of other kinds are closed by other commands, which this one names: \
      ‘steward determine’ decides between firms, and ‘steward matches’ says who is the same.

        steward conflicts resolve 4xk2q7ab --take mfrggzdf -m 'asked the customer'
        steward conflicts resolve 4xk2q7ab --set phone='+31 20 555 0123' -m 'rang both'
      """,
  )

  @Argument(help: "The conflict: the first 4 or more characters of its id.")
  var conflict: String

  @OptionGroup var choices: ConflictChoices
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !choices.isEmpty else {
      throw ValidationError("Say what holds: --take ENTRY or --set FIELD=VALUE.")
    }
  }

  func run() throws {
    let store = try options.open()
    let confidential = confidential.confidentiality
    let conflict = try store.conflict(named: conflict, confidential: confidential)
    // Which command closes it comes before what its fields can hold.
    try store.requireResolvable(conflict)
    let title = RecordWording(store, confidential: confidential).title(of: conflict.record)
    let set = try choices.changes(in: conflict, of: store, confidential: confidential)
    let entry = try store.resolve(
      conflict,
      choices: choices.take.map { .take(entry: $0) }
        + set.map { .set(member: $0.member, $0.value) },
      because: try reason.reason(for: "Why does this hold"),
      author: options.writer,
    )
    let form = RecordWording.plainName(conflict.form)
    Output.write(
      WrittenReport(entry: entry, sentence: "Settled the conflict in \(form) ‘\(title)’."),
      as: output.format,
    )
  }
}
