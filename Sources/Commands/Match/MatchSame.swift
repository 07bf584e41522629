import ArgumentParser
import CentralView

/// The command `steward matches same`.
struct MatchSame: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "same",
    abstract: "Say that two records are about one customer.",
    discussion: """
      Their history is kept apart, and the judgement can be changed at any time: say different.

        steward matches same lirdzzr4 76udxynr -m 'rang both'
      """,
  )

  @OptionGroup var judging: MatchJudging

  func run() throws { try judging.run(.same) }
}
