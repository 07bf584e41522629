import CentralView
import Practices
import Records

extension Interview {
  /// What a person decided when everything was asked.
  enum Closing {
    /// The record is complete.
    case finish(JSON)
    /// The last question again.
    case back
    /// One more field.
    case fill(String)
  }

  /// Shows what is taken as usual and what else can be said, and asks whether that is all.
  mutating func close() throws -> Closing {
    let filled = try withUsual()
    let fields = offered(filled)
    show(fields)
    while true {
      let answer = try prompt(Self.question(hasMore: !fields.isEmpty))
      switch answer {
      case "":
        let violations = filled.violations()
        guard let first = violations.first else { return .finish(filled.body) }
        for violation in violations { say("  \(violation.message.shown)") }
        guard let member = first.members.first, form.field(member) != nil else { continue }
        return .fill(member)
      case "-": return .back
      case "?":
        showAnswers(filled)
        show(fields)
      default:
        if let path = path(answer, among: fields) { return .fill(path) }
        say("  ‘\(answer.shown)’ is none of the fields; give a number or a name from the list")
      }
    }
  }

  private static func question(hasMore: Bool) -> String {
    hasMore
      ? "Press Enter to finish, or give a number or name to fill one in: "
      : "Press Enter to finish: "
  }

  /// A field that can be filled in at the end.
  struct OfferedField: Hashable {
    let path: String
    let label: String
    /// What it says as usual; `nil` where it says nothing yet.
    let usual: String?
  }

  /// What is taken as usual first, then what says nothing.
  func offered(_ filled: RecordDraft) -> [OfferedField] {
    let units = Set(form.fields.compactMap(\.unit))
    let fields = form.fields.filter { field in
      !units.contains(field.name) && draft.body[field.name] == nil
        && !RecordDraft.settledElsewhere(form).contains(field.name)
    }
    let all = fields.map { field in
      OfferedField(
        path: field.name,
        label: RecordWording.label(of: field.name, in: form),
        usual: filled.body[field.name] == nil
          ? nil : wording.text(of: field.name, in: filled.body, form: form),
      )
    }
    return all.filter { $0.usual != nil } + all.filter { $0.usual == nil }
  }

  func show(_ fields: [OfferedField]) {
    let columns = Surroundings.current.terminal.columns
    let numbered = fields.enumerated().map { index, field in
      "\(index + 1) \(field.label)" + (field.usual.map { " (\($0))" } ?? "")
    }
    let usual = fields.count { $0.usual != nil }
    func line(_ title: String, _ items: ArraySlice<String>) {
      guard let last = items.last else { return }
      var text = title
      var width = Layout.width(title)
      for item in items.dropLast().map({ $0 + "," }) + [last + "."] {
        // A number stays on the line of its name.
        let isTooWide = width + 1 + Layout.width(item) > columns
        text += isTooWide ? "\n  \(item)" : " \(item)"
        width = (isTooWide ? 1 : width) + 1 + Layout.width(item)
      }
      say(text)
    }
    line("Taken as usual:", numbered[..<usual])
    line("\(fields.count - usual) more can be added:", numbered[usual...])
  }

  /// Everything that the record will say.
  func showAnswers(_ filled: RecordDraft) {
    for member in filled.body.members ?? [] {
      let text = wording.text(of: member.name, in: filled.body, form: form)
      say("  \(RecordWording.label(of: member.name, in: form)): \(text)")
    }
  }

  /// The field that a number of the list, a name or a label means, or a beginning of one.
  func path(_ answer: String, among fields: [OfferedField]) -> String? {
    if let number = Int(answer) {
      return fields.indices.contains(number - 1) ? fields[number - 1].path : nil
    }
    let wanted = answer.lowercased()
    let names = form.fields.map { field in
      (field.name, [field.name.lowercased(), field.label.lowercased()])
    }
    if let same = names.first(where: { $0.1.contains(wanted) }) { return same.0 }
    let beginning = names.filter { $0.1.contains { $0.hasPrefix(wanted) } }
    return beginning.count == 1 ? beginning.first?.0 : nil
  }

  // MARK: Usual values

  /// The draft with everything that is usual, where the person said nothing else.
  func withUsual() throws -> RecordDraft {
    var filled = draft
    let units = Set(form.fields.compactMap(\.unit))
    // One usual value may follow from another, so there is a second look.
    for _ in 0..<2 {
      for (path, usual) in plan.usual.sorted(by: { $0.key < $1.key }) {
        guard !left.contains(path), !units.contains(path), filled.isEmpty(at: path) else {
          continue
        }
        if let bracket = path.firstRange(of: "[]") {
          guard filled.hasBegun(String(path[..<bracket.lowerBound])) else { continue }
        }
        guard let value = try usualValues.value(usual, in: filled.body) else { continue }
        var attempt = filled
        // A usual value that the form does not take is no reason to stop.
        guard let assignment = try? FieldAssignment("\(path)=\(value.input)"),
          (try? attempt.apply(assignment)) != nil,
          (try? attempt.check(path, answer: value.input)) != nil
        else { continue }
        filled = attempt
      }
    }
    return filled
  }
}

extension RecordDraft {
  /// The fields that a person does not fill in when adding a record of the form, since
  /// another command does.
  static func settledElsewhere(_ form: Form) -> Set<String> {
    switch form.name.name {
    case "order", "sample":
      Set(["answers"] + DecisionBasis.decisionMembers)
    default: []
    }
  }
}
