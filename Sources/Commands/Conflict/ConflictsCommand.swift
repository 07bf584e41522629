import ArgumentParser

/// The `steward conflicts` group of commands.
struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "See where statements disagree, and say which holds.",
    discussion: """
      A conflict opens when two places change the same field of a record without having seen \
      each other’s change, or when firms say different things about one customer. Every value is \
      kept until a person decides, and after it.

        steward conflicts
        steward conflicts resolve 4xk2q7ab --take mfrggzdf -m 'asked the customer'
      """,
    subcommands: [ConflictList.self, ConflictShow.self, ConflictResolve.self],
    defaultSubcommand: ConflictList.self,
  )
}
