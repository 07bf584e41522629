/// A name, or a text that may hold one, taken apart for comparing.
struct NameWords: Sendable {
  /// One word, folded.
  struct Word: Hashable, Sendable {
    /// Its letters and digits.
    var text: String
    /// Whether it was put together from single letters.
    var isInitials: Bool
    /// Whether it is what a firm is by law.
    var isLegalForm: Bool { OrdinaryWords.legalForms.contains(text) }
    /// Whether it is a number.
    var isNumber: Bool { text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
  }

  /// All words but those that only join others.
  let words: [Word]
  /// The places of the words without the legal form at either end, and without lone letters.
  let corePlaces: [Int]

  /// The words at these places: the name itself.
  var core: [Word] { corePlaces.map { words[$0] } }

  /// Takes a name apart.
  init(_ text: String) {
    var words: [Word] = []
    var letters = ""
    var letterCount = 0
    func finishLetters() {
      if letterCount > 1 {
        words.append(Word(text: letters, isInitials: true))
      } else if letterCount == 1, !OrdinaryWords.joining.contains(letters) {
        words.append(Word(text: letters, isInitials: true))
      }
      (letters, letterCount) = ("", 0)
    }
    for word in FoldedWords(text).words.map(\.folded) {
      if word.utf8.count == 1, let byte = word.utf8.first, byte >= UInt8(ascii: "a") {
        letters += word
        letterCount += 1
        continue
      }
      finishLetters()
      if !OrdinaryWords.joining.contains(word) {
        words.append(Word(text: word, isInitials: false))
      }
    }
    finishLetters()
    self.words = words
    var core = words.indices
    while let last = core.last, words[last].isLegalForm { core = core.dropLast() }
    while let first = core.first, words[first].isLegalForm { core = core.dropFirst() }
    corePlaces = core.filter { !words[$0].isInitials || words[$0].text.utf8.count > 1 }
  }

  /// What two ways to write one name have in common: its words without the legal form at
  /// either end, in one and by themselves; a name that is nothing but one keeps it.
  var bareKeys: Set<String> {
    var bare = words[...]
    while let last = bare.last, last.isLegalForm { bare = bare.dropLast() }
    while let first = bare.first, first.isLegalForm { bare = bare.dropFirst() }
    if bare.isEmpty { bare = words[...] }
    let texts = bare.map(\.text)
    guard !texts.isEmpty else { return [] }
    return [texts.joined(), texts.sorted().joined(separator: " ")]
  }

  /// Whether there is a legal form beside the name.
  var hasLegalForm: Bool { words.contains(where: \.isLegalForm) }

  /// All words in one: equal for two ways to write a name with its legal form.
  var key: String { words.map(\.text).joined(separator: " ") }
}
