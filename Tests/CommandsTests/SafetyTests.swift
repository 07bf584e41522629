import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Foreign text")
struct SafetyTests {
  private static let hazards = "\u{1B}[2J\u{7}\u{9B}31m\u{202E}evil\u{2066}\r"

  /// Whether text can be shown on a terminal without moving anything.
  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || Text(String(scalar)).shown().unicodeScalars.elementsEqual([scalar])
    }
  }

  @Test("Arguments that are shown again are harmless", .temporaryFolder)
  func arguments() {
    let shell = Shell().company()
    let evil = Self.hazards
    for request in [
      ["list", evil], ["show", evil], ["add", "customer", "--field", "\(evil)=x"],
      ["add", "customer", "--field", "name=\(evil)"], ["import", evil], ["inspect", evil],
      ["forms", evil], [evil], ["list", "customer", "--format", evil],
      ["conflicts", "show", evil], ["load", "customer", evil], ["--store", evil, "journals"],
      ["add", "customer", "--field", "name=x", "--audience", evil], ["pack", "--to", evil],
    ] {
      let outcome = shell.run(request)
      #expect(outcome.status != 0 && outcome.status != 1, "\(request): \(outcome.status)")
      #expect(
        Self.isHarmless(outcome.everything),
        "\(request): \(outcome.everything.debugDescription)",
      )
    }
  }

  @Test("A table's cells and columns that are shown again are harmless", .temporaryFolder)
  func tables() throws {
    let shell = Shell().company()
    let evil = Self.hazards.replacingOccurrences(of: "\r", with: "")
    try Data("name;co\(evil);country\nJan\(evil);x;NL\nSmit;y;\(evil)\n".utf8)
      .write(to: URL(filePath: shell.folder.appending("t.csv").string))
    for format in ["text", "json"] {
      let outcome = shell.run("load", "customer", "t.csv", "--format", format)
      #expect(outcome.status == 5)
      #expect(outcome.results.contains("evil"))
      #expect(Self.isHarmless(outcome.everything), "\(outcome.everything.debugDescription)")
    }
  }

  @Test("A last look catches what a command forgot")
  func lastLook() {
    let terminal = ScriptedTerminal()
    let surroundings = Surroundings(environment: [:], folder: "/", terminal: terminal)
    Surroundings.$current.withValue(surroundings) {
      Output.write(text: Self.hazards)
      Output.write(json: .string(Self.hazards))
      Output.note(Self.hazards)
    }
    #expect(Self.isHarmless(terminal.everything))
  }

  @Test("JSON stays one document when there is nothing to tell", .temporaryFolder)
  func emptyResults() throws {
    let shell = Shell().company()
    for request in [
      ["list", "customer"], ["search", "nothing"], ["conflicts"], ["trust", "list"],
    ] {
      let outcome = shell.run(request + ["--format", "json"])
      #expect(outcome.status == 0)
      #expect(try outcome.json.elements?.isEmpty == true, "\(request)")
      #expect(outcome.notes.isEmpty)
    }
  }
}
