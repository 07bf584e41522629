import ArgumentParser
import Journal
import Records
import Store

/// The command `steward journals`.
struct JournalList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journals",
    abstract: "List the journals here: your own, and those that were imported.",
    discussion: """
      For each journal you see how many entries are held and how old the last is; for your own \
      also how many were packed so far.

        steward journals
      """,
  )

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    Output.write(JournalListing(journals: try options.open().journals()), as: output.format)
  }
}

/// The journals held, as `journals` lists them.
struct JournalListing: CommandResult {
  let journals: [JournalSummary]

  var json: JSON {
    .array(
      journals.map { journal in
        [
          "origin": .string(journal.origin),
          "organisation": .string(journal.organisation.text),
          "name": .string(journal.name),
          "role": .string(journal.role),
          "branch": .string(journal.branch),
          "size": .integer(journal.size),
          "root": .string(journal.root),
          "last": .optional(journal.last),
          "exported": journal.exported.map { .integer($0) } ?? .null,
          "acknowledged": journal.acknowledged.map { .integer($0) } ?? .null,
        ]
      }
    )
  }

  func text(columns: Int) -> String {
    var table = TextTable(
      titles: ["kept by", "as", "journal", "entries", "last entry", "packed"],
      rightColumns: [3, 5],
    )
    // Your own stand first, then the others by name.
    let ordered = journals.sorted { first, second in
      let (isFirst, isSecond) = (first.role == "self", second.role == "self")
      guard isFirst == isSecond else { return isFirst }
      return (Text(first.name), Text(first.origin), Text(first.branch))
        < (Text(second.name), Text(second.origin), Text(second.branch))
    }
    table.rows = ordered.map { journal in
      let name = Origin(journal.origin)?.journal ?? journal.origin.shown
      return [
        journal.name.shown,
        journal.role == "self"
          ? "you" : journal.role.isEmpty ? "nobody trusted" : journal.role.shown,
        journal.branch.isEmpty ? name : "\(name), branch at \(journal.branch.shown)",
        Layout.number(journal.size),
        journal.last.flatMap { Timestamp($0) }?.shown ?? "",
        journal.exported.map { Layout.number($0) } ?? "",
      ]
    }
    return table.text(columns: columns)
  }
}
