import Records

/// Everything that can be wrong with what a person asked a command to do, beyond the words
/// of the command line.
enum CommandFault: UserFacingError, Hashable {
  /// Input ended where an answer was needed.
  case unanswered(String)
  /// Ctrl-C was pressed where an answer was needed.
  case interrupted
  /// A person stopped before a record was complete: what they had answered is kept.
  case draftKept(form: String)
  /// A person stopped before they had answered anything of a record.
  case nothingAnswered(form: String)
  /// Nothing was found that a new record could be copied from.
  case nothingToCopy(form: String, name: String)
  /// Several records could be copied, each with its name.
  case severalToCopy(form: String, name: String, candidates: [String])
  /// Records of this form cannot be renewed.
  case notRenewable(form: String, renewable: [String])
  /// A field that the form does not have.
  case unknownField(String, form: String, likely: String?, known: [String])
  /// An assignment that is none.
  case malformedAssignment(String)
  /// A value that the field cannot take.
  case badValue(field: String, label: String, reason: String)
  /// A field that has no parts, or no elements, was spoken to as if it had.
  case badPath(String, reason: String)
  /// A number that another record of the form has already, with the beginning of its id.
  case repeatedReference(String, form: String, record: String)
  /// Fields that a record cannot do without, each with what it means.
  case missingFields(form: String, lines: [String])
  /// Records of this form are written by another command.
  case reservedForm(String, command: String)
  /// A field of an order or sample that only a decision writes.
  case decidedElsewhere(String, form: String)
  /// A table of confidential records, whose report would say which are here already.
  case confidentialForm(String)
  /// A conflict that is no fork, of which a proof was to be written.
  case noFork(String)
  /// The first bundle for somebody was not wanted after all.
  case notPacked
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
    case .interrupted: "stopped with Ctrl-C"
    case .draftKept(let form): "stopped before the \(form) was recorded"
    case .nothingAnswered(let form):
      "stopped before anything of the \(form) was answered; nothing is kept of it"
    case .nothingToCopy(let form, let name):
      "there is no \(form) of yours in force or lapsed that ‘\(name)’ names or is about"
    case .severalToCopy(let form, let name, let candidates):
      "‘\(name)’ has more than one \(form) that could be copied: \(candidates.joined(separator: "; "))"
    case .notRenewable(let form, _): "a record of the form ‘\(form)’ is not renewed by copying"
    case .unknownField(let name, let form, _, _): "‘\(form)’ has no field ‘\(name)’"
    case .malformedAssignment(let text): "‘\(text)’ does not say what becomes what"
    case .badValue(let field, let label, let reason):
      label.isEmpty ? "\(field): \(reason)" : "\(label) (\(field)): \(reason)"
    case .badPath(let path, let reason):
      reason.hasPrefix("‘\(path)’") ? reason : "‘\(path)’: \(reason)"
    case .repeatedReference(let number, let form, let record):
      "there is a record of the form ‘\(form)’ with the number ‘\(number)’ already, \(record)"
    case .missingFields(let form, let lines):
      lines.count == 1
        ? "a field of ‘\(form)’ is missing without which the record means nothing"
        : "\(lines.count) fields of ‘\(form)’ are missing without which the record means nothing"
    case .reservedForm(let form, _): "a record of the form ‘\(form)’ is not added by hand"
    case .decidedElsewhere(let field, let form):
      "‘\(field)’ of ‘\(form)’ is written by a decision, which checks first"
    case .confidentialForm(let form):
      "records of the form ‘\(form)’ are confidential, and the report says which are here already"
    case .noFork(let id): "no fork is called ‘\(id)’, and only a fork has a proof and branches"
    case .notPacked: "nothing was packed, as you did not say yes"
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
    case .interrupted, .nothingAnswered: nil
    case .draftKept(let form):
      "your answers are kept as a draft that only you can read; ‘steward add \(form)’ goes on with it"
    case .nothingToCopy(let form, _): "‘steward list \(form)’ lists those that there are"
    case .severalToCopy(let form, _, _):
      "say which: its id after --copy-last, or a field that tells it apart, such as --field substance=… for a \(form)"
    case .notRenewable(_, let renewable):
      "--copy-last renews: \(renewable.joined(separator: ", "))"
    case .unknownField(_, _, let likely?, _): "did you mean ‘\(likely)’?"
    case .unknownField(_, let form, nil, let known):
      known.isEmpty
        ? "‘steward forms \(form)’ explains every field"
        : "its fields are: \(known.joined(separator: ", "))"
    case .malformedAssignment: "write it as FIELD=VALUE, such as name='Janssen Coatings B.V.'"
    case .badValue, .badPath: nil
    case .repeatedReference(let number, _, _):
      "change that one: steward revise \(number) … (a confidential one with --confidential); or give the new record another number"
    case .missingFields(_, let lines):
      "add \(lines.count == 1 ? "it" : "them"):\n" + lines.joined(separator: "\n")
    case .reservedForm(_, let command): "use ‘\(command)’"
    case .decidedElsewhere(_, let form):
      "record the \(form) without it, then: steward decide RECORD DECISION -m REASON"
    case .confidentialForm: "if nobody looks on, add --confidential"
    case .noFork: "‘steward conflicts’ lists those that are open, forks among them"
    case .notPacked:
      "keep a form at home with --audience nobody, or see with ‘steward pack -n’ what would go"
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
    case .draftKept: .needsPerson
    default: .refused
    }
  }
}
