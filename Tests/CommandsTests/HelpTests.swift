import ArgumentParser
import SystemPackage
import Testing

@testable import Commands

@Suite("Help")
struct HelpTests {
  /// Every command, with the words that call it.
  static let commands: [(words: String, type: any ParsableCommand.Type)] = all(
    of: Steward.self,
    [],
  )

  private static func all(
    of type: any ParsableCommand.Type,
    _ words: [String],
  ) -> [(words: String, type: any ParsableCommand.Type)] {
    let words = words + [type._commandName]
    let configuration = type.configuration
    let subcommands =
      configuration.subcommands
      + configuration.groupedSubcommands.flatMap(\.subcommands)
    return [(words.joined(separator: " "), type)] + subcommands.flatMap { all(of: $0, words) }
  }

  @Test("Every command is there")
  func presence() {
    let expected = [
      "init", "card", "trust", "trust add", "trust list", "trust revoke", "forms", "add", "revise",
      "void", "load", "list", "show", "search", "pack", "inspect", "import", "journals",
      "conflicts",
      "screen", "conflicts list", "conflicts show", "conflicts resolve", "verify", "repair",
      "restore",
      "view",
      "view digest", "view rebuild", "check", "decide", "determine", "rules", "rules list",
      "rules show", "rules use", "rules add", "due", "practices", "matches",
      "matches list", "matches same", "matches different", "matches unsure",
      "findings", "findings list", "findings show", "findings rules",
      "report", "report annual", "report inspection", "report declaration", "report suspicious",
    ]
    #expect(Set(Self.commands.map(\.words)) == Set(["steward"] + expected.map { "steward \($0)" }))
  }

  @Test("Every help has a sentence, an example that calls it, and a word on each option")
  func contents() throws {
    for command in Self.commands {
      let configuration = command.type.configuration
      #expect(configuration.abstract.hasSuffix("."), "\(command.words)")
      #expect(
        configuration.discussion.contains("  \(command.words)"),
        "\(command.words) has no example",
      )
      let help = Steward.helpMessage(for: command.type, columns: 100)
      let lines = help.split(separator: "\n").map(String.init)
      for (index, line) in lines.enumerated() where line.hasPrefix("  -") || line.hasPrefix("  <") {
        // The explanation stands beside the option, or below it where that is long.
        let beside = line.dropFirst(2).split(separator: "  ", omittingEmptySubsequences: true)
        let below = lines.indices.contains(index + 1) && lines[index + 1].hasPrefix("     ")
        #expect(beside.count > 1 || below, "\(command.words): \(line)")
      }
    }
  }

  @Test("No help speaks of the program's insides")
  func words() {
    let banned = [
      "Struct", "struct ", "enum ", "String", "Bool", "UInt", "Optional", "nil", "SQLite", "Swift",
      "StoreOptions", "OutputFormat", "RecordAdd",
    ]
    for command in Self.commands {
      let help = Steward.helpMessage(for: command.type, columns: 100)
      for word in banned { #expect(!help.contains(word), "\(command.words) says ‘\(word)’") }
    }
  }

  @Test("Help and version go to standard output, and are a success")
  func printing() {
    let shell = Shell(folder: "/")
    for arguments in [
      ["--help"], [], ["help"], ["add", "--help"], ["help", "trust", "add"], ["--version"],
    ] {
      let outcome = shell.run(arguments)
      #expect(outcome.status == 0, "\(arguments)")
      #expect(!outcome.results.isEmpty, "\(arguments)")
      #expect(outcome.notes.isEmpty, "\(arguments)")
      for line in outcome.results.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
    #expect(shell.run("--version").results == "steward \(Steward.version)\n")
  }
}
