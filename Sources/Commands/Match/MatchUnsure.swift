import ArgumentParser
import CentralView

/// The command `steward matches unsure`.
struct MatchUnsure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsure",
    abstract: "Say that it cannot be told yet whether two records are about one customer.",
    discussion: """
      The two stay in the list, with your reason.

        steward matches unsure lirdzzr4 76udxynr -m 'rang both'
      """,
  )

  @OptionGroup var judging: MatchJudging

  func run() throws { try judging.run(.unsure) }
}
