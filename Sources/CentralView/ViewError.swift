public import Records

/// Everything that can go wrong while the view is derived or asked.
public enum ViewError: UserFacingError, Hashable {
  /// SQLite could not do what it was asked to do, in its own words.
  case database(String)
  /// The view's file is not one, or was damaged; nothing is lost by that.
  case damaged(String)
  /// A record was named that the view does not hold.
  case unknownRecord(String)
  /// A name fits several records.
  case ambiguousRecord(String, candidates: [String])
  /// A conflict was named that is not open.
  case unknownConflict(String)
  /// The beginning of an id fits several conflicts.
  case ambiguousConflict(String, candidates: [String])
  /// A form was named that this program does not know.
  case unknownForm(String)
  /// A search without a word in it.
  case emptySearch

  public var problem: String {
    switch self {
    case .database(let detail): "the view cannot be read or written (\(detail))"
    case .damaged(let detail): "the view is damaged (\(detail))"
    case .unknownRecord(let name): "no record is called ‘\(name)’"
    case .ambiguousRecord(let name, _): "‘\(name)’ could be several records"
    case .unknownConflict(let id): "no open conflict is called ‘\(id)’"
    case .ambiguousConflict(let name, _): "‘\(name)’ could be several conflicts"
    case .unknownForm(let name): "there is no form ‘\(name)’"
    case .emptySearch: "the search text has no word in it"
    }
  }

  public var remedy: String? {
    switch self {
    case .database(let detail) where detail.utf8.elementsEqual(Self.readOnly.utf8):
      "run as the user who owns the store’s folder, or have its permissions changed"
    case .database:
      "the view is derived: ‘steward view rebuild’ makes it anew once the disk has room"
    case .damaged:
      "the view is derived: delete view.sqlite, and the next command makes it anew"
    case .unknownRecord:
      "name it by its reference, by another of its own numbers, or by the first 6 or more characters of its id; ‘steward search’ finds it by its words"
    case .ambiguousRecord(_, let candidates):
      "name one of them by its id: " + candidates.joined(separator: ", ")
    case .unknownConflict: "‘steward conflicts’ lists those that are open"
    case .ambiguousConflict(_, let candidates):
      "give more characters of its id: " + candidates.joined(separator: ", ")
    case .unknownForm: "‘steward forms’ lists the forms"
    case .emptySearch: "give one or more words, such as a part of a name"
    }
  }

  /// What SQLite says of a file that may be read and not written.
  private static let readOnly = "attempt to write a readonly database"

  public var kind: FailureKind {
    switch self {
    case .database, .damaged: .unavailable
    default: .refused
    }
  }
}
