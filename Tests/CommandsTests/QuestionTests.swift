import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Questions")
struct QuestionTests {
  private func asking<Answer>(
    _ answers: [String],
    _ question: () throws -> Answer,
  ) rethrows -> (answer: Answer, notes: String) {
    let terminal = ScriptedTerminal(answers: answers)
    let surroundings = Surroundings(environment: [:], folder: "/", terminal: terminal)
    let answer = try Surroundings.$current.withValue(surroundings) { try question() }
    return (answer, terminal.notes)
  }

  @Test("What others wrote cannot move the cursor from within a question or its help")
  func escaped() throws {
    let hostile = "Noord\u{1B}[2J\u{202E}\u{7}\u{9B}31m"
    let question = Question(
      text: "Trust \(hostile)",
      help: "\(hostile) says that it is an authority.\nLine two.",
      usual: hostile,
    )
    // Once unasked, and once more where a question mark asks for it.
    let (answer, notes) = try asking(["?", "yes"]) { try question.ask() }
    #expect(answer == "yes")
    for sign in ["\u{1B}", "\u{202E}", "\u{7}", "\u{9B}"] {
      #expect(!notes.unicodeScalars.contains(where: { sign.unicodeScalars.contains($0) }))
    }
    #expect(notes.components(separatedBy: "Line two.").count == 3)
    let confirmed = asking(["y"]) { Question.confirm("Take \(hostile)?") }
    #expect(!confirmed.notes.unicodeScalars.contains("\u{1B}"))
  }

  @Test(
    "Yes and no are taken in German as well",
    arguments: [("ja", true), ("J", true), ("Ja ", true), ("nein", false), ("Nein", false)],
  )
  func german(_ word: String, _ isYes: Bool) {
    for usual in [true, false] {
      let (answer, notes) = asking([word]) { Question.confirm("Pack it", usual: usual) }
      #expect(answer == isYes)
      #expect(!notes.contains("answer yes or no"))
    }
    let (answer, notes) = asking(["jein", word]) { Question.confirm("Pack it") }
    #expect(answer == isYes)
    #expect(notes.contains("answer yes or no"))
  }

  @Test("A field that is yes or no takes ja and nein at a terminal", .temporaryFolder)
  func field() throws {
    var shell = Shell().company()
    shell.environment["STEWARD_LANGUAGE"] = "de"
    try shell.addCustomer("C-1", "Janssen")
    for (word, value) in [("ja", true), ("Nein", false)] {
      let outcome = shell.run(
        [
          "add", "declaration", "--field", "customer=C-1", "--field", "substance=BDO",
          "--field", "headed_paper=\(word)", "--format", "json",
        ]
      )
      #expect(outcome.status == 0, "\(outcome.notes)")
      let record = try #require(try outcome.json["record"]?.string)
      #expect(try shell.json("show", record)["body"]?["headed_paper"] == .bool(value))
    }
  }
}
