import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward conflicts list`.
struct ConflictList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the conflicts that are open.",
    discussion: """
      Each conflict is shown with every value that stands, who wrote it and when.

        steward conflicts list
      """,
  )

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let listing = ConflictListing(
      conflicts: try store.view.conflicts(confidential: confidential.confidentiality),
      store: store,
      confidential: confidential.confidentiality,
    )
    Output.write(listing, as: output.format)
  }
}

/// Conflicts, as `conflicts list` shows them.
struct ConflictListing: CommandResult {
  let conflicts: [ConflictSummary]
  let store: Store
  var confidential = Confidentiality.leftOut

  var json: JSON { .array(conflicts.map(\.json)) }

  func text(columns: Int) -> String {
    if conflicts.isEmpty { return "No conflict is open." }
    let blocks = blocks(columns: columns)
    let own = conflicts.contains { $0.organisation == store.settings.organisation }
    let count = Layout.count(conflicts.count, "conflict is", "conflicts are")
    let next =
      own
      ? "Settle one of yours: steward conflicts resolve ID --take ENTRY -m 'why'"
      : "Only the organisation that keeps a record settles its conflicts: tell it."
    return (blocks + ["\(count) open. \(next)"]).joined(separator: "\n\n")
  }

  /// A block for each conflict.
  func blocks(columns: Int) -> [String] {
    let wording = RecordWording(store, confidential: confidential)
    return conflicts.map { conflict in
      let form = FormName(conflict.form).flatMap { store.forms[$0] }
      return ConflictBlock(conflict: conflict, wording: wording, form: form)
        .text(columns: columns, isAlone: true)
    }
  }
}
