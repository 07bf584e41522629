import ArgumentParser
import Journal
import Records
import Store

/// The command `steward trust revoke`.
struct TrustRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Stop believing an organisation, or one of its journals from some entry on.",
    discussion: """
      Use it when a key was lost or stolen, or an organisation is no longer yours to deal with. \
      Nothing is deleted: entries past that point stay, marked, and count for nothing.

        steward trust revoke 'Chemie Noord B.V.' -m 'left the association'
        steward trust revoke mfrggzdf --journal steward/mfrg…/main-k3t7q2aa --from 1200 \\
          -m 'laptop stolen on 3 March'
      """,
  )

  @Argument(help: "The organisation: its name, its id, or the first 6 or more characters of that.")
  var organisation: String

  @Option(
    help: ArgumentHelp("Only this one of its journals, by its whole name.", valueName: "journal")
  )
  var journal: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "How many of the journal’s entries you still believe.",
      valueName: "entries",
    ),
  )
  var size: UInt64?

  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard size == nil || journal != nil else {
      throw ValidationError("--from needs --journal: each journal counts its own entries.")
    }
    if let journal, Origin(journal) == nil {
      throw ValidationError(
        "‘\(journal)’ is not a journal’s whole name; ‘steward journals --format json’ lists them."
      )
    }
  }

  func run() throws {
    let store = try options.open()
    let organisation = try store.organisation(named: organisation)
    let name = try store.name(of: organisation)
    let entry = try store.revoke(
      organisation,
      journal: journal.flatMap { Origin($0) },
      from: size,
      because: try reason.reason(for: "Why do you revoke \(name)"),
      author: options.writer,
    )
    Output.write(
      WrittenReport(entry: entry, sentence: "‘\(name.shown)’ is no longer believed\(limit)."),
      as: output.format,
    )
  }

  private var limit: String {
    guard journal != nil else { return "" }
    return " in that journal from entry \(Layout.number(size ?? 0)) on"
  }
}
