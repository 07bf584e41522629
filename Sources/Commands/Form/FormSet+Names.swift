import CentralView
import Records

extension FormSet {
  /// The form that a person means: by name, the newest where no version is named.
  ///
  /// - Throws: ``CentralView/ViewError/unknownForm(_:)``.
  func form(named name: String) throws -> Form {
    if let whole = FormName(name), let form = self[whole] { return form }
    if let form = newest(name.lowercased()) { return form }
    throw ViewError.unknownForm(name)
  }
}

extension Form {
  /// The command that writes records of this form, where a person does not add them.
  var reservedCommand: String? {
    switch name.name {
    case "journal": "steward init"
    case "enrolment": "steward trust add"
    case "revocation": "steward trust revoke"
    default: nil
    }
  }

  /// Whether the form belongs to the exchange of records, not to a practice.
  var isProtocol: Bool {
    ["journal", "enrolment", "revocation", "disclosure", "determination", "judgement", "erasure"]
      .contains(name.name)
  }
}
