/// Why a line is not an entry, or why an entry must not be written.
public struct EntryFault: Error, Hashable, Sendable {
  /// The rule that is broken.
  public let reason: Reason
  /// Where, or by what: a member's name, a value; empty where the reason says it all.
  ///
  /// It may quote a stranger and is shown escaped.
  public let detail: String

  /// The line is an entry, but of another organisation than the journal that it stands in.
  public static let foreign = EntryFault(.foreign)

  init(_ reason: Reason, _ detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// The rules that a line, or a text in it, can break.
  public enum Reason: String, CaseIterable, Sendable {
    case tooLong = "the line is longer than 65535 bytes"
    case lineBreak = "the line has a line break in it"
    case notJSON = "the line is not JSON"
    case notObject = "the line is not a JSON object"
    case tooDeep = "the nesting is deeper than 16"
    case tooManyMembers = "an object has more than 256 members"
    case repeatedName = "a name stands twice in one object"
    case malformedNumber = "a number is not a whole number of at most 2^53 - 1"

    case missingMember = "a member is missing"
    case unexpectedMember = "a member does not belong here"
    case wrongType = "a member has the wrong type"
    case malformedValue = "a member's value is malformed"
    case emptyText = "a text is empty"
    case noParent = "a revision has no parent"
    case tooManyParents = "a revision has more than 64 parents"
    case tooManyAudiences = "an audience has more than 16 members"
    case repeatedValue = "a value stands twice in a list"
    case notSorted = "a list is not sorted"
    case foreign = "the entry is of another organisation than its journal"

    case controlCharacter = "a text has a control character in it"
    case bidirectionalControl = "a text has a character in it that turns the writing direction"
    case nonCharacter = "a text has a code point in it that is no character"
    case notNormalised = "a text is not in Unicode's normal form C"
  }
}

extension EntryFault: UserFacingError {
  public var problem: String {
    detail.isEmpty ? reason.rawValue : "\(reason.rawValue): ‘\(Text(detail).shown())’"
  }
  public var kind: FailureKind { .refused }
}
