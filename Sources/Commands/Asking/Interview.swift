import CentralView
import Practices
import Records
import Store

/// Asks a person at the terminal for one record, field by field.
///
/// Every answer is checked as it is typed. An empty one takes what is usual or leaves the
/// field out, `?` explains, `-` goes back, `.` leaves out what is usual, and Ctrl-C or the
/// end of input stops everything: ``InterviewStop`` is thrown, and ``draft`` holds what was
/// answered.
struct Interview {
  let store: Store
  let form: Form
  var plan: AskingPlan
  let usualValues: UsualValues
  let wording: RecordWording
  /// What was answered so far.
  var draft: RecordDraft
  /// What stands in brackets in place of what the plan calls usual, by field.
  var proposals: [String: UsualValues.Usual] = [:]
  /// The usual values that the person did not want.
  var left: Set<String> = []
  /// The questions of rules that the person left open.
  var leftOpen: Set<String> = []
  /// What the person decided of an order or a sample, where they did.
  var decision: Decision?
  /// Whether the numbers of confidential records may be told, since they were asked for.
  var confidential = Confidentiality.leftOut
  /// Whether an order or a sample is judged and decided at the end.
  var decides = false
  /// The questions answered so far, each with the draft before it.
  var history: [(index: Int, draft: RecordDraft)] = []

  /// Prepares to ask for a record of `form` that says `body` already.
  init(form: Form, in store: Store, author: String?, body: JSON = .object([])) {
    self.init(
      draft: RecordDraft(form: form, reading: FieldReader(store), body: body),
      author: author,
    )
  }

  /// Prepares to go on with a draft.
  init(draft: RecordDraft, author: String?) {
    self.draft = draft
    form = draft.form
    store = draft.reading.store
    plan = AskingPlan.plan(for: form)
    usualValues = UsualValues(store: store, author: author ?? store.settings.author)
    wording = RecordWording(store)
  }

  /// Whether the person has answered anything.
  var hasAnswers: Bool { !history.isEmpty }

  // MARK: The conversation

  /// Asks everything that the plan asks for, then offers the rest, and returns the body.
  ///
  /// `explainsKeys`: Whether the person is told first what they can type.
  mutating func run(explainsKeys: Bool = true) throws -> JSON {
    let columns = Surroundings.current.terminal.columns
    say("\n\(form.label.shown)")
    if explainsKeys { say(Layout.wrapped(Self.keys, width: columns, indent: "  ")) }
    var index = 0
    while true {
      if index < plan.asked.count {
        let path = plan.asked[index]
        guard try isAsked(path), try !takeKnown(path) else {
          index += 1
          continue
        }
        index = try step(index, path)
        continue
      }
      let before = draft
      if decides, let outcome = try askOpenQuestion() {
        index = min(settle(outcome, index, before), plan.asked.count)
        continue
      }
      switch try decides && isJudged ? decide() : close() {
      case .finish(let body): return body
      case .back: index = goBack() ?? index
      case .fill(let path): index = min(try step(index, path), plan.asked.count)
      }
    }
  }

  /// Asks only for these fields, and offers nothing.
  mutating func run(only paths: [String]) throws {
    var index = 0
    while index < paths.count {
      index = try step(index, paths[index])
    }
  }

  /// Asks one question, and returns which comes next.
  private mutating func step(_ index: Int, _ path: String) throws -> Int {
    let before = draft
    return settle(try ask(path), index, before)
  }

  /// What comes after a question: the next one, or the one before it.
  private mutating func settle(_ outcome: Outcome, _ index: Int, _ before: RecordDraft) -> Int {
    switch outcome {
    case .done:
      history.append((index, before))
      return index + 1
    case .back:
      draft = before
      guard let previous = goBack() else {
        say("This is the first question.")
        return index
      }
      return previous
    }
  }

  private mutating func goBack() -> Int? {
    guard let last = history.popLast() else { return nil }
    draft = last.draft
    return last.index
  }

  /// Whether a field of the plan is still to be asked for.
  private func isAsked(_ path: String) throws -> Bool {
    if let condition = plan.when[path] {
      guard draft.body[condition.field]?.string == condition.value else { return false }
    }
    return draft.isEmpty(at: path)
  }

  /// Takes what a field certainly says, and shows it in place of the question.
  private mutating func takeKnown(_ path: String) throws -> Bool {
    guard let known = plan.known[path], let field = form.field(atPath: path),
      let value = try usualValues.value(known, in: draft.body)
    else { return false }
    draft = try filled(path, field, with: value.input)
    say("\(label(of: path)): \(value.shown.shown)")
    return true
  }

  /// What came of one question.
  enum Outcome {
    case done, back
  }

  /// Asks for what one field says.
  mutating func ask(_ path: String) throws -> Outcome {
    guard let field = form.field(atPath: path) else { return .done }
    if !path.contains("[]") {
      switch field.kind {
      case .list(.group(let fields)) where Self.isTickList(field, fields):
        return try askIndicators(path, field)
      case .list(.group(let fields)): return try askEntries(path, field, fields)
      case .list: return try askElements(path, field)
      case .group(let fields): return try askParts(path, fields)
      default: break
      }
    }
    var question = FieldQuestion(path: path, field: field, label: label(of: path))
    question.mayBeEmpty = isUnbegunEntry(path)
    return try askValue(&question) == .back ? .back : .done
  }

  /// Whether a path is a part of an entry that nobody has begun, of a list that may be empty:
  /// what every entry needs is not needed then.
  private func isUnbegunEntry(_ path: String) -> Bool {
    guard let bracket = path.firstRange(of: "[]") else { return false }
    let list = String(path[..<bracket.lowerBound])
    return form.field(list)?.isRequired == false && !draft.hasBegun(list)
  }

  // MARK: Words

  private static let keys = """
    An empty answer takes what stands in brackets, or leaves the field out; ? explains, - goes \
    back, and Ctrl-C stops and keeps what you have answered.
    """

  /// The label of a field, with that of the field it belongs to.
  func label(of path: String) -> String {
    let outer = String(path.prefix { $0 != "." && $0 != "[" })
    let name = RecordWording.label(of: outer, in: form)
    guard outer != path, let field = form.field(atPath: path) else { return name }
    return field.name == outer ? name : "\(name), \(field.label.shown.lowercasedFirst)"
  }

  /// Says something to the person.
  func say(_ text: String) { Output.note(text) }

  /// Waits for an answer, without white space around it.
  func prompt(_ text: String) throws -> String {
    let terminal = Surroundings.current.terminal
    terminal.note(text)
    guard case .line(let line) = terminal.reply() else {
      terminal.note("\n")
      throw InterviewStop()
    }
    return line.trimmed
  }
}

/// Thrown where a person stopped with Ctrl-C or input ended.
struct InterviewStop: Error {}
