/// What one line of a stretch is.
public enum LineKind: Hashable, Sendable {
  /// An entry: the reader's header and tape say what is in it.
  case entry
  /// What stands for an entry that is not here.
  case stub(Stub)
}
