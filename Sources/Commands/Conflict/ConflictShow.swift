import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward conflicts show`.
struct ConflictShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one conflict, and how to settle it.",
    discussion: """
      A conflict is named by the first 4 or more characters of its id.

        steward conflicts show 4xk2q7ab
      """,
  )

  @Argument(help: "The conflict: the first 4 or more characters of its id.")
  var conflict: String

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let conflict = try store.view.conflict(
      named: conflict,
      confidential: confidential.confidentiality,
    )
    Output.write(
      ConflictPortrait(
        conflict: conflict,
        store: store,
        confidential: confidential.confidentiality,
      ),
      as: output.format,
    )
  }
}

/// One conflict, as `conflicts show` tells it.
struct ConflictPortrait: CommandResult {
  let conflict: ConflictSummary
  let store: Store
  let confidential: Confidentiality

  var json: JSON { conflict.json }

  func text(columns: Int) -> String {
    let block = ConflictListing(
      conflicts: [conflict],
      store: store,
      confidential: confidential,
    ).blocks(columns: columns)
    return (block + [next(columns)]).joined(separator: "\n\n")
  }

  private func next(_ columns: Int) -> String {
    let id = conflict.id.prefix(8)
    guard conflict.organisation == store.settings.organisation else {
      let name = RecordWording(store).name(of: conflict.organisation)
      return Layout.wrapped(
        "Only \(name) settles this, as it keeps the record: tell it, and import its next bundle.",
        width: columns,
      )
    }
    let entry = conflict.orderedValues.first?.entry.short ?? "ENTRY"
    let form = FormName(conflict.form).flatMap { store.forms[$0] }
    let member = form?.groups.first { $0.name == conflict.field }?.members.first ?? conflict.field
    return """
      Take what one entry wrote:
        steward conflicts resolve \(id) --take \(entry) -m 'why'
      Or set another value:
        steward conflicts resolve \(id) --set \(member)=VALUE -m 'why'
      """
  }
}
