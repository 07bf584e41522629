/// An error that can be shown, as it is, to the person at the keyboard.
///
/// Each target declares its own errors. This protocol is all that the command
/// line knows about them.
public protocol UserFacingError: Error, CustomStringConvertible {
  /// What went wrong: one clause, no capital, no full stop, no type names.
  var problem: String { get }

  /// What to do next, when there is something to do.
  var remedy: String? { get }

  /// What sort of failure this is: the exit status.
  var kind: FailureKind { get }
}

extension UserFacingError {
  public var remedy: String? { nil }
  public var description: String { remedy.map { "\(problem)\nhint: \($0)" } ?? problem }
}

/// The few kinds of failure that a script needs to tell apart, by exit status.
public enum FailureKind: Int32, CaseIterable, Sendable {
  /// The request was understood and refused: a bad value, an unknown record.
  case refused = 2
  /// Stored or received bytes do not say what their hashes and signatures promise.
  case notAuthentic = 3
  /// The machine got in the way: a full disk, a missing permission, another process.
  case unavailable = 4
  /// Part of the work was done, or a person has to decide.
  case needsPerson = 5
}
