import CentralView
import Practices
import Records
import Store

/// What the program says of an order or a sample request as it is recorded, and the body with
/// that kept in it.
struct OrderJudgement {
  /// What to record.
  let body: JSON
  /// What was asked.
  let request: CheckRequest
  /// The answer, as anybody may see it.
  let answer: ShownAnswer
  private let title: String

  /// Judges what is about to be recorded, for its own date or today; at a terminal the
  /// questions that are open are asked first.
  ///
  /// `nil` for a form that is neither an order nor a sample.
  ///
  /// `asks`: Whether to ask at all, since a conversation has asked already.
  init?(
    of body: JSON,
    form: Form,
    answers: [QuestionAnswer],
    author: String?,
    in store: Store,
    asks: Bool = true,
  ) throws {
    guard let subject = CheckRequest.Subject(rawValue: form.name.name) else { return nil }
    let today = Timestamp.now().date
    let date = body["date"]?.string.flatMap { CalendarDate($0) } ?? today
    let person = author ?? store.settings.author
    var answered = QuestionAnswer.adding(
      answers,
      to: try store.completed(body, on: date),
      by: person,
      on: today,
    )
    if asks, Surroundings.current.terminal.isInteractive {
      let open = try OrderQuestions.open(
        for: CheckRequest(subject: subject, bodies: [answered], date: date),
        in: store,
      )
      let given = try OrderQuestions.ask(open)
      answered = QuestionAnswer.adding(given, to: answered, by: person, on: today)
    }
    request = CheckRequest(subject: subject, bodies: [answered], date: date)
    answer = try store.shown(store.check(request))
    title = OrderWording(store: store).title(of: answered, subject: subject, on: date)
    let others = (answered.members ?? []).filter { $0.name != "check" }
    self.body = .object(others + [JSON.Member("check", .string(answer.note))])
  }

  /// The answer as it is shown before anything is recorded.
  var report: CheckReport { CheckReport(answer: answer, title: title) }

  /// The answer as it is shown once the record is there, whose id the remedies then name.
  func report(for record: EntryID) -> CheckReport {
    CheckReport(
      answer: answer.naming(record.short, for: request.subject),
      title: title,
      next: OrderNext.lines(for: record.short, answer: answer),
    )
  }

  /// Refuses what only `decide` writes, so that nothing is supplied without its check.
  ///
  /// - Throws: ``CommandFault/decidedElsewhere(_:form:)``.
  static func requireUndecided(_ members: [String], form: Form) throws {
    guard CheckRequest.Subject(rawValue: form.name.name) != nil else { return }
    if let member = members.first(where: { DecisionBasis.decisionMembers.contains($0) }) {
      throw CommandFault.decidedElsewhere(member, form: form.name.name)
    }
  }
}
