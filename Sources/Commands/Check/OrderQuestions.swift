import Practices
import Records
import Store

/// The questions about an order or a sample that no program can decide.
enum OrderQuestions {
  /// Those that a person has to answer before the request can be judged, each once, with the
  /// figures to judge by.
  static func open(for request: CheckRequest, in store: Store) throws -> [OpenQuestion] {
    try store.openQuestions(request)
  }

  /// Asks them at the terminal, one answer each; what is left for later is not among the
  /// answers.
  ///
  /// - Throws: ``CommandFault/interrupted`` or ``CommandFault/unanswered(_:)``.
  static func ask(_ questions: [OpenQuestion]) throws -> [QuestionAnswer] {
    try questions.compactMap { question in
      try Question(
        text: question.text,
        help: "\(question.figures)\nAnswer yes or no, and why: yes, usual for this plant.",
        usual: later,
      ).ask { line in
        line == later ? nil : try answer(line, to: question.question)
      }
    }
  }

  /// Answers a question in one line: `yes, usual for this plant`.
  ///
  /// - Throws: ``CommandFault/badPath(_:reason:)`` where it is neither yes nor no, or says no
  ///   reason.
  static func answer(_ line: String, to question: String) throws -> QuestionAnswer {
    let word = line.prefix { $0.isLetter }
    let rest = line.dropFirst(word.count).drop { !$0.isLetter && !$0.isNumber }
    let comment = String(rest).trimmed
    let isYes: Bool
    switch word.lowercased() {
    case "yes", "y", "true", "ja", "j": isYes = true
    case "no", "n", "false", "nein": isYes = false
    default: throw CommandFault.badPath(line, reason: "begin with yes or no")
    }
    guard !comment.isEmpty else {
      throw CommandFault.badPath(line, reason: "say why, such as: \(word), usual for this plant")
    }
    return QuestionAnswer(question: question, isYes: isYes, comment: comment)
  }

  private static let later = "later"
}
