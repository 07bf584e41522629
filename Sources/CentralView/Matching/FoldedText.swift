import Foundation

/// Text as matching compares it: small Latin letters and digits, in words.
///
/// Case, accents, punctuation and the script do not count. Greek and Cyrillic letters are
/// written in Latin ones, close to ISO 843 and ISO 9 without their marks, since names travel
/// between scripts by ear.
enum FoldedText {
  /// The words of `text`.
  ///
  /// Single letters with full stops after them are one word, so that `B.V.` and `BV` are equal.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    /// Letters that a full stop followed.
    var initials = ""
    func finish() {
      if !initials.isEmpty { words.append(initials) }
      if !word.isEmpty { words.append(word) }
      (initials, word) = ("", "")
    }
    // ASCII has nothing to decompose, and most names are written in it.
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    for scalar in (isPlain ? text : text.decomposedStringWithCompatibilityMapping).unicodeScalars {
      if let letter = asciiLetter(scalar) {
        word.unicodeScalars.append(letter)
        continue
      }
      if isMark(scalar) { continue }
      if let folded = fold(scalar) {
        word += folded
      } else if scalar == ".", word.unicodeScalars.count == 1 {
        initials += word
        word = ""
      } else {
        if !initials.isEmpty, word.unicodeScalars.count == 1 {
          // The last letter of ‘B.V’ needs no stop.
          initials += word
          word = ""
        }
        finish()
        if scalar == "&" || scalar == "+" { words.append("and") }
      }
    }
    if !initials.isEmpty, word.unicodeScalars.count == 1 {
      initials += word
      word = ""
    }
    finish()
    return words
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0483...0x0487, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF: true
    default: false
    }
  }

  /// A letter or digit of ASCII as a small one; `nil` for everything else.
  private static func asciiLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: scalar
    case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value + 0x20))
    default: nil
    }
  }

  /// Another letter or digit in small Latin ones; `nil` for what stands between words.
  private static func fold(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII { return nil }
    let small = scalar.properties.lowercaseMapping
    if let latin = latin[small] { return latin }
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return nil }
    return small
  }

  private static let latin: [String: String] = {
    var table = [
      "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
      "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ƒ": "f", "’": "", "ʼ": "",
    ]
    let greek = [
      "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
      "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
      "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    ]
    let cyrillic = [
      "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
      "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
      "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
      "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ј": "j", "љ": "lj",
      "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
    ]
    table.merge(greek) { first, _ in first }
    table.merge(cyrillic) { first, _ in first }
    return table
  }()
}
