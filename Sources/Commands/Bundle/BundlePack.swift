import ArgumentParser
import CentralView
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

      Before the first bundle to somebody, what would go is listed by form and you are asked; \
      without a terminal, or with --yes, it is listed and goes. Entries of confidential forms \
      are counted in that list only with --confidential.
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

  @Flag(help: "Do not ask before the first bundle to somebody.")
  var yes = false

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var result: FormatOption

  func validate() throws {
    guard !full || since == nil else { throw ValidationError("Give either --full or --since.") }
  }

  func run() throws {
    let store = try options.open()
    if !dryRun, !yes, Surroundings.current.terminal.isInteractive {
      try confirmFirst(store.pack(packOptions(isRehearsal: true)), in: store)
    }
    let report = try store.pack(packOptions(isRehearsal: dryRun))
    Output.write(parcel(report, in: store, isRehearsal: dryRun), as: result.format)
    if !dryRun, !report.bundles.isEmpty {
      Output.note("The bundle is signed and not encrypted: whoever gets hold of it can read it.")
    }
  }

  private func packOptions(isRehearsal: Bool) -> PackOptions {
    PackOptions(
      recipients: to,
      output: output.map { Surroundings.current.path($0) },
      since: since,
      isRehearsal: isRehearsal,
    )
  }

  /// Shows what the first bundle to somebody would carry, and asks whether it may go.
  private func confirmFirst(_ report: PackReport, in store: Store) throws {
    guard !report.bundles.isEmpty, !report.strangers.isEmpty else { return }
    let wording = RecordWording(store)
    let names = Layout.list(report.strangers.map { wording.name(of: $0) })
    let columns = Surroundings.current.terminal.columns
    Output.note("This would be the first bundle for \(names). It would carry:")
    Output.note(parcel(report, in: store, isRehearsal: true).forms(columns))
    guard Question.confirm("Pack it") else { throw CommandFault.notPacked }
  }

  private func parcel(_ report: PackReport, in store: Store, isRehearsal: Bool) -> ParcelReport {
    let wording = RecordWording(store)
    func names(_ organisations: [OrganisationID]) -> [String] {
      organisations.map { wording.name(of: $0) }
    }
    var report = report
    report.forms.removeAll { count in
      let family = String(count.form.prefix { $0 != "/" })
      return !confidential.confidential && store.forms.isConfidential(family: family)
    }
    return ParcelReport(
      report: report,
      names: Dictionary(
        report.bundles.flatMap(\.recipients).map { ($0, wording.name(of: $0)) },
        uniquingKeysWith: { first, _ in first },
      ),
      strangers: names(report.strangers),
      isRehearsal: isRehearsal,
    )
  }
}
