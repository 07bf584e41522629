import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward decide`.
struct OrderDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Record what was decided about an order or a sample: supply, hold or refuse.",
    discussion: """
      The order is checked once more first. What a law or an authority’s notice forbids cannot \
      be supplied. To supply against a hold takes a reason and a second person; a firm of one \
      person says once that this does not apply to it.

        steward decide PO-2026-117 supply
        steward decide PO-2026-117 supply -m 'plant visited last week' --second 'J. Visser' \\
          --answer plausible-use='yes, usual for this plant'
        steward decide PO-2026-118 refuse -m 'no answer about the use'
      """,
  )

  @Argument(help: "The order or sample: its number in your books, or its id.")
  var record: String

  @Argument(help: "What was decided: supply, hold or refuse.", transform: Self.outcome)
  var decision: OrderAnswer

  @OptionGroup var reason: ReasonOption

  @Option(help: ArgumentHelp("The second person, who agrees.", valueName: "name"))
  var second: String?

  @OptionGroup var answers: AnswerOptions
  @OptionGroup var day: DateOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let record = try OrderFinder(store).record(named: record)
    let date = try day.date()
    let decided = try store.decide(
      record,
      try decision(about: record, in: store, on: date),
      on: date,
      author: options.writer,
    )
    let title = RecordWording(store).title(of: record)
    Output.write(DecisionReport(decided: decided, title: title), as: output.format)
  }
}

extension OrderDecide {
  /// What was said on the command line, and at a terminal the answers to what is missing.
  private func decision(
    about record: RecordSummary,
    in store: Store,
    on date: CalendarDate,
  ) throws -> Decision {
    var answer = Decision(
      decision,
      reason: reason.because?.trimmed ?? "",
      second: second.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 },
      answers: try answers.answers(in: store, on: date),
    )
    guard decision == .supply else {
      answer.reason = try reason.reason(for: "Why do you \(decision.rawValue) it")
      return answer
    }
    // To supply what the check lets go needs no words.
    guard Surroundings.current.terminal.isInteractive else { return answer }
    let person = options.writer ?? store.settings.author
    var request = try store.request(for: record, on: date)
    func answered(_ answers: [QuestionAnswer]) -> [JSON] {
      request.bodies.map { QuestionAnswer.adding(answers, to: $0, by: person, on: date) }
    }
    request.bodies = answered(answer.answers)
    let given = try OrderQuestions.ask(OrderQuestions.open(for: request, in: store))
    request.bodies = answered(given)
    answer.answers += given
    let shown = try store.shown(store.check(request))
    guard shown.answer == .hold else { return answer }
    var reasons = shown.open.map { "\($0.rule): \($0.because)".shown }
    if shown.isHeldBack { reasons.append(ShownAnswer.heldBack) }
    Output.note("The check says hold.\n  " + reasons.joined(separator: "\n  "))
    if answer.reason.isEmpty { answer.reason = try reason.reason(for: "Why do you supply it") }
    if answer.second == nil, try store.needsFourEyes() {
      answer.second = try Question(
        text: "Who agrees",
        help: "The second person; their name is kept with the decision.",
      ).ask()
    }
    return answer
  }

  private static func outcome(_ word: String) throws -> OrderAnswer {
    guard let outcome = OrderAnswer(rawValue: word.lowercased()) else {
      throw ValidationError("‘\(word)’ is no decision: write supply, hold or refuse.")
    }
    return outcome
  }
}

/// A decision that was recorded.
struct DecisionReport: CommandResult {
  let decided: DecidedEntry
  let title: String

  var json: JSON {
    [
      "record": .string(decided.entry.record.text),
      "entry": .string(decided.entry.entry.text),
      "form": .string(decided.entry.form.text),
      "decision": .string(decided.outcome.rawValue),
      "check": CheckReport(answer: decided.answer, title: title).json,
    ]
  }

  func text(columns: Int) -> String {
    let name = decided.entry.form.name
    let said = decided.answer.answer
    let against = said == decided.outcome ? "as the check says" : "the check says \(said.rawValue)"
    return "Decided \(name) ‘\(title)’: \(decided.outcome.rawValue) (\(against))."
  }
}
