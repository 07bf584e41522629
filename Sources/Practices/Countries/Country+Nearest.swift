extension Country {
  /// The countries that somebody may have meant by a name that none bears, likeliest first; at
  /// most three.
  ///
  /// A name is near when it begins alike, or differs in few characters.
  public static func nearest(to text: String) -> [Country] {
    let word = PlainText.key(text)
    guard word.utf8.count >= 3 else { return [] }
    let room = max(1, min(3, word.utf8.count / 3))
    var found: [(country: Country, distance: Int)] = []
    for country in all {
      let name = PlainText.key(country.name)
      let distance = Spelling.distance(word, name)
      if distance <= room {
        found.append((country, distance))
      } else if name.utf8.starts(with: word.utf8) {
        found.append((country, room + 1))
      }
    }
    return found.sorted { ($0.distance, $0.country.code) < ($1.distance, $1.country.code) }
      .prefix(3).map(\.country)
  }

  /// What to say to somebody who wrote a name that no country bears.
  public static func advice(on text: String) -> String {
    let names = nearest(to: text).map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
    let rule = "write its English name or its two-letter code"
    return names.isEmpty ? rule : "did you mean \(names)? Otherwise \(rule)"
  }
}
