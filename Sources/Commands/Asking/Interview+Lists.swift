import Practices
import Records

extension Interview {
  /// Asks for the parts of a field that has fields of its own.
  mutating func askParts(_ path: String, _ fields: [FormField]) throws -> Outcome {
    try askInner(fields.map { "\(path).\($0.name)" })
  }

  /// Asks for the values of a list, one by one, until an empty answer.
  mutating func askElements(_ path: String, _ field: FormField) throws -> Outcome {
    guard case .list(let kind) = field.kind else { return .done }
    var drafts: [RecordDraft] = []
    while true {
      var question = FieldQuestion(
        path: "\(path)[]",
        field: field,
        label: label(of: path),
        kind: kind,
      )
      let count = draft.body[path]?.elements?.count ?? 0
      question.label += count == 0 ? "" : " \(count + 1) (Enter for no more)"
      question.mayBeEmpty = true
      let before = draft
      switch try askValue(&question) {
      case .answered: drafts.append(before)
      case .empty: return .done
      case .back:
        guard let last = drafts.popLast() else { return .back }
        draft = last
      }
    }
  }

  /// Asks for the entries of a list whose entries have fields of their own, one by one,
  /// until the first field of one is left empty.
  mutating func askEntries(_ path: String, _ field: FormField, _ fields: [FormField]) throws
    -> Outcome
  {
    let units = fields.compactMap(\.unit)
    let asked = fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
    let paths = asked.filter { !units.contains($0.name) }.map { "\(path)[].\($0.name)" }
    guard let first = paths.first, let firstField = form.field(atPath: first) else { return .done }
    while true {
      let count = draft.body[path]?.elements?.count ?? 0
      var question = FieldQuestion(path: first, field: firstField, label: label(of: first))
      question.label += count == 0 ? "" : " \(count + 1) (Enter for no more)"
      question.mayBeEmpty = true
      let before = draft
      switch try askValue(&question) {
      case .empty: return .done
      case .back: return .back
      case .answered:
        if try askInner(Array(paths.dropFirst())) == .back { draft = before }
      }
    }
  }

  /// Asks for several parts in order; going back from the first goes back from all.
  private mutating func askInner(_ paths: [String]) throws -> Outcome {
    var drafts: [RecordDraft] = []
    while drafts.count < paths.count {
      let path = paths[drafts.count]
      guard let field = form.field(atPath: path) else { return .done }
      let before = draft
      var question = FieldQuestion(path: path, field: field, label: label(of: path))
      if try askValue(&question) == .back {
        guard let last = drafts.popLast() else { return .back }
        draft = last
      } else {
        drafts.append(before)
      }
    }
    return .done
  }

  /// Whether a list is one of warning signs, each with a code.
  static func isTickList(_ field: FormField, _ fields: [FormField]) -> Bool {
    field.name == "indicators" && fields.contains { $0.name == "code" }
  }

  /// Lets the person tick warning signs by their numbers, or name others in their own words.
  mutating func askIndicators(_ path: String, _ field: FormField) throws -> Outcome {
    let signs = try WarningSigns(store)
    let columns = Surroundings.current.terminal.columns
    say(Layout.wrapped(Self.ticking, width: columns, indent: "  "))
    for line in signs.lines(columns: columns) { say(line) }
    while true {
      let answer = try prompt("\(field.label.shown): ")
      switch answer {
      case "": return .done
      case ".", "none":
        // That somebody looked and saw nothing is worth keeping.
        draft.merge(.object([.init(path, .array([]))]))
        return .done
      case "-": return .back
      case "?":
        say(Layout.wrapped(field.help, width: columns, indent: "  "))
        continue
      default: break
      }
      var new = draft
      do {
        for sign in try signs.ticked(answer) {
          try new.apply(FieldAssignment("\(path)[].code=\(sign.code)"))
          if let comment = sign.comment {
            try new.apply(FieldAssignment("\(path)[].comment=\(comment)"))
          }
        }
        try new.check(path, answer: answer)
        draft = new
        return .done
      } catch let error as any UserFacingError { say("  \(error.problem.shown)") }
    }
  }

  private static let ticking = """
    Which of these did you notice? ‘none’ if you looked and saw nothing; else \
    their numbers apart with commas, or your own words. What exactly you saw may follow a colon: \
    2, 5: wants to pay in cash. Enter leaves it out.
    """
}
