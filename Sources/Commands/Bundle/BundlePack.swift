import ArgumentParser
import Records
import Store

/// The command `steward pack`.
struct BundlePack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract:
      "Pack your records into one file, a bundle, for an authority, an association or yourself.",
    discussion: """
      The bundle holds every entry that all of its recipients may read; in the place of the \
      others it holds a mark that something is withheld. Sending the same twice does no harm. \
      With -n you see what would go and what would stay, and nothing is written.

        steward pack -n
        steward pack --to authority -o /media/stick
        steward pack --to 'Ministry of Health' --to 'Customs' -o report.tar

      A bundle to yourself withholds nothing: it is your backup, and the way two offices of \
      yours exchange.

        steward pack --to self -o /media/stick
      """,
  )

  @Option(
    help: ArgumentHelp(
      "Whom it is for: an organisation’s name or id, a role such as authority for all that you trust as that, or self; may be repeated. Without it: every authority.",
      valueName: "recipient",
    )
  )
  var to: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file or folder to write to, if not your outbox.", valueName: "path"),
  )
  var output: String?

  @Flag(help: "Everything from the first entry on, which is what happens without --since too.")
  var full = false

  @Option(help: ArgumentHelp("Only what came after this many entries.", valueName: "entries"))
  var since: UInt64?

  @Flag(help: "Do not encrypt it; there is no other way yet.")
  var clear = false

  @Flag(name: [.customShort("n"), .long], help: "Say what would go, and write nothing.")
  var dryRun = false

  @OptionGroup var options: StoreOptions
  @OptionGroup var result: FormatOption

  func validate() throws {
    guard !full || since == nil else { throw ValidationError("Give either --full or --since.") }
  }

  func run() throws {
    let store = try options.open()
    let report = try store.pack(
      PackOptions(
        recipients: to,
        output: output.map { Surroundings.current.path($0) },
        since: since,
        isRehearsal: dryRun,
      )
    )
    let wording = RecordWording(store)
    let names = report.bundles.first?.recipients.map { wording.name(of: $0) } ?? []
    Output.write(
      ParcelReport(report: report, recipients: names, isRehearsal: dryRun),
      as: result.format,
    )
    if !dryRun, !report.bundles.isEmpty {
      Output.note("The bundle is signed and not encrypted: whoever gets hold of it can read it.")
    }
  }
}
