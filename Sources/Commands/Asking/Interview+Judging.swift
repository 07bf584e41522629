import Practices
import Records
import Store

extension Interview {
  /// Whether the program says of such a record whether it may go, and a person decides.
  var isJudged: Bool { CheckRequest.Subject(rawValue: form.name.name) != nil }

  // MARK: What no program can decide

  /// Asks the questions of the rules that only a person can answer, each once; an empty
  /// answer leaves one open.
  ///
  /// `nil` where there is none to ask.
  mutating func askOpenQuestion() throws -> Outcome? {
    guard let subject = CheckRequest.Subject(rawValue: form.name.name) else { return nil }
    let today = usualValues.today
    let body = try withUsual().body
    let date = body["date"]?.string.flatMap { CalendarDate($0) } ?? today
    let request = CheckRequest(
      subject: subject,
      bodies: [try store.completed(body, on: date)],
      date: date,
    )
    let open = try store.openQuestions(request).first { !leftOpen.contains($0.question) }
    guard let open else { return nil }
    let columns = Surroundings.current.terminal.columns
    say(Layout.wrapped(open.text.shown, width: columns, indent: "  "))
    if !open.figures.isEmpty {
      say(Layout.wrapped("Figures: \(open.figures.shown)", width: columns, indent: "  "))
    }
    while true {
      let answer = try prompt("Yes or no, and why: ")
      switch answer {
      case "-": return .back
      case "", ".":
        leftOpen.insert(open.question)
        return .done
      case "?":
        let text =
          "The rule \(open.rule) of \(open.package) asks it. Without an answer the order is on hold."
        say(Layout.wrapped(text.shown, width: columns, indent: "  "))
        continue
      default: break
      }
      let said: QuestionAnswer
      do { said = try OrderQuestions.answer(answer, to: open.question) } catch let error
        as any UserFacingError
      {
        say("  \(error.problem.shown)")
        continue
      }
      let author = usualValues.author
      let answered = QuestionAnswer.adding([said], to: draft.body, by: author, on: today)
      draft.merge(.object([.init("answers", answered["answers"] ?? .array([]))]))
      return .done
    }
  }

  // MARK: The decision

  /// Shows what the check says of the whole, and asks what is decided.
  mutating func decide() throws -> Closing {
    let filled = try withUsual()
    let fields = offered(filled)
    show(fields)
    if let violation = filled.violations().first {
      say("  \(violation.message.shown)")
      if let member = violation.members.first, form.field(member) != nil { return .fill(member) }
    }
    guard
      let judgement = try OrderJudgement(
        of: filled.body,
        form: form,
        answers: [],
        author: usualValues.author,
        in: store,
        asks: false,
      )
    else { return .finish(filled.body) }
    say("\n" + judgement.report.text(columns: Surroundings.current.terminal.columns) + "\n")
    let usual = judgement.answer.answer
    while true {
      let answer = try prompt(
        "Decide supply, hold or refuse [\(usual.rawValue)], later, or a number or name to fill one in: "
      )
      switch answer.lowercased() {
      case "-": return .back
      case "?":
        showAnswers(filled)
        show(fields)
        continue
      case "later", ".":
        decision = nil
        return .finish(filled.body)
      default: break
      }
      if let outcome = answer.isEmpty ? usual : OrderAnswer(rawValue: answer.lowercased()) {
        guard try take(outcome, judgement.answer) else { continue }
        return .finish(filled.body)
      }
      if let path = path(answer, among: fields) { return .fill(path) }
      say("  answer supply, hold, refuse or later, or give a number or a name from the list")
    }
  }

  /// Takes down a decision, with a reason and a second person where it goes against a hold.
  private mutating func take(_ outcome: OrderAnswer, _ answer: ShownAnswer) throws -> Bool {
    let said = answer.answer
    guard outcome != .supply || said != .refuse else {
      say("  a law or a notice of the authority forbids it; decide hold or refuse")
      return false
    }
    var decision = Decision(outcome)
    if outcome != said {
      decision.reason = try needed("Why do you \(outcome.rawValue) it: ")
      if outcome == .supply, try store.needsFourEyes() {
        repeat {
          if decision.second != nil { say("  the second person is somebody else than you") }
          decision.second = try needed("The second person, who agrees: ")
        } while decision.second.map { Store.isSamePerson($0, usualValues.author) } ?? false
      }
    }
    self.decision = decision
    return true
  }

  private func needed(_ text: String) throws -> String {
    while true {
      let answer = try prompt(text)
      if !answer.isEmpty { return answer }
    }
  }
}
