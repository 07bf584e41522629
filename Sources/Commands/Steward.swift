public import ArgumentParser

/// The whole program, as its subcommands.
public struct Steward: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "steward",
    abstract:
      "Keep records of controlled chemicals, and exchange them so that anybody can check them.",
    discussion: """
      A company records its customers, their declarations and its own decisions. It packs them \
      into one file, a bundle, which its authority or association imports. Nothing needs a \
      network, nothing that was recorded can be changed unseen, and every correction keeps what \
      it corrects.

      Begin with a folder for your organisation, and look at what can be recorded:

        steward init ~/Steward --role company --name 'Chemie Noord B.V.' --country NL
        steward forms

      Every command explains itself: steward add --help
      """,
    version: "steward \(version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Setting up",
        subcommands: [StoreInit.self, CardShow.self, TrustCommand.self],
      ),
      CommandGroup(
        name: "Recording",
        subcommands: [
          FormExplain.self, RecordAdd.self, RecordRevise.self, RecordVoid.self, RecordLoad.self,
        ],
      ),
      CommandGroup(
        name: "Judging",
        subcommands: [
          OrderCheck.self, OrderDecide.self, ConflictDetermine.self, RulesCommand.self,
        ],
      ),
      CommandGroup(
        name: "Finding",
        subcommands: [
          RecordList.self, RecordShow.self, RecordSearch.self, ScreenCommand.self,
          ConflictsCommand.self, MatchesCommand.self,
          FindingsCommand.self,
        ],
      ),
      CommandGroup(name: "Reporting", subcommands: [ReportCommand.self]),
      CommandGroup(
        name: "Keeping the practices",
        subcommands: [DueCommand.self, PracticesCommand.self],
      ),
      CommandGroup(
        name: "Exchanging",
        subcommands: [BundlePack.self, BundleInspect.self, BundleImport.self, JournalList.self],
      ),
      CommandGroup(
        name: "Checking",
        subcommands: [StoreVerify.self, StoreRepair.self, StoreRestore.self, ViewCommand.self],
      ),
    ],
  )

  /// The program's version.
  static let version = "0.1.0"

  /// Takes part in parsing.
  public init() {}
}
