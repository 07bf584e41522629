public import Journal
public import Records

/// Why something is not the card of an organisation.
public enum CardFault: Hashable, Sendable {
  /// The file is not a signed note.
  case note(NoteFault)
  /// The first journal's key has not signed the text, or has signed another one.
  case signature(NoteFault)
  /// On this line, counted from 1, another one belongs: it is missing or out of order.
  case unexpectedLine(Int, expected: String)
  /// The line is in its place, but not what follows its first word.
  case malformedLine(Int, word: String)
  /// The line has no key that can be used.
  case badKey(Int, NoteFault)
  /// The line has a key of another name or kind than belongs there.
  case foreignKey(Int, expected: String)
  /// The line names a journal of another organisation.
  case foreignOrigin(Int, Origin)
  /// Something stands twice: a journal, a recipient or a key.
  case duplicate(String)
  /// There are more journals than ``CardContent/maximumJournals``.
  case tooManyJournals
  /// The first journal's key does not give the organisation's id: somebody else's work, or
  /// the request of an office to join.
  case notCertified(OrganisationID)
  /// An office's request to join was expected, and this is an organisation's own card.
  case notJoining
  /// The request is to join another organisation.
  case otherOrganisation(expected: OrganisationID, found: OrganisationID)
  /// The organisation has issued two different cards under one serial.
  case conflict(OrganisationID, serial: UInt64)
  /// Only the place that the first journal is written at can issue the card.
  case otherSigner(expected: Origin)
  /// No card can carry this value.
  case unfit(field: String)
}

extension CardFault: UserFacingError {
  public var problem: String {
    switch self {
    case .note(let fault): "the card is not a signed note: \(fault.problem)"
    case .signature(let fault):
      "the card is not signed by its organisation's first journal: \(fault.problem)"
    case .unexpectedLine(let line, let expected):
      "line \(line) of the card is not ‘\(expected)’, which belongs there"
    case .malformedLine(let line, let word): "line \(line) of the card has no valid ‘\(word)’"
    case .badKey(let line, let fault):
      "line \(line) of the card has no usable key: \(fault.problem)"
    case .foreignKey(let line, let expected):
      "the key on line \(line) of the card is not one of ‘\(expected)’"
    case .foreignOrigin(let line, let origin):
      "line \(line) of the card names ‘\(origin)’, a journal of another organisation"
    case .duplicate(let what): "the card has the same \(what) twice"
    case .tooManyJournals: "the card has more journals than \(CardContent.maximumJournals)"
    case .notCertified(let organisation):
      "the card's key is not the one that the organisation \(organisation) is named after"
    case .notJoining: "the card is an organisation's own, not an office's request to join"
    case .otherOrganisation(let expected, let found):
      "the office asks to join \(found), not \(expected)"
    case .conflict(let organisation, let serial):
      "there are two different cards of \(organisation) with the serial \(serial)"
    case .otherSigner(let expected): "the card is issued where ‘\(expected)’ is written"
    case .unfit(let field): Self.unfit(field)
    }
  }

  public var remedy: String? {
    switch self {
    case .note, .signature, .unexpectedLine, .malformedLine, .badKey:
      "ask for the card again, as a file"
    case .notCertified:
      "an office's request is admitted by its own organisation, with trust add and --as self"
    case .conflict:
      "ask the organisation for a new card, and compare its fingerprint by telephone"
    default: nil
    }
  }

  public var kind: FailureKind {
    switch self {
    case .unfit, .notJoining, .otherOrganisation, .otherSigner, .tooManyJournals: .refused
    case .conflict: .needsPerson
    default: .notAuthentic
    }
  }

  private static func unfit(_ field: String) -> String {
    switch field {
    case "country": "the country is not a code of two capital letters"
    case "role": "the role is none that an organisation has on its card"
    default:
      "the \(field) is not one line of 1 to \(Profile.maximumLength) bytes of plain text"
    }
  }
}
