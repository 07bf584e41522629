/// The words that say what kind of legal person a name belongs to, and nothing about whose
/// name it is.
struct LegalForms {
  /// Each form as its folded words, under the first of them.
  private let byFirst: [String: [[String]]]
  private let byLast: [String: [[String]]]

  /// Reads the list: a form a line, folded.
  init(_ text: String) {
    let forms = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      .filter { !$0.isEmpty }
    // The longest first, so that no part of a form is left in the name.
    let ordered = forms.sorted { $0.count > $1.count }
    byFirst = Dictionary(grouping: ordered) { $0[0] }
    byLast = Dictionary(grouping: ordered) { $0[$0.count - 1] }
  }

  /// The words without the legal forms at their end and beginning, unless nothing would be
  /// left.
  func setAside(from words: [String]) -> [String] {
    var rest = words[...]
    while let length = lengthAtEnd(of: rest), length < rest.count { rest.removeLast(length) }
    while let length = lengthAtStart(of: rest), length < rest.count { rest.removeFirst(length) }
    return Array(rest)
  }

  private func lengthAtEnd(of words: ArraySlice<String>) -> Int? {
    let form = byLast[words.last ?? ""]?.first { form in
      words.count > form.count && words.suffix(form.count).elementsEqual(form)
    }
    return form?.count
      ?? spaced(words.reversed().prefix { $0.utf8.count == 1 }) { Array($0.reversed()) }
  }

  private func lengthAtStart(of words: ArraySlice<String>) -> Int? {
    let form = byFirst[words.first ?? ""]?.first { form in
      words.count > form.count && words.prefix(form.count).elementsEqual(form)
    }
    return form?.count ?? spaced(words.prefix { $0.utf8.count == 1 }) { Array($0) }
  }

  /// How many of these single letters are a form written with spaces: `S A R L`.
  private func spaced(
    _ letters: some Collection<String>,
    _ inOrder: ([String]) -> [String],
  ) -> Int? {
    guard letters.count >= 2 else { return nil }
    return (2...min(5, letters.count)).reversed().first { length in
      let word = inOrder(Array(letters.prefix(length))).joined()
      return byFirst[word]?.contains([word]) ?? false
    }
  }
}
