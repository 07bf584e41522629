/// Finds what a person may have meant.
public enum Spelling {
  /// The word that differs least from a misspelt one, if it differs little.
  public static func nearest(to word: String, in known: [String]) -> String? {
    let distances = known.map { ($0, distance(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= max(1, min(3, word.count / 3)) ? best.0 : nil
  }

  /// How many characters have to be put in, left out or changed (Levenshtein's distance).
  public static func distance(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.utf8.prefix(100)), Array(second.utf8.prefix(100)))
    var row = Array(0...second.count)
    for (i, byte) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let changed = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
