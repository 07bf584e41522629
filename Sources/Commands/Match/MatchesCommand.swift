import ArgumentParser

/// The `steward matches` group of commands.
struct MatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matches",
    abstract: "See which records of several firms may be about one customer, and say so.",
    discussion: """
      Customers, people who asked for samples, and sites are compared by their numbers in \
      registers first, then by names and addresses. A proposal is a question: only a number \
      that a register gave both, or a person, makes two records one customer. What you say \
      stays in your own journal and goes to nobody.

        steward matches
        steward matches same lirdzzr4 76udxynr -m 'same telephone, same director'
      """,
    subcommands: [MatchList.self, MatchSame.self, MatchDifferent.self, MatchUnsure.self],
    defaultSubcommand: MatchList.self,
  )
}
