import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward show`.
struct RecordShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything about a record: each field, what is in conflict, and its history.",
    discussion: """
      A record is named by its number in your books, by another of its own numbers, or by the \
      first 6 or more characters of its id.

        steward show C-1042
        steward show mfrggzdf --history

      A confidential record is shown only with --confidential; without it the answer is the one \
      for a record that is not here, so that nobody learns from it that there is one.
      """,
  )

  @Argument(
    help: "The record: its number in your books, or the first 6 or more characters of its id."
  )
  var record: String

  @Flag(help: "Show each entry too: who wrote what, when and why.")
  var history = false

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let record = try RecordFinder(store, confidential: confidential.confidentiality)
      .record(named: record)
    let portrait = try RecordPortrait(
      record: record,
      entries: history ? store.history(of: record) : nil,
      store: store,
      confidential: confidential.confidentiality,
    )
    Output.write(portrait, as: output.format)
  }
}
