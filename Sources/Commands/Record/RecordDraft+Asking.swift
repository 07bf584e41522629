import CentralView
import Records
import Store

extension RecordDraft {
  /// Asks for each required field that has no value, at a terminal.
  ///
  /// - Throws: ``CommandFault/missingFields(form:lines:)`` with all of them elsewhere.
  mutating func askForMissing(author: String? = nil) throws {
    let missing = missing
    guard !missing.isEmpty else { return }
    guard Surroundings.current.terminal.isInteractive else {
      throw CommandFault.missingFields(form: form.name.name, lines: missing.map(Self.line))
    }
    var interview = Interview(draft: self, author: author)
    do { try interview.run(only: missing.map(\.name)) } catch is InterviewStop {
      throw CommandFault.unanswered(interview.draft.missing.first?.label ?? form.label)
    }
    self = interview.draft
  }

  private static func line(_ field: FormField) -> String {
    "  --field \(field.name)=…   \(field.label): \(help(for: field).replacing("\n", with: " "))"
  }

  private static func help(for field: FormField) -> String {
    guard case .choice(let choices) = field.kind else { return field.help }
    return "\(field.help)\nOne of: \(choices.joined(separator: ", "))"
  }

  // MARK: Values by path

  /// What a field says: `name`, `requester.name`, and of a list's entries the last.
  func value(at path: String) -> JSON? {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let first = parts.first else { return nil }
    let isElement = first.hasSuffix("[]")
    var value = body[isElement ? String(first.dropLast(2)) : first]
    if isElement { value = value?.elements?.last }
    return parts.count == 2 ? value?[parts[1]] : value
  }

  /// Whether nothing was said yet, of a list not even an entry.
  func isEmpty(at path: String) -> Bool {
    guard let bracket = path.firstRange(of: "[]") else { return value(at: path) == nil }
    let member = String(path[..<bracket.lowerBound])
    if body[member] == nil { return true }
    // An entry that was begun here may lack the part; one that was there before is whole.
    return hasBegun(member) && value(at: path) == nil
  }

  // MARK: Checks

  /// Everything that the form has against the body.
  func violations() -> [FormViolation] {
    let bytes = body.bytes
    var tape = JSONTape()
    // What was just written can be read; the store checks it again anyway.
    guard (try? tape.parse(bytes.span.bytes)) != nil else { return [] }
    return form.check(bytes.span.bytes, tape: tape, body: JSONTape.root, as: .refused)
  }

  /// Refuses values that could not be recorded either; what is only missing is no fault here,
  /// since the rules say what it means.
  ///
  /// - Throws: ``Store/StoreError/invalidBody(form:problems:)``.
  func requireSound() throws {
    let faults = violations().filter { $0.keyword != "required" }
    guard faults.isEmpty else {
      throw StoreError.invalidBody(form: form.name.name, problems: faults.map(\.message))
    }
  }

  /// Checks what was just typed for one field.
  ///
  /// - Throws: What the form has against it.
  func check(_ path: String, answer: String) throws(CommandFault) {
    let place = place(of: path)
    let violation = violations().first { violation in
      violation.path == place || violation.path.hasPrefix(place + ".")
        || violation.path.hasPrefix(place + "[")
    }
    if let violation { throw .badPath(answer, reason: violation.problem) }
  }

  /// The field with the firm's own number for what the record is about.
  static let reference = "reference"

  /// Refuses a new record with a number that a record of the firm and of this form has
  /// already: that number would name neither of them any more.
  ///
  /// A withdrawn record keeps its number. Confidential records are passed over unless they
  /// are asked for, since the refusal would tell of them.
  ///
  /// - Throws: ``CommandFault/repeatedReference(_:form:record:)``.
  func requireNewReference(_ confidential: Confidentiality = .leftOut) throws {
    guard form.identity.contains(Self.reference), let number = body[Self.reference]?.string
    else { return }
    let holders = try reading.store.view.ids(
      identifiedBy: number,
      form: form.name.name,
      field: Self.reference,
      organisation: reading.store.settings.organisation,
      confidential: confidential,
    )
    guard let holder = holders.first else { return }
    throw CommandFault.repeatedReference(number, form: form.name.name, record: holder.short)
  }

  /// The path with the number of the entry that was begun last: `evidence[0].what`.
  private func place(of path: String) -> String {
    guard let bracket = path.firstRange(of: "[]") else { return path }
    let member = String(path[..<bracket.lowerBound])
    let last = max(0, (body[member]?.elements?.count ?? 1) - 1)
    return "\(member)[\(last)]\(path[bracket.upperBound...])"
  }
}
