/// How much a word in a name says about whose name it is: a fixed table, so that the same
/// records are matched alike everywhere and at any time.
struct TokenWeights {
  /// The version of the table; proposals name it.
  let version: Int
  private let listed: [String: Int]
  /// Long listed words with one letter left out, so that a slip does not make an ordinary word
  /// a telling one.
  private let shortened: [String: Int]

  /// A word from here on tells companies apart.
  static let distinctive = 4

  /// Reads the table: a line gives a weight, then the words that have it; `#` begins a
  /// remark, the first of which ends in the version.
  init(_ text: String) {
    var listed: [String: Int] = [:]
    var version = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "#" {
        if version == 0, let number = words.last.flatMap({ Int($0) }) { version = number }
        continue
      }
      guard let weight = words.first.flatMap({ Int($0) }) else { continue }
      // The lower of two weights counts: a word is as telling as its commonest sense.
      for word in words.dropFirst() {
        listed[String(word)] = min(weight, listed[String(word)] ?? weight)
      }
    }
    self.version = version
    self.listed = listed
    var shortened: [String: Int] = [:]
    for (word, weight) in listed where word.utf8.count >= Self.longEnough {
      for part in Self.shortenings(word) {
        shortened[part] = min(weight, shortened[part] ?? weight)
      }
    }
    self.shortened = shortened
  }

  /// The weight of a folded word.
  ///
  /// One or two letters are initials or an abbreviation and say little; long words are
  /// seldom shared by chance.
  subscript(word: String) -> Int {
    if let weight = listed[word] ?? mistyped(word) { return weight }
    return switch word.utf8.count {
    case ...1: 1
    case 2: 2
    case 3: 4
    case 4...6: 6
    default: 8
    }
  }

  private static let longEnough = 5

  /// The weight of the listed word that this one may be, mistyped.
  private func mistyped(_ word: String) -> Int? {
    guard word.utf8.count >= Self.longEnough - 1 else { return nil }
    var weights = Self.shortenings(word).compactMap { shortened[$0] ?? listedLong($0) }
    if let weight = shortened[word] { weights.append(weight) }
    return weights.min()
  }

  private func listedLong(_ word: String) -> Int? {
    word.utf8.count >= Self.longEnough ? listed[word] : nil
  }

  private static func shortenings(_ word: String) -> [String] {
    let letters = Array(word.utf8)
    return letters.indices.map { index in
      String(decoding: letters[..<index] + letters[(index + 1)...], as: UTF8.self)
    }
  }
}
