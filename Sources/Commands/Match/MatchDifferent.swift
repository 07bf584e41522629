import ArgumentParser
import CentralView

/// The command `steward matches different`.
struct MatchDifferent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "different",
    abstract: "Say that two records are about different customers.",
    discussion: """
      The two are not proposed again. What others make one by way of a third record is named as a contradiction.

        steward matches different lirdzzr4 76udxynr -m 'rang both'
      """,
  )

  @OptionGroup var judging: MatchJudging

  func run() throws { try judging.run(.different) }
}
