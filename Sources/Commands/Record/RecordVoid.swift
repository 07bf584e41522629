import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward void`.
struct RecordVoid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: "Withdraw a record that should not count any more.",
    discussion: """
      Nothing is deleted: the record stays, marked as withdrawn, with the reason. Use it for \
      what was entered by mistake or twice.

        steward void C-1042 -m 'entered twice, see C-1007'
      """,
  )

  @Argument(
    help: "The record: its number in your books, or the first 6 or more characters of its id."
  )
  var record: String

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let record = try store.view.record(
      named: record,
      of: store.settings.organisation,
      confidential: confidential.confidentiality,
    )
    let title = RecordWording(store, confidential: confidential.confidentiality).title(of: record)
    let entry = try store.void(
      record,
      because: try reason.reason(for: "Why do you withdraw ‘\(title)’"),
      author: options.writer,
    )
    let form = RecordWording.plainName(record.form)
    var sentence = "Withdrew \(form) ‘\(title)’."
    if let movement = try store.departed(for: record) {
      sentence += """
        \nGoods left for it all the same, by the movement \(movement.short).
        Next: steward void \(movement.short) -m WHY where they did not, or steward revise \
        \(movement.short) --field order=NUMBER -m WHY where they left for another order
        """
    }
    Output.write(
      WrittenReport(entry: entry, sentence: sentence),
      as: output.format,
    )
  }
}
