internal import Foundation

/// A country, kept as its two-letter code (ISO 3166-1 alpha-2) and shown by its name.
public struct Country: Hashable, Sendable {
  /// Two capital letters.
  public let code: String
  /// The name in English.
  public let name: String

  /// Every country of the standard, in the order of the codes.
  public static let all: [Country] = rows.map { Country(code: $0[0], name: $0[1]) }

  /// The country that a person means who writes `text`: a code, an English name or one of
  /// the variants in common use, in any case.
  ///
  /// `England` and `Northern Ireland` are parts of the United Kingdom and give `GB`;
  /// `Holland` gives `NL`. What is not known is not guessed.
  public init?(_ text: String) {
    guard let place = Self.places[Self.key(text)] else { return nil }
    self = Self.all[place]
  }

  private init(code: String, name: String) {
    self.code = code
    self.name = name
  }

  private static let rows: [[String]] = table.split(separator: "\n").map { line in
    line.split(separator: "|").map(String.init)
  }

  private static let places: [String: Int] = {
    var places: [String: Int] = [:]
    for (place, row) in rows.enumerated() {
      for name in row { places[key(name)] = place }
    }
    return places
  }()

  /// A name without what people write differently: case, accents, points, commas, a
  /// leading article, and the short forms of `and` and `saint`.
  private static func key(_ text: String) -> String {
    let folded = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: Locale(identifier: "en_US_POSIX"),
    )
    let plain =
      folded
      .replacing("&", with: " and ")
      .filter { $0 != "." && $0 != "'" && $0 != "’" }
    var words = plain.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if words.first == "the", words.count > 1 { words.removeFirst() }
    return words.map { $0 == "st" ? "saint" : $0 }.joined(separator: " ")
  }
}
