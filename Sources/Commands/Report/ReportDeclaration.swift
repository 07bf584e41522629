import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward report declaration`.
struct ReportDeclaration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "declaration",
    abstract: "Print an end-use declaration for a customer to sign, filled in as far as you know.",
    discussion: """
      What is recorded is filled in: the customer, the site, the licence, and from the last \
      declaration the use. The rest is left open for the pen. Which kind the law takes follows \
      from the substance; for category 1 the copy that travels with the goods comes with it. \
      When it comes back signed, record it: steward add declaration.

        steward report declaration --customer C-1042 --substance GBL --as html -o letter.html
        steward report declaration --customer C-7 --substance 'acetic anhydride' --kind multiple \\
          --quantity 400 --unit l --as html -o multiple.html
      """,
  )

  @Option(help: ArgumentHelp("The customer: its number, name or id.", valueName: "record"))
  var customer: String

  @Option(help: ArgumentHelp("The substance: its CAS number or name.", valueName: "name"))
  var substance: String

  @Option(
    help: ArgumentHelp("Where it is used, if not at the customer’s address.", valueName: "record")
  )
  var site: String?

  @Option(
    help: "single (one order), multiple (orders of a year) or code (a letter under the code)."
  )
  var kind: DeclarationKind?

  @Option(
    help: ArgumentHelp("How much: of the order, or of the whole period.", valueName: "number")
  )
  var quantity: String?

  @Option(help: ArgumentHelp("The unit of the quantity: kg, l, …", valueName: "unit"))
  var unit: String?

  @Option(help: ArgumentHelp("Percent by mass, for a mixture.", valueName: "percent"))
  var concentration: String?

  @Option(
    name: .customLong("end-use"),
    help: ArgumentHelp("What it is used for.", valueName: "text"),
  )
  var endUse: String?

  @Option(help: ArgumentHelp("How many orders it covers.", valueName: "count"))
  var transactions: Int?

  @Option(help: ArgumentHelp("The first day; without it, today.", valueName: "date"))
  var from: DateArgument?

  @Option(help: ArgumentHelp("The last day; without it, a year later.", valueName: "date"))
  var until: DateArgument?

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: StoreOptions

  func validate() throws {
    guard (quantity == nil) == (unit == nil) else {
      throw ValidationError("A quantity has a unit: --quantity 1200 --unit kg.")
    }
  }

  func run() throws {
    let store = try options.open()
    let records = FirmRecords(store: store, date: Timestamp.now().date)
    let draft = try DeclarationDraft(self, records: records)
    try report.deliver(try draft.paper().report, called: "declaration")
  }
}

/// The kind of a declaration on a command line.
enum DeclarationKind: String, CaseIterable, ExpressibleByArgument {
  case single, multiple, code
}
