import Foundation
import TestSupport

@testable import CentralView

/// One of the ten ways in which a company's name comes back changed.
enum NameChange: String, CaseIterable, Sendable {
  /// The legal form stands in front, or is added.
  case legalForm
  /// A common word is contracted, or a long one cut short.
  case abbreviation
  /// A letter is left out, exchanged or another.
  case typo
  /// The name is written in Cyrillic, by ear.
  case transliteration
  /// A branch is named after it.
  case branch
  /// The first word stands last.
  case wordOrder
  /// Accents are added.
  case diacritics
  /// Capitals and hyphens.
  case punctuation
  /// Another name that the firm uses or used.
  case oldName
  /// Numbers are written the other way, Roman or Arabic.
  case numbers

  /// The changed name; `nil` where this way changes nothing.
  func apply(to row: CompanyRow, _ random: inout SeededGenerator) -> String? {
    let name = row.name
    switch self {
    case .legalForm:
      let (words, form) = Self.parts(name)
      return (form.isEmpty ? words + ["Ltd"] : form + words).joined(separator: " ")
    case .abbreviation: return Self.abbreviated(name)
    case .typo: return Self.mistyped(name, &random)
    case .transliteration: return Self.cyrillic(name)
    case .branch:
      let suffixes = [
        " - London Branch", " Sucursal en España", ", Filiaal Nederland", " (Branch Office)",
      ]
      return name + suffixes[Int.random(in: suffixes.indices, using: &random)]
    case .wordOrder:
      let (words, form) = Self.parts(name)
      guard let first = words.first, words.count > 1 else { return nil }
      return (words.dropFirst() + [first] + form).joined(separator: " ")
    case .diacritics: return Self.accented(name)
    case .punctuation:
      return name.uppercased().replacing(" ", with: "-").replacing("&", with: " and ")
    case .oldName:
      let isAnother = FoldedText.words(row.tradeName) != FoldedText.words(name)
      return row.tradeName.isEmpty || !isAnother ? nil : row.tradeName
    case .numbers:
      let pairs = [
        ("III", "3"), ("II", "2"), ("Ii", "2"), ("2", "II"), ("3", "III"), ("1", "01"),
      ]
      var words = name.split(separator: " ").map(String.init)
      for (from, to) in pairs {
        guard let index = words.firstIndex(of: from) else { continue }
        words[index] = to
        return words.joined(separator: " ")
      }
      return nil
    }
  }

  /// The words of a name, and those of its legal form at the end.
  private static func parts(_ name: String) -> (words: [String], form: [String]) {
    let words = name.split(separator: " ").map(String.init)
    for count in 1...3 where words.count > count {
      let tail = FoldedText.words(words.suffix(count).joined(separator: " "))
      if MatchTables.standard.forms.setAside(from: ["xq"] + tail) == ["xq"] {
        return (Array(words.dropLast(count)), Array(words.suffix(count)))
      }
    }
    return (words, [])
  }

  private static func abbreviated(_ name: String) -> String? {
    let contractions = [
      "international": "Intl", "services": "Svcs", "management": "Mgmt", "group": "Grp",
      "compagnie": "Cie", "sociedad": "Soc", "holdings": "Hldgs", "limited": "Ltd",
      "societe": "Ste", "nederland": "NL",
    ]
    var words = name.split(separator: " ").map(String.init)
    for (index, word) in words.enumerated() {
      guard let short = contractions[word.lowercased()] else { continue }
      words[index] = short
      return words.joined(separator: " ")
    }
    let telling = parts(name).words
    guard
      let index = words.firstIndex(where: {
        $0.count >= 8 && telling.contains($0) && $0 != "Stichting"
      })
    else { return nil }
    words[index] = words[index].prefix(5) + "."
    return words.joined(separator: " ")
  }

  private static func mistyped(_ name: String, _ random: inout SeededGenerator) -> String? {
    var words = name.split(separator: " ").map(String.init)
    let long = words.indices.filter { words[$0].count >= 5 }
    guard let index = long.randomElement(using: &random) else { return nil }
    var letters = Array(words[index])
    let place = Int.random(in: 1..<letters.count - 1, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: letters.remove(at: place)
    case 1: letters.swapAt(place, place + 1)
    default: letters[place] = letters[place] == "e" ? "a" : "e"
    }
    words[index] = String(letters)
    return words.joined(separator: " ")
  }

  private static func cyrillic(_ name: String) -> String {
    let groups = [
      ("tch", "тч"), ("ch", "ч"), ("sh", "ш"), ("th", "т"), ("ph", "ф"), ("ck", "к"),
    ]
    let letters: [Character: String] = [
      "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
      "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
      "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "и", "z": "з",
    ]
    var text = name.lowercased()
    for (from, to) in groups { text = text.replacing(from, with: to) }
    return text.map { letters[$0] ?? String($0) }.joined()
  }

  private static func accented(_ name: String) -> String {
    let accents: [Character: Character] = [
      "a": "á", "e": "é", "o": "ö", "u": "ü", "n": "ñ", "i": "í",
    ]
    var count = 0
    return String(
      name.map { letter in
        guard let accent = accents[letter] else { return letter }
        count += 1
        return count.isMultiple(of: 2) ? accent : letter
      }
    )
  }
}
