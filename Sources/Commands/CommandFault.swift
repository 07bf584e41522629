import Records

/// Everything that can be wrong with what a person asked a command to do, beyond the words
/// of the command line.
enum CommandFault: UserFacingError, Hashable {
  /// Input ended where an answer was needed.
  case unanswered(String)
  /// A field that the form does not have.
  case unknownField(String, form: String, likely: String?, known: [String])
  /// An assignment that is none.
  case malformedAssignment(String)
  /// A value that the field cannot take.
  case badValue(field: String, label: String, reason: String)
  /// A field that has no parts, or no elements, was spoken to as if it had.
  case badPath(String, reason: String)
  /// Fields that a record cannot do without, each with what it means.
  case missingFields(form: String, lines: [String])
  /// Records of this form are written by another command.
  case reservedForm(String, command: String)
  /// Text that is not a JSON object.
  case badJSON(String, reason: String)
  /// A role has to be said.
  case roleNeeded(name: String, role: String)
  /// A fingerprint that is none.
  case malformedFingerprint(String)
  /// The fingerprint is another card's.
  case otherFingerprint(name: String, found: String, told: String)

  var problem: String {
    switch self {
    case .unanswered(let question): "‘\(question)’ was not answered"
    case .unknownField(let name, let form, _, _): "‘\(form)’ has no field ‘\(name)’"
    case .malformedAssignment(let text): "‘\(text)’ does not say what becomes what"
    case .badValue(let field, let label, let reason):
      label.isEmpty ? "\(field): \(reason)" : "\(label) (\(field)): \(reason)"
    case .badPath(let path, let reason):
      reason.hasPrefix("‘\(path)’") ? reason : "‘\(path)’: \(reason)"
    case .missingFields(let form, let lines):
      lines.count == 1
        ? "a field of ‘\(form)’ is missing without which the record means nothing"
        : "\(lines.count) fields of ‘\(form)’ are missing without which the record means nothing"
    case .reservedForm(let form, _): "a record of the form ‘\(form)’ is not added by hand"
    case .badJSON(let source, let reason): "‘\(source)’ is not one JSON object: \(reason)"
    case .roleNeeded(let name, let role):
      "\(name) says that it is an \(role), and you have not said what you trust it as"
    case .malformedFingerprint(let text): "‘\(text)’ is not a fingerprint"
    case .otherFingerprint(let name, let found, let told):
      "the card of \(name) has the fingerprint \(found), and you were told \(told)"
    }
  }

  var remedy: String? {
    switch self {
    case .unanswered: "run the command again; --help lists the options that answer it"
    case .unknownField(_, _, let likely?, _): "did you mean ‘\(likely)’?"
    case .unknownField(_, let form, nil, let known):
      known.isEmpty
        ? "‘steward forms \(form)’ explains every field"
        : "its fields are: \(known.joined(separator: ", "))"
    case .malformedAssignment: "write it as FIELD=VALUE, such as name='Janssen Coatings B.V.'"
    case .badValue, .badPath: nil
    case .missingFields(_, let lines):
      "add \(lines.count == 1 ? "it" : "them"):\n" + lines.joined(separator: "\n")
    case .reservedForm(_, let command): "use ‘\(command)’"
    case .badJSON: #"write it as {"name": "Janssen Coatings B.V.", "country": "NL"}"#
    case .roleNeeded(_, let role): "if that is right, add --as \(role)"
    case .malformedFingerprint:
      "it has 34 letters and digits, such as the line that ‘steward card’ shows there"
    case .otherFingerprint:
      "do not trust this card; ask the organisation, on a number that you find yourself, for a new one"
    }
  }

  var kind: FailureKind {
    switch self {
    case .otherFingerprint: .notAuthentic
    default: .refused
    }
  }
}
