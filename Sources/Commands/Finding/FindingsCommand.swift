import ArgumentParser

/// The `steward findings` group of commands.
struct FindingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "See what the records of several firms say together that no firm can see alone.",
    discussion: """
      Somebody refused at one firm and supplied by another, quantities above a need or a \
      threshold, samples at several firms, one address with different numbers, split orders, \
      seals that differ, firms that have gone silent. Findings are worked out when they are \
      asked for; nothing of them is stored, and they decide nothing.

        steward findings
        steward findings show 4xk2q7ab
        steward findings rules
      """,
    subcommands: [FindingList.self, FindingShow.self, FindingRules.self],
    defaultSubcommand: FindingList.self,
  )
}
