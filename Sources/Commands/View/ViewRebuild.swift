import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward view rebuild`.
struct ViewRebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Work out anew what all journals say together.",
    discussion: """
      Nothing can be lost by it, and nothing changes by it unless the file was damaged.

        steward view rebuild
      """,
  )

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    try store.rebuildView()
    let counts = try store.view.recordCounts(confidential: confidential.confidentiality)
    Output.write(
      RebuildReport(counts: counts, digest: try store.view.digest()),
      as: output.format,
    )
  }
}

/// What a rebuilt view holds.
struct RebuildReport: CommandResult {
  /// How many records there are of each form.
  let counts: [(form: String, count: Int)]
  let digest: NodeHash

  var json: JSON {
    [
      "records": .array(
        counts.map { ["form": .string($0.form), "records": .integer($0.count)] }
      ),
      "digest": .string(digest.hexadecimal),
    ]
  }

  func text(columns: Int) -> String {
    var table = TextTable(titles: ["form", "records"], rightColumns: [1])
    table.rows = counts.map { [RecordWording.plainName($0.form), Layout.number($0.count)] }
    let list = table.text(columns: columns)
    return (list.isEmpty ? "" : list + "\n\n") + "view   \(digest.hexadecimal)"
  }
}
