import CentralView
import Practices
import Records

extension Interview {
  /// What a person did at one question.
  enum ValueOutcome {
    case answered, empty, back
  }

  /// Asks for one value until there is one, or none is wanted.
  mutating func askValue(_ question: inout FieldQuestion) throws -> ValueOutcome {
    let picker = RecordPicker(store: store, field: question.field, body: draft.body)
    question.picks += try picker.offered()
    let usual = try usual(for: question)
    if !question.brief.isEmpty {
      let columns = Surroundings.current.terminal.columns
      say(Layout.wrapped(question.brief, width: columns, indent: "  "))
    }
    if !question.picks.isEmpty { say(question.pickLines) }
    while true {
      let answer = try prompt(text(of: question, usual: usual))
      switch answer {
      case "?":
        explain(question)
        continue
      case "-": return .back
      case ".", "":
        if answer.isEmpty, let usual {
          if try take(usual.input, as: "", question) { return .answered }
          continue
        }
        guard !question.field.isRequired || question.mayBeEmpty else {
          say("  It cannot be left out; Ctrl-C stops and keeps what you have answered.")
          continue
        }
        left.insert(question.path)
        return .empty
      default: break
      }
      guard let input = try input(answer, &question, picker) else { continue }
      if try take(input, as: answer, question) { return .answered }
    }
  }

  /// Everything about a question, and the keys.
  private func explain(_ question: FieldQuestion) {
    let columns = Surroundings.current.terminal.columns
    say(Layout.wrapped(question.explanation, width: columns, indent: "  "))
    if !question.picks.isEmpty { say(question.pickLines) }
    say("  Keys: Enter takes [what is shown], - goes back, . leaves it empty, Ctrl-C stops.")
  }

  private func text(of question: FieldQuestion, usual: UsualValues.Usual?) -> String {
    var text = question.label
    if usual == nil, let unit = question.field.unit { text += " (\(self.unit(named: unit)))" }
    if let usual { text += " [\(usual.shown.shown)]" }
    return text + ": "
  }

  /// What an answer means for the field; `nil` where it means several things, which are
  /// then shown to pick from.
  private func input(
    _ answer: String,
    _ question: inout FieldQuestion,
    _ picker: RecordPicker,
  ) throws -> String? {
    guard picker.isNeeded else {
      let picked = question.pick(answer)?.input ?? answer
      return FieldInput.text(picked, for: question.kind, today: usualValues.today)
    }
    guard !OwnHolder.isMeant(by: answer, member: question.path, of: draft.form) else {
      return answer
    }
    do {
      let found = try picker.find(answer, among: question.picks)
      if found.count == 1 { return found.first?.input }
      question.picks = found
      say("  ‘\(answer.shown)’ fits several; pick one by its number:")
      say(question.pickLines)
    } catch let error as any UserFacingError {
      say("  \(error.problem.shown)")
      if let remedy = error.remedy { say("  \(remedy.shown)") }
    }
    return nil
  }

  /// Puts a value into the draft, or says what is wrong with it.
  private mutating func take(
    _ input: String,
    as answer: String,
    _ question: FieldQuestion,
  ) throws -> Bool {
    do {
      let new = try filled(question.path, question.field, with: input)
      draft = new
    } catch let error as any UserFacingError {
      say("  \(error.problem.shown)")
      if let remedy = error.remedy { say("  \(remedy.shown)") }
      return false
    }
    if !answer.isEmpty, let echo = echo(of: question, answer) { say("  = \(echo)") }
    return true
  }

  /// The draft with a field set as typed.
  func filled(_ path: String, _ field: FormField, with input: String) throws -> RecordDraft {
    var draft = draft
    guard let unit = field.unit else {
      try draft.apply(FieldAssignment("\(path)=\(input)"))
      try draft.check(path, answer: input)
      if path == RecordDraft.reference { try draft.requireNewReference(confidential) }
      return draft
    }
    let amount = FieldInput.amount(input)
    let unitPath = path.firstIndex(of: ".").map { String(path[...$0]) + unit } ?? unit
    try draft.apply(FieldAssignment("\(path)=\(amount.number)"))
    try draft.apply(FieldAssignment("\(unitPath)=\(amount.unit ?? self.unit(named: unit))"))
    try draft.check(path, answer: input)
    try draft.check(unitPath, answer: amount.unit ?? input)
    return draft
  }

  /// The unit of an amount that names none.
  private func unit(named member: String) -> String {
    if let unit = draft.body[member]?.string { return unit }
    if case .text(let unit)? = plan.usual[member] { return unit }
    return "kg"
  }

  /// What is usual for a field now: what it says already, what was proposed, or what the
  /// plan says.
  private func usual(for question: FieldQuestion) throws -> UsualValues.Usual? {
    if let proposal = proposals[question.path] { return proposal }
    if !question.path.contains("[]"), let value = draft.value(at: question.path),
      let input = value.string ?? Self.plainText(value)
    {
      let unit = question.field.unit.flatMap { draft.body[$0]?.string }.map { " " + $0 } ?? ""
      return .init(input + unit, shown: wording.text(of: value, kind: question.field.kind) + unit)
    }
    guard let usual = plan.usual[question.path] else { return nil }
    return try usualValues.value(usual, in: withUsual().body)
  }

  private static func plainText(_ value: JSON) -> String? {
    switch value {
    case .bool(let value): value ? "yes" : "no"
    case .number(let text): text
    default: nil
    }
  }

  /// What a value turned out to be, where that is more than what was typed.
  private func echo(of question: FieldQuestion, _ answer: String) -> String? {
    guard let value = draft.value(at: question.path) else { return nil }
    switch question.kind {
    case .record, .country, .substance, .choice: break
    default: return nil
    }
    let shown = value.elements?.last ?? value
    let text = wording.text(of: shown, kind: question.kind).replacing("_", with: " ")
    return text.lowercased() == answer.lowercased() ? nil : text
  }
}

/// Turns what is quickly typed at a terminal into what a command line takes.
enum FieldInput {
  /// The text for a field.
  static func text(_ answer: String, for kind: FormField.Kind, today: CalendarDate) -> String {
    switch kind {
    case .date where answer.lowercased() == "today": today.text
    case .attachment where !answer.hasPrefix("@"): "@" + answer
    default: answer
    }
  }

  /// A number and the unit behind it: `1200 kg`, `2.5l`.
  static func amount(_ answer: String) -> (number: String, unit: String?) {
    let start = answer.firstIndex { $0.isLetter || $0 == "µ" } ?? answer.endIndex
    let unit = answer[start...].description.trimmed
    // Words alone are no number, whatever unit they end in.
    guard start > answer.startIndex else { return (answer, nil) }
    return (answer[..<start].description.trimmed, unit.isEmpty ? nil : unit)
  }
}
