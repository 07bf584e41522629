import ArgumentParser

/// The `steward view` group of commands.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Compare what two places know, or work it out anew.",
    discussion: """
      The view is what all journals say together, kept in one file so that questions are \
      answered at once. It can always be worked out anew from the journals.

        steward view digest
        steward view rebuild
      """,
    subcommands: [ViewDigest.self, ViewRebuild.self],
  )
}
