import ArgumentParser

/// The `steward trust` group of commands.
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Say whose bundles you believe, and as what.",
    discussion: """
      Bundles are taken from organisations that you trust. You trust one by its card, after \
      comparing the card’s fingerprint with the one that the organisation reads out to you:

        steward trust add chemie-noord.card
        steward trust list
      """,
    subcommands: [TrustAdd.self, TrustList.self, TrustRevoke.self],
    defaultSubcommand: TrustList.self,
  )
}
