import Records

extension RecordDraft {
  /// Asks for each required field that has no value, at a terminal.
  ///
  /// - Throws: ``CommandFault/missingFields(form:lines:)`` with all of them elsewhere.
  mutating func askForMissing() throws {
    let missing = missing
    guard !missing.isEmpty else { return }
    guard Surroundings.current.terminal.isInteractive else {
      throw CommandFault.missingFields(form: form.name.name, lines: missing.map(Self.line))
    }
    for field in missing {
      let draft = self
      let filled = try Question(
        text: field.label,
        help: Self.help(for: field),
      ).ask { answer in
        var draft = draft
        try draft.apply(FieldAssignment("\(field.name)=\(answer)"))
        if let violation = draft.violation(in: field) {
          throw CommandFault.badPath(answer, reason: violation.problem)
        }
        return draft
      }
      self = filled
    }
  }

  /// What the form has against the value of one field.
  private func violation(in field: FormField) -> FormViolation? {
    let bytes = body.bytes
    var tape = JSONTape()
    // What was just written can be read; the store checks it again anyway.
    guard (try? tape.parse(bytes.span.bytes)) != nil else { return nil }
    return form.check(bytes.span.bytes, tape: tape, body: JSONTape.root, as: .refused)
      .first { violation in
        violation.path == field.name || violation.path.hasPrefix(field.name + ".")
          || violation.path.hasPrefix(field.name + "[")
      }
  }

  private static func line(_ field: FormField) -> String {
    "  --field \(field.name)=…   \(field.label): \(help(for: field).replacing("\n", with: " "))"
  }

  private static func help(for field: FormField) -> String {
    guard case .choice(let choices) = field.kind else { return field.help }
    return "\(field.help)\nOne of: \(choices.joined(separator: ", "))"
  }
}
