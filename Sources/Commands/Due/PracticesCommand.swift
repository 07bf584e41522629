import ArgumentParser
import Practices
import Records
import Sealing
import Store

/// The command `steward practices`.
struct PracticesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practices",
    abstract: "Show how you stand with the eight practices: what there is, and what is missing.",
    discussion: """
      For each practice you see the evidence, what lapsed, what is missing and the command that \
      mends it, or why the practice does not apply to you. An association or an authority sees \
      the same of each firm, as far as it may read that firm’s records or the summaries that \
      the firm saves.

        steward practices
        steward practices --save
        steward practices --organisation 'Chemie Noord B.V.' --at 2026-12-31

      --save keeps the counts, and no customer’s name, for your association and authority: they \
      go with the next bundle.
      """,
  )

  @OptionGroup var day: DateOption

  @Flag(help: "Keep the counts as a summary, which your association and authority may read.")
  var save = false

  @Option(
    help: ArgumentHelp(
      "The firm to look at, by its name or id, if not your own.",
      valueName: "organisation",
    )
  )
  var organisation: String?

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !save || organisation == nil else {
      throw ValidationError("A summary is of your own organisation: leave out --organisation.")
    }
    guard !save || !confidential.confidential else {
      throw ValidationError("A summary is for others to read: leave out --confidential.")
    }
  }

  func run() throws {
    let store = try options.open()
    if save, store.settings.role != .company {
      throw ValidationError("The eight practices are a company’s: there is nothing to save here.")
    }
    let cards = try store.scoreCards(
      on: day.date(),
      of: organisation.map { try store.firm(named: $0) },
      isConfidential: confidential.confidential,
    )
    var saved: WrittenEntry?
    if save, let card = cards.first { saved = try store.save(card, author: options.writer) }
    let report = PracticesReport(
      cards: cards,
      store: store,
      saved: saved,
      isOne: organisation != nil || store.settings.role == .company,
    )
    Output.write(report, as: output.format)
  }
}

extension Store {
  /// The firm that a person means, this one among them.
  fileprivate func firm(named name: String) throws -> OrganisationID {
    let isOwn =
      name.lowercased().utf8.elementsEqual(settings.name.lowercased().utf8)
      || OrganisationID(name) == settings.organisation
    return isOwn ? settings.organisation : try organisation(named: name)
  }
}
