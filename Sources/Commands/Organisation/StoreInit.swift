import ArgumentParser
import Foundation
import Practices
import Records
import Sealing
import Store
import SystemPackage

/// The command `steward init`.
struct StoreInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make the folder in which your organisation keeps its records.",
    discussion: """
      The folder must be new or empty. It gets a journal, which only ever grows, and the keys \
      that sign what you send. At a terminal, what you leave out is asked for.

        steward init ~/Steward --role company --name 'Chemie Noord B.V.' --country NL

      A second office of the same organisation begins with the card of the first, and is \
      admitted there with steward trust add:

        steward init ~/Steward --join chemie-noord.card --journal rotterdam

      Each form says who may read its records besides you, the rules of your country may say \
      fewer, and you may keep forms at home altogether; the result is shown:

        steward init ~/Steward --role company --name 'Chemie Noord B.V.' --country NL \\
          --keep-home product --keep-home site

      steward forms FORM --keep-home or --share changes that later.
      """,
  )

  @Argument(help: "The folder to make.")
  var folder: String

  @Option(help: "What you are: company, association or authority.")
  var role: StatedRole?

  @Option(help: "Your organisation’s full name, as others know it.")
  var name: String?

  @Option(help: "Your country, by its English name or two-letter code.")
  var country: String?

  @Option(help: "How others reach you: a person, a telephone number, an e-mail address.")
  var contact: String?

  @Option(
    help: ArgumentHelp(
      "What to call this place’s journal: small letters, digits and hyphens.",
      valueName: "name",
    )
  )
  var journal = "main"

  @Option(
    help: ArgumentHelp(
      "The card of your organisation, to add another office to it.",
      valueName: "card",
    )
  )
  var join: String?

  @Option(
    help: ArgumentHelp(
      "A form whose records stay at home unless you say otherwise for one; may be repeated.",
      valueName: "form",
    )
  )
  var keepHome: [String] = []

  @Flag(help: "Keep the keys without a passphrase; there is no other way yet.")
  var noPassphrase = false

  @Option(help: ArgumentHelp("Your name, kept with what you write.", valueName: "name"))
  var author: String?

  @OptionGroup var output: FormatOption

  func run() throws {
    let path = Surroundings.current.path(folder)
    let new: NewStore
    if let join {
      let bytes = try InputFile.contents(
        of: Surroundings.current.path(join),
        limit: Limits.noteBytes,
      )
      new = try joining(bytes)
    } else {
      new = try asked()
    }
    let store = try Store.create(at: path, new)
    Output.write(try StoreReport(store), as: output.format)
  }

  private func joining(_ bytes: [UInt8]) throws -> NewStore {
    let card = try Card(parsing: bytes.span.bytes)
    return NewStore(
      role: card.role,
      name: card.name,
      country: card.country,
      contact: card.contact,
      journal: journal,
      author: try writer(),
      joining: bytes,
      keptHome: keepHome,
    )
  }

  /// What was given, and the answers to what was not.
  private func asked() throws -> NewStore {
    let isInteractive = Surroundings.current.terminal.isInteractive
    let missing = [
      ("--role", role == nil), ("--name", name == nil), ("--country", country == nil),
    ]
    .filter(\.1).map(\.0)
    guard isInteractive || missing.isEmpty else {
      throw ValidationError("Give \(Layout.list(missing)).")
    }
    let name =
      try name
      ?? Question(
        text: "Name",
        help: "Your organisation’s full name. It stands on your card, and others see it.",
      ).ask()
    let role =
      try role
      ?? Question(
        text: "Role",
        help: "company: you trade in the chemicals. association: you collect for your members. "
          + "authority: the law gives you the firms’ records.",
        usual: StatedRole.company.rawValue,
      ).ask { answer in
        guard let role = StatedRole(rawValue: answer.lowercased()) else {
          throw CommandFault.badPath(answer, reason: "answer company, association or authority")
        }
        return role
      }
    let country =
      try country
      ?? Question(
        text: "Country",
        help: "Where it is, by English name or two-letter code.",
      ).ask { answer in
        guard let country = Country(answer) else {
          throw StoreError.unknownCountry(answer, advice: Country.advice(on: answer))
        }
        return country.code
      }
    return NewStore(
      role: role.role,
      name: name,
      country: country,
      contact: contact ?? "",
      journal: journal,
      author: try writer(),
      keptHome: keepHome,
    )
  }

  /// The author of what names none: as given, else as asked, else the user of the machine.
  private func writer() throws -> String {
    let surroundings = Surroundings.current
    if let author = author ?? surroundings.variable("STEWARD_AUTHOR") { return author }
    let user = surroundings.variable("USER") ?? surroundings.variable("LOGNAME")
    guard surroundings.terminal.isInteractive else {
      guard let user = user ?? name else { throw ValidationError("Give --author.") }
      return user
    }
    return try Question(
      text: "Your own name",
      help: "It is kept with everything that you write here, unless another is given.",
      usual: user,
    ).ask()
  }
}

/// What an organisation can say of itself that it is.
enum StatedRole: String, CaseIterable, ExpressibleByArgument {
  case company, association, authority

  /// The role on its card.
  var role: Role {
    switch self {
    case .company: .company
    case .association: .association
    case .authority: .authority
    }
  }
}
