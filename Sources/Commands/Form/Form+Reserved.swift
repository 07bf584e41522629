import Records

extension Form {
  /// The command that writes records of this form, where a person does not add them.
  var reservedCommand: String? {
    switch name.name {
    case "journal": "steward init"
    case "enrolment": "steward trust add"
    case "revocation": "steward trust revoke"
    case "determination": "steward determine"
    default: nil
    }
  }
}
