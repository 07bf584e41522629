/// What came of waiting for a person.
public enum Reply: Hashable, Sendable {
  /// A line, without its end.
  case line(String)
  /// The end of input.
  case end
  /// The person pressed Ctrl-C, or the terminal went away.
  case interrupted
}
