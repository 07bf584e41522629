/// What happens to a member that the form does not know.
public enum UnknownMembers: Sendable {
  /// It is a violation, and so is whatever else only writers are held to: this is how
  /// something new is checked before it is written.
  case refused
  /// It is kept and shown: this is how entries of others are read, whose form may
  /// be a later one.
  case kept
}
