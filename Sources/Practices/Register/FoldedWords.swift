internal import Foundation

/// The words of a text without what people write differently: case, accents, Greek letters
/// and everything that is neither letter nor digit.
struct FoldedWords: Sendable {
  /// One word.
  struct Word: Hashable, Sendable {
    /// Its letters and digits, folded.
    var folded: String
    /// Where it stands in the text.
    var range: Range<String.Index>
  }

  /// The words, in their order.
  let words: [Word]

  /// Takes a text apart.
  init(_ text: String) {
    var words: [Word] = []
    var start: String.Index?
    var folded = ""
    func finish(at end: String.Index) {
      guard let first = start else { return }
      if !folded.isEmpty { words.append(Word(folded: folded, range: first..<end)) }
      (start, folded) = (nil, "")
    }
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      if let letters = Self.letters(of: scalar) {
        if start == nil { start = index }
        folded += letters
      } else {
        finish(at: index)
      }
    }
    finish(at: text.endIndex)
    self.words = words
  }

  /// All letters and digits of the text in one: equal for two ways to write a name.
  var key: String { words.map(\.folded).joined() }

  /// What a scalar becomes: nothing for a mark on the letter before it, `nil` for what parts
  /// words.
  private static func letters(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z", "0"..."9": return String(scalar)
    case "A"..."Z": return String(scalar).lowercased()
    case "\u{0}"..."\u{7F}": return nil
    default: break
    }
    if let letters = special[scalar] { return letters }
    if scalar.properties.generalCategory == .nonspacingMark { return "" }
    let plain = String(scalar).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: nil,
    )
    guard plain.unicodeScalars.contains(where: { $0.properties.isAlphabetic || isDigit($0) }) else {
      return nil
    }
    return plain
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  private static let special: [Unicode.Scalar: String] = [
    "α": "alpha", "Α": "alpha", "β": "beta", "Β": "beta", "γ": "gamma", "Γ": "gamma",
    "δ": "delta", "Δ": "delta", "ω": "omega", "Ω": "omega", "ß": "ss", "ẞ": "ss",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h",
  ]
}
