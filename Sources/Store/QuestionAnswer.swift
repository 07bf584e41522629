public import Records

/// A person’s answer to a question that no program can decide.
public struct QuestionAnswer: Hashable, Sendable {
  /// The question’s name: `plausible-use`.
  public var question: String
  /// Yes or no.
  public var isYes: Bool
  /// Why; may be empty.
  public var comment: String

  /// Answers a question.
  public init(question: String, isYes: Bool, comment: String = "") {
    self.question = question
    self.isYes = isYes
    self.comment = comment
  }

  /// A body with these answers among its own; an answer given before to the same question is
  /// replaced.
  public static func adding(
    _ answers: [QuestionAnswer],
    to body: JSON,
    by author: String,
    on date: CalendarDate,
  ) -> JSON {
    guard !answers.isEmpty else { return body }
    var elements = body["answers"]?.elements ?? []
    elements.removeAll { element in
      answers.contains { answer in
        element["question"]?.string?.utf8.elementsEqual(answer.question.utf8) ?? false
      }
    }
    elements += answers.map { answer in
      var members: [JSON.Member] = [
        JSON.Member("question", .string(answer.question)),
        JSON.Member("answer", .bool(answer.isYes)),
        JSON.Member("by", .string(author)),
        JSON.Member("date", .string(date.text)),
      ]
      if !answer.comment.isEmpty {
        members.append(JSON.Member("comment", .string(answer.comment)))
      }
      return .object(members)
    }
    let others = (body.members ?? []).filter { !$0.name.utf8.elementsEqual("answers".utf8) }
    return .object(others + [JSON.Member("answers", .array(elements))])
  }
}
