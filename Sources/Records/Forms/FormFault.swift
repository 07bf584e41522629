/// Why a document is not a form.
///
/// Forms come with the program or with a rule package, so this is read by the
/// person who wrote one.
public struct FormFault: Error, Hashable, Sendable {
  /// The place in the document: a JSON pointer (RFC 6901), empty for the whole.
  public let pointer: String
  /// The keyword or annotation that is wrong, or `nil` where it is the place itself.
  public let keyword: String?
  /// What is wrong: one clause.
  public let reason: String

  init(_ pointer: String, _ reason: String) { self.init(pointer, nil, reason) }

  init(_ pointer: String, _ keyword: String?, _ reason: String) {
    self.pointer = pointer
    self.keyword = keyword
    self.reason = reason
  }
}

extension FormFault: UserFacingError {
  public var problem: String {
    let place = pointer.isEmpty ? "the form" : "the form at ‘\(pointer)’"
    return keyword.map { "\(place), ‘\($0)’: \(reason)" } ?? "\(place): \(reason)"
  }

  public var kind: FailureKind { .refused }
}
