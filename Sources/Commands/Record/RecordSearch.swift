import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward search`.
struct RecordSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find records by words in them: a name, a street, a number.",
    discussion: """
      Every word must occur; the beginning of a word is enough, and neither capitals nor \
      accents count.

        steward search janssen coat
        steward search 110-63-4

      Confidential records are searched only with --confidential.
      """,
  )

  @Argument(help: "One or more words.")
  var words: [String]

  @Option(help: ArgumentHelp("How many records to show at most.", valueName: "number"))
  var limit = 100

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard (1...1_000_000).contains(limit) else {
      throw ValidationError("--limit is a number from 1 on.")
    }
  }

  func run() throws {
    let store = try options.open()
    let found = try store.view.search(
      words.joined(separator: " "),
      limit: limit,
      confidential: confidential.confidentiality,
    )
    Output.write(
      SearchResult(
        records: found,
        limit: limit,
        store: store,
        confidential: confidential.confidentiality,
      ),
      as: output.format,
    )
  }
}

/// The records that a search found, best first.
struct SearchResult: CommandResult {
  let records: [RecordSummary]
  let limit: Int
  let store: Store
  let confidential: Confidentiality

  var json: JSON { .array(records.map { .object($0.members) }) }

  func text(columns: Int) -> String {
    guard !records.isEmpty else { return "Nothing has all of these words." }
    let wording = RecordWording(store, confidential: confidential)
    var table = TextTable(titles: ["id", "form", "what", "kept by", ""])
    table.rows = records.map { record in
      [
        record.id.short, RecordWording.plainName(record.form), wording.title(of: record),
        wording.name(of: record.organisation), record.isVoid ? "withdrawn" : "",
      ]
    }
    let isCut = records.count == limit
    let count =
      Layout.count(records.count, "record") + (isCut ? "; there may be more (--limit)" : "")
    return table.text(columns: columns) + "\n\n" + count
  }
}
