import ArgumentParser

/// The `steward rules` group of commands.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "See, choose and add the rules that orders are checked by.",
    discussion: """
      Rules come in packages, one for each law or code, and each rule says where it comes from. \
      A firm begins with those of its country; a package is a file that anybody can read, and a \
      new one needs no new program.

        steward rules
        steward rules show eu-2004-273
      """,
    subcommands: [RulesList.self, RulesShow.self, RulesUse.self, RulesAdd.self],
    defaultSubcommand: RulesList.self,
  )
}
