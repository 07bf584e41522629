public import CentralView
public import Records

/// Why a conflict is not closed, or decided, as was asked.
public enum ConflictError: UserFacingError, Hashable {
  /// A conflict of a kind that another command closes.
  case closedElsewhere(id: String, kind: ConflictKind, command: String)
  /// A conflict in another organisation's record, which only its owner settles.
  case closedByOwner(id: String, owner: String, command: String?)
  /// A conflict that is over.
  case over(String)
  /// Somebody who is no authority and wanted to decide.
  case notAnAuthority
  /// Nothing, or several things that exclude each other, was said to hold.
  case oneDecision
  /// That two values of one field of one record both hold.
  case oneValue(field: String)
  /// Members that the conflict is not about.
  case unknownMember(String, members: [String])
  /// A reason or value that tells one firm of another.
  case namesAnother(String, what: String)
  /// A quantity that another firm wrote.
  case tellsQuantity(String)
  /// What was decided already.
  case decidedSo(String)

  public var problem: String {
    switch self {
    case .closedElsewhere(let id, let kind, _):
      switch kind {
      case .concurrent: "the conflict \(id) is between two versions of one record"
      case .contradiction: "the conflict \(id) is between statements of several firms"
      case .duplicate: "the conflict \(id) asks whether two records are about one party"
      case .judgement: "the conflict \(id) is between your own judgements"
      case .fork: "the conflict \(id) is a journal with two histories"
      }
    case .closedByOwner(let id, let owner, _):
      "the conflict \(id) is in a record of \(owner), who alone settles it"
    case .over(let id): "the conflict \(id) is over: there is nothing left to decide"
    case .notAnAuthority: "only an authority decides what others wrote"
    case .oneDecision: "one thing is decided at a time"
    case .oneValue(let field): "‘\(field)’ has one value in one record, so two cannot both stand"
    case .unknownMember(let name, _): "the conflict is not about ‘\(name)’"
    case .namesAnother(let name, let what): "the \(what) names ‘\(name)’, and goes to another firm"
    case .tellsQuantity(let quantity):
      "another firm wrote \(quantity), and no firm is told what another one trades"
    case .decidedSo(let id): "exactly that is decided about the conflict \(id) already"
    }
  }

  public var remedy: String? {
    switch self {
    case .closedElsewhere(_, _, let command): command
    case .closedByOwner(_, _, let command):
      command ?? "tell it, and import its next bundle"
    case .over(let id): "‘steward conflicts show \(id)’ says how it ended"
    case .notAnAuthority: "settle what is yours with ‘steward conflicts resolve’"
    case .oneDecision:
      "say what holds: --take ENTRY, or --set FIELD=VALUE (one or more), or --both-stand"
    case .oneValue: "take one with --take, or set another with --set"
    case .unknownMember(_, let members):
      members.isEmpty
        ? "nothing can be set here: take one with --take, or let all stand with --both-stand"
        : "it is about: \(members.joined(separator: ", "))"
    case .namesAnother:
      "word it without that; no firm learns from you who else deals with its customer"
    case .tellsQuantity:
      "take that entry with --take: the others are told only that theirs does not stand"
    case .decidedSo: "nothing needs to be written"
    }
  }

  public var kind: FailureKind { .refused }
}
