/// A name as matching compares it: the words that tell whose it is, and its numbers.
struct NameProfile {
  /// A word with what it weighs.
  struct Word: Hashable {
    let text: String
    let letters: [UInt8]
    /// The word by ear: see ``Sound``.
    let sound: [UInt8]
    let weight: Int
    var isDistinctive: Bool { weight >= TokenWeights.distinctive }
  }

  /// The words without legal forms and numbers, in the order of the name.
  let words: [Word]
  /// The numbers, sorted: they tell companies apart that share everything else.
  let numbers: [String]
  /// The sum of the weights.
  let weight: Int
  /// All words without anything between them.
  let joined: [UInt8]

  init(_ name: String, weights: TokenWeights, forms: LegalForms) {
    var words: [Word] = []
    var numbers: [String] = []
    for text in Self.essence(of: FoldedText.words(name), weights: weights, forms: forms) {
      if let number = Self.number(text) {
        numbers.append(number)
      } else {
        words.append(
          Word(
            text: text,
            letters: Array(text.utf8),
            sound: Sound.of(text),
            weight: weights[text],
          )
        )
      }
    }
    self.words = words
    self.numbers = numbers.sorted()
    weight = words.reduce(0) { $0 + $1.weight }
    joined = words.flatMap(\.letters)
  }

  /// The words without legal forms; of a branch's name, without where the branch is, too.
  private static func essence(
    of words: [String],
    weights: TokenWeights,
    forms: LegalForms,
  ) -> [String] {
    let rest = forms.setAside(from: words)
    guard rest.contains(where: branchWords.contains) else { return rest }
    let whole = forms.setAside(from: rest.filter { !branchWords.contains($0) && weights[$0] > 1 })
    return whole.isEmpty ? rest : whole
  }

  private static let branchWords: Set<String> = [
    "branch", "filiaal", "filiale", "sucursal", "succursale", "niederlassung", "vestiging",
    "bijkantoor", "zweigstelle", "zweigniederlassung",
  ]

  /// A number that a word is or ends in: digits, or a Roman numeral of two letters or more.
  private static func number(_ word: String) -> String? {
    if let roman = roman[word] { return roman }
    guard word.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    let digits = word.drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
  }

  private static let roman = [
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
    "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
  ]
}
