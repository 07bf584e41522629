import ArgumentParser
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
  /// - Throws: ``CommandFault/badPath(_:reason:)`` for text that is none.
  func answers() throws -> [QuestionAnswer] { try answer.map(Self.answer) }

  private static func answer(_ argument: String) throws -> QuestionAnswer {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
    guard parts.count == 2, !parts[0].isEmpty else {
      throw CommandFault.badPath(argument, reason: "write it as QUESTION=yes or QUESTION=no")
    }
    return try OrderQuestions.answer(parts[1], to: parts[0])
  }
}
