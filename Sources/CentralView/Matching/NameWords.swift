/// What the words of names say.
public enum NameWords {
  /// Whether a word tells companies apart, as words of a trade or of every name do not.
  public static func isTelling(_ word: String) -> Bool {
    MatchTables.standard.weights[word] >= TokenWeights.distinctive
  }
}
