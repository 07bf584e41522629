/// Names that a text is compared with, filed by their words.
///
/// What counts as the same: all words of the name, with or without its legal form, in any
/// order, one of them misspelled by a letter at most; or the name inside a longer text; or a
/// telling part of the name. What never does: a legal form, initials, a number, or one word
/// that many names share.
struct NameIndex: Sendable {
  /// How a text and a name agree, the better first.
  enum Fit: Int, Comparable, Sendable {
    case whole, misspelled, inside, part

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// One name, its words by their numbers.
  private struct Name: Sendable {
    var core: [Int]
    var isInitials: Bool
  }

  private var spelling = SpellingIndex()
  private var names: [Name] = []
  /// The names that have a word, by the word's number.
  private var postings: [[Int]] = []
  private var generic: [Bool] = []
  private var lengths: [Int] = []
  private var byKey: [String: [Int]] = [:]
  /// The names to look at where a word stands in a text, by the word's number.
  private var anchors: [[Int]] = []

  /// Files names; they are known by their places.
  init(_ texts: [String]) {
    for text in texts {
      let words = NameWords(text)
      let place = names.count
      var core: [Int] = []
      for word in words.core {
        let number = spelling.insert(word.text)
        if number == postings.count {
          postings.append([])
          generic.append(
            word.isNumber || word.isLegalForm || OrdinaryWords.generic.contains(word.text)
              || word.text.utf8.count < 3
          )
          lengths.append(word.text.utf8.count)
        }
        core.append(number)
        if postings[number].last != place { postings[number].append(place) }
      }
      let isInitials = words.core.allSatisfy(\.isInitials)
      names.append(Name(core: core, isInitials: isInitials))
      let isTelling = words.words.count > 1 && !(isInitials && !words.hasLegalForm)
      if isTelling, !core.isEmpty { byKey[words.key, default: []].append(place) }
    }
    anchors = Array(repeating: [], count: postings.count)
    for (place, name) in names.enumerated() {
      if let anchor = name.core.min(by: { rank($0) < rank($1) }) { anchors[anchor].append(place) }
    }
  }

  private func rank(_ word: Int) -> Int { postings[word].count + (generic[word] ? 1 << 20 : 0) }

  /// Whether a word tells names apart: it is no ordinary one, and few names have it.
  private func isTelling(_ word: Int) -> Bool {
    !generic[word] && postings[word].count <= max(10, names.count / 100)
  }

  // MARK: Comparing

  /// The words of a text by what they may be.
  private struct Reading {
    var exact: [Int?]
    var near: [[Int]]

    func fits(_ word: Int, at place: Int) -> Bool { exact[place] == word }
  }

  /// The names that a text bears, each with how well.
  ///
  /// `isTyped`: Whether a person typed the text to look somebody up, who wants to see more
  ///   than a table's cell is worth.
  func names(in text: NameWords, isTyped: Bool) -> [(name: Int, fit: Fit)] {
    guard !text.corePlaces.isEmpty else { return [] }
    var found: [Int: Fit] = [:]
    func add(_ name: Int, _ fit: Fit) { found[name] = min(found[name] ?? .part, fit) }
    if text.words.count > 1 { for name in byKey[text.key] ?? [] { add(name, .whole) } }
    let whole = reading(of: text.words)
    let core = Reading(
      exact: text.corePlaces.map { whole.exact[$0] },
      near: text.corePlaces.map { whole.near[$0] },
    )
    var seen: Set<Int> = []
    for word in candidates(whole) where seen.insert(word).inserted {
      for name in anchors[word] {
        if let fit = fit(of: names[name], core: core) {
          add(name, fit)
        } else if isInside(names[name], whole, text, isTyped: isTyped) {
          add(name, .inside)
        }
      }
    }
    for name in namesWithPart(core, text, isTyped: isTyped) { add(name, .part) }
    return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private func reading(of words: [NameWords.Word]) -> Reading {
    Reading(
      exact: words.map { spelling.number(of: $0.text) },
      near: words.map { spelling.numbers(near: $0.text) },
    )
  }

  private func candidates(_ reading: Reading) -> [Int] {
    reading.exact.compactMap(\.self) + reading.near.flatMap(\.self)
  }

  /// Whether the text is the name and nothing else.
  private func fit(of name: Name, core: Reading) -> Fit? {
    guard name.core.count == core.exact.count, !name.isInitials else { return nil }
    guard name.core.count > 1 || isTelling(name.core[0]) else { return nil }
    var open = name.core
    var unread: [Int] = []
    for (place, word) in core.exact.enumerated() {
      if let word, let match = open.firstIndex(of: word) {
        open.remove(at: match)
      } else {
        unread.append(place)
      }
    }
    if open.isEmpty { return .whole }
    // One word may be misspelled, if it is the rest that fits or a long word alone.
    guard open.count == 1, core.near[unread[0]].contains(open[0]) else { return nil }
    return name.core.count > 1 || lengths[open[0]] > SpellingIndex.shortest ? .misspelled : nil
  }

  /// Whether the words of the name stand in the text one after another.
  private func isInside(
    _ name: Name,
    _ text: Reading,
    _ words: NameWords,
    isTyped: Bool,
  ) -> Bool {
    guard !name.isInitials, name.core.contains(where: isTelling) else { return false }
    let length = name.core.count
    guard length < text.exact.count else { return false }
    for start in 0...(text.exact.count - length)
    where name.core.indices.allSatisfy({ text.fits(name.core[$0], at: start + $0) }) {
      if length > 1 || isTyped { return true }
      // One word by itself is a name where the legal form stands beside it.
      let beside = [start - 1, start + 1].filter { words.words.indices.contains($0) }
      if beside.contains(where: { words.words[$0].isLegalForm }) { return true }
    }
    return false
  }

  /// The names of which the text is a part that tells them from others.
  private func namesWithPart(_ core: Reading, _ text: NameWords, isTyped: Bool) -> [Int] {
    let words = core.exact.compactMap(\.self)
    guard words.count == core.exact.count, words.count <= 6,
      !text.core.contains(where: \.isInitials),
      words.contains(where: isTelling), words.count > 1 || isTyped,
      let rarest = words.min(by: { postings[$0].count < postings[$1].count })
    else { return [] }
    if words.count == 1, lengths[rarest] < 4 { return [] }
    return postings[rarest].filter { place in
      let name = names[place]
      guard words.allSatisfy({ name.core.contains($0) }) else { return false }
      // A typed word is a question; a cell has to say half of the name.
      return words.count == 1 || 2 * weight(words) >= weight(name.core)
    }
  }

  /// How much words say, in thirds of a telling word.
  private func weight(_ words: [Int]) -> Int {
    words.reduce(0) { $0 + (generic[$1] ? 1 : 3) }
  }
}
