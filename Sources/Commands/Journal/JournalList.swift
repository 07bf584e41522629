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
      also how many were packed so far. Below stands what is missing, and which command brings it.

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
          "forks": .array(journal.forks.map { .integer($0) }),
          "missing": .array((journal.gap?.missing ?? []).map(\.json)),
          "waiting": .integer(journal.gap?.waiting ?? 0),
        ]
      }
    )
  }

  /// What is amiss with a journal, and what to do about it.
  private static func notes(_ journal: JournalSummary, columns: Int) -> [String] {
    var notes: [String] = []
    let name = Origin(journal.origin)?.journal ?? journal.origin.shown
    if let gap = journal.gap, let first = gap.missing.first {
      let missing = gap.missing.map { range in
        range.count == 1
          ? Layout.number(range.lowerBound)
          : "\(Layout.number(range.lowerBound)) to \(Layout.number(range.upperBound - 1))"
      }
      notes.append(
        """
        \(name): entries \(Layout.list(missing)) have not arrived, and \
        \(Layout.count(gap.waiting, "entry waits", "entries wait")) for them. Bring the bundles \
        between, or have \(journal.name.shown) run: steward pack --since \(first.lowerBound)
        """
      )
    }
    if let fork = journal.forks.first, journal.branch.isEmpty {
      notes.append(
        "\(name): forked at entry \(Layout.number(fork)). ‘steward conflicts’ says what that means."
      )
    }
    return notes.map { Layout.wrapped($0, width: columns, indent: "  ", first: "") }
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
    let notes = ordered.flatMap { Self.notes($0, columns: columns) }
    return ([table.text(columns: columns)] + notes).joined(separator: "\n\n")
  }
}
