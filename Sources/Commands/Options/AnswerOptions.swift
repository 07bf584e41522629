import ArgumentParser
import Practices
import Records
import Store

/// A person’s answers to the questions that no program can decide, on a command line.
struct AnswerOptions: ParsableArguments {
  @Option(
    name: .customLong("answer"),
    help: ArgumentHelp(
      "An answer to a question of the check, such as plausible-use='yes, usual for this plant'; may be repeated.",
      valueName: "question=yes|no, why",
    ),
  )
  var answer: [String] = []

  /// The answers, in their order.
  ///
  /// A question that no rule in force on the day asks is most likely misspelt: its answer would
  /// be kept and the question stay open.
  ///
  /// - Throws: ``CommandFault/badPath(_:reason:)`` for text that is none, and for a question
  ///   that nobody asks.
  func answers(in store: Store, on date: CalendarDate = .today) throws -> [QuestionAnswer] {
    guard !answer.isEmpty else { return [] }
    let answers = try answer.map(Self.answer)
    let asked = try store.ruleEngine(on: date).questions
    for answer in answers where !asked.contains(where: { Text($0) == Text(answer.question) }) {
      let known =
        asked.isEmpty ? "none is asked at all" : "they are " + asked.joined(separator: ", ")
      throw CommandFault.badPath(
        answer.question,
        reason: "no rule in force asks this question; \(known)",
      )
    }
    return answers
  }

  private static func answer(_ argument: String) throws -> QuestionAnswer {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
    guard parts.count == 2, !parts[0].isEmpty else {
      throw CommandFault.badPath(argument, reason: "write it as QUESTION=yes or QUESTION=no")
    }
    return try OrderQuestions.answer(parts[1], to: parts[0])
  }
}
