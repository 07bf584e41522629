import ArgumentParser
import Practices
import Records
import Store

/// The command `steward screen`.
struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Look whether a name, a number or a substance is one to know about.",
    discussion: """
      Compares a text, or every cell of a table, with the substances that the program knows, \
      your customers, and the surveillance lists and alerts that reached you: by name, by \
      registration, VAT and telephone number, by e-mail address and by CAS number. Capitals, \
      accents, legal forms and one wrong letter do not count. A substance is shown with its \
      tables, thresholds and density.

        steward screen Solvatek
        steward screen 110-63-4
        steward screen --csv enquiries.csv

      What confidential lists say is shown with --confidential only; without it you are told \
      that somebody who may read them has to look.

      Exit status: 0 where no list and no alert speaks of it, whatever else is found; 5 where a \
      person has to look, or rows of the table could not be read.
      """,
  )

  @Argument(help: "A name, a number, a substance, or a text with any of them.")
  var text: [String] = []

  @Option(
    help: ArgumentHelp("A CSV file, every cell of which is looked up.", valueName: "file")
  )
  var csv: String?

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    let hasText = text.contains { !$0.trimmed.isEmpty }
    guard hasText != (csv != nil) else {
      throw ValidationError("Give either a text or --csv FILE.")
    }
  }

  func run() throws {
    let store = try options.open()
    let index = try store.screening(on: .today)
    if let csv {
      let screening = TableScreening(index, seesConfidential: confidential.confidential)
      let result = try screening.result(
        of: Surroundings.current.path(csv),
        wording: RecordWording(store),
      )
      Output.write(result, as: output.format)
      if result.needsPerson { throw ExitCode(FailureKind.needsPerson.rawValue) }
    } else {
      let query = text.joined(separator: " ").trimmed
      // A mistyped number finds nothing, which would read as an answer.
      if let cas = SubstanceRegister.casNumber(in: query),
        let problem = CASNumber.problem(of: Array(cas.utf8).span)
      {
        throw CommandFault.badPath(query, reason: "\(problem.problem); \(problem.remedy)")
      }
      let findings = Finding.all(
        index.hits(in: query, manner: .typed),
        query: query,
        seesConfidential: confidential.confidential,
      )
      let result = TextScreening(query: query, findings: findings, wording: RecordWording(store))
      Output.write(result, as: output.format)
      if result.needsPerson { throw ExitCode(FailureKind.needsPerson.rawValue) }
    }
  }
}
