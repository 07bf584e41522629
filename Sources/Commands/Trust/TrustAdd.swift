import ArgumentParser
import Records
import Sealing
import Store

/// The command `steward trust add`.
struct TrustAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Trust an organisation by its card.",
    discussion: """
      The card’s fingerprint is shown. Ring the organisation on a number that you find \
      yourself, let it read out its own, and say whether they are the same. A card that nobody \
      compared is taken, and marked as such wherever it counts.

        steward trust add chemie-noord.card
        steward trust add ministry.card --as authority --fingerprint 'mfrg gzdf …'

      A second office of your own organisation is admitted with --as self:

        steward trust add request.card --as self

      How often it is to report says --reporting-interval; the same card again changes that:

        steward trust add chemie-noord.card --reporting-interval monthly
      """,
  )

  @Argument(help: "The card, or a bundle from the organisation, which carries its card.")
  var card: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What you trust it as: company, association, authority, vetted (somebody you have looked at yourself) or self (another office of yours).",
      valueName: "role",
    ),
  )
  var role: TrustedRole?

  @Option(
    help: ArgumentHelp(
      "The fingerprint as the organisation told it to you.",
      valueName: "fingerprint",
    )
  )
  var fingerprint: String?

  @Option(
    help: ArgumentHelp(
      "How often it is to report, where no agreement says so: monthly, quarterly, half_yearly or yearly (else 90 days).",
      valueName: "interval",
    )
  )
  var reportingInterval: ReportingInterval?

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let card = try Store.card(in: Surroundings.current.path(card))
    let isOwn =
      card.isJoining || role == .ownOffice || card.organisation == store.settings.organisation
    guard !isOwn || reportingInterval == nil else {
      throw ValidationError(
        "--reporting-interval is for others: an office of yours owes you no report."
      )
    }
    let role = isOwn ? Role.ownOffice : try statedRole(for: card)
    let isCompared = try compare(card)
    let change = try store.trust(
      card,
      as: role,
      isCompared: isCompared,
      reporting: reportingInterval?.rawValue,
      author: options.writer,
    )
    Output.write(TrustReport(change: change), as: output.format)
    try takeWaiting(store)
  }

  /// Takes in what waited for this card, and says so.
  private func takeWaiting(_ store: Store) throws {
    let report = try store.importBundles([])
    let taken = report.bundles.filter { $0.outcome == .merged || $0.outcome == .nothingNew }
    guard !taken.isEmpty else { return }
    Output.note(
      taken.count == 1
        ? "A bundle that waited for this card is taken in."
        : "\(taken.count) bundles that waited for this card are taken in."
    )
  }

  /// What the organisation is trusted as: a company unless it is said.
  private func statedRole(for card: Card) throws -> Role {
    if let role { return role.role }
    guard card.role != .company else { return .company }
    guard Surroundings.current.terminal.isInteractive else {
      throw CommandFault.roleNeeded(name: card.name, role: card.role.rawValue)
    }
    return try Question(
      text: "Trust it as",
      help: "\(card.name.shown) says that it is an \(card.role.rawValue). "
        + "What you answer decides which of your records it may read.",
      usual: card.role.rawValue,
    ).ask { answer in
      guard let role = TrustedRole(rawValue: answer.lowercased()), role != .ownOffice else {
        throw CommandFault.badPath(
          answer,
          reason: "answer company, association, authority or vetted",
        )
      }
      return role.role
    }
  }

  /// Whether somebody compared the fingerprint, by option or by answer.
  private func compare(_ card: Card) throws -> Bool {
    if let fingerprint {
      guard let told = Fingerprint(fingerprint) else {
        throw CommandFault.malformedFingerprint(fingerprint)
      }
      guard told == card.fingerprint else {
        throw CommandFault.otherFingerprint(
          name: card.name,
          found: card.fingerprint.text,
          told: told.text,
        )
      }
      return true
    }
    guard Surroundings.current.terminal.isInteractive else { return false }
    Output.note(
      """
      \(card.name.shown), \(card.role.rawValue), \(card.country)
        fingerprint  \(card.fingerprint)
      Ring \(card.name.shown) on a number that you did not get with this card, and let them read theirs out.
      """
    )
    return Question.confirm("Did they read out exactly this?")
  }
}

/// What an organisation can be trusted as.
enum TrustedRole: String, CaseIterable, ExpressibleByArgument {
  case company, association, authority, vetted
  case ownOffice = "self"

  /// The role that the store knows.
  var role: Role { Role(rawValue: rawValue) ?? .company }
}

/// What `trust add` did.
struct TrustReport: CommandResult {
  let change: TrustChange

  var json: JSON {
    [
      "organisation": .string(change.organisation.text),
      "name": .string(change.name),
      "role": .string(change.role.rawValue),
      "fingerprint": .string(change.fingerprint.text),
      "compared": .bool(change.isCompared),
      "card": .optional(change.nextCard.map { String(decoding: $0, as: UTF8.self) }),
    ]
  }

  func text(columns: Int) -> String {
    let name = change.name.shown
    if change.nextCard != nil {
      return """
        Admitted another office of \(name); your organisation has a new card.
        Next: send the new card to everybody who has the old one, the new office among them:
          steward card -o my.card
          (at the new office) steward trust add my.card
        """
    }
    if change.role == .ownOffice {
      return "This is the card of your own organisation; it is kept if it is newer."
    }
    let role =
      change.role == .vetted ? "somebody whom you vetted" : "\(article) \(change.role.rawValue)"
    let trusted = "‘\(name)’ is trusted as \(role)."
    if change.isCompared {
      return trusted
        + " The fingerprint was compared.\nNext: take in what it sent: steward import BUNDLE"
    }
    let next = """
      Next: ring them on a number that you find yourself, let them read theirs out, and run this \
      again with --fingerprint. Until then nobody knows who made this card.
      """
    return """
      \(trusted) The fingerprint was NOT compared:
        \(change.fingerprint)
      \(Layout.wrapped(next, width: columns))
      """
  }

  private var article: String {
    change.role == .association || change.role == .authority ? "an" : "a"
  }
}
