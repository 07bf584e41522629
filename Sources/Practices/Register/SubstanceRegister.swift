internal import Records

/// The substances that the program knows, and what people call them.
public struct SubstanceRegister: Sendable {
  /// Every substance, in the register's order.
  public let substances: [Substance]
  /// When its facts were last compared with their sources.
  public let checked: String

  /// Which names stand for several substances, folded.
  let ambiguous: Set<String>
  /// Which short forms are words as well, and count inside a text only in capitals.
  private let capitalsOnly: Set<String>
  private let byCAS: [String: Int]
  private let byKey: [String: [Int]]
  private let byCode: [String: [Int]]
  private let mostWords: Int

  /// The register that comes with the program.
  public static let standard: SubstanceRegister = {
    do throws(JSONFault) {
      let document = PackageResources.substances_json
      return reading(try JSON(parsing: document.span.bytes))
    } catch {
      preconditionFailure("The embedded register of substances is no JSON: \(error).")
    }
  }()

  /// A register of these substances.
  init(
    _ substances: [Substance],
    checked: String = "",
    ambiguous: [String] = [],
    capitalsOnly: [String] = [],
  ) {
    self.substances = substances
    self.checked = checked
    self.ambiguous = Set(ambiguous.map(Self.key))
    self.capitalsOnly = Set(capitalsOnly.map(Self.key))
    var byCAS: [String: Int] = [:]
    var byKey: [String: [Int]] = [:]
    var byCode: [String: [Int]] = [:]
    var mostWords = 1
    for (place, substance) in substances.enumerated() {
      for cas in [substance.cas].compactMap(\.self) + substance.otherCAS {
        byCAS[cas] = byCAS[cas] ?? place
      }
      for name in Self.names(of: substance) {
        let words = FoldedWords(name)
        mostWords = max(mostWords, words.words.count)
        let key = Self.key(of: words)
        if byKey[key]?.contains(place) != true { byKey[key, default: []].append(place) }
      }
      for code in Self.codes(of: substance) { byCode[code, default: []].append(place) }
    }
    self.byCAS = byCAS
    self.byKey = byKey
    self.byCode = byCode
    self.mostWords = mostWords
  }

  /// The substance with this CAS number, or that something with this number counts as.
  public func substance(cas: String) -> Substance? {
    byCAS[cas].map { substances[$0] }
  }

  /// The substances that a text means which is nothing but a name, a synonym, a CAS number,
  /// an HS or a CN code; several where it fits several.
  ///
  /// Case, spaces, hyphens, commas, accents and the way to write Greek letters do not count;
  /// a salt or an isomer is found as what it counts as.
  public func find(_ text: String) -> [Substance] {
    if let cas = Self.casNumber(in: text) { return substance(cas: cas).map { [$0] } ?? [] }
    let words = FoldedWords(text)
    if let places = byKey[Self.key(of: words)] { return places.map { substances[$0] } }
    if let code = Self.code(in: text) { return byCode[code]?.map { substances[$0] } ?? [] }
    return parents(of: words)
  }

  /// The substances that a longer text speaks of, each once, in the order of the text.
  public func matches(_ text: String) -> [SubstanceMatch] {
    var matches: [SubstanceMatch] = []
    func add(_ places: [Int], _ words: Substring) {
      for place in places where !matches.contains(where: { $0.substance == substances[place] }) {
        matches.append(SubstanceMatch(substance: substances[place], words: String(words)))
      }
    }
    for (cas, words) in Self.casNumbers(in: text) {
      if let place = byCAS[cas] { add([place], words) }
    }
    let words = FoldedWords(text).words
    var first = 0
    while first < words.count {
      let found = longestName(in: words, of: text, from: first)
      if let found {
        add(found.places, text[words[first].range.lowerBound..<found.end])
      }
      first += found?.count ?? 1
    }
    return matches
  }

  /// The substances of a folded name.
  func named(_ key: String) -> [Substance] { (byKey[key] ?? []).map { substances[$0] } }

  private func longestName(
    in words: [FoldedWords.Word],
    of text: String,
    from first: Int,
  ) -> (places: [Int], count: Int, end: String.Index)? {
    var best: (places: [Int], count: Int, end: String.Index)?
    var key = ""
    for place in first..<min(first + mostWords, words.count) {
      key += words[place].folded
      guard let places = byKey[Self.spelling(key)] else { continue }
      let count = place - first + 1
      // Single letters with points between them are initials, not a short form.
      if count > 1, key.utf8.count <= 4 { continue }
      if capitalsOnly.contains(key), !words[place].isCapital(in: text) { continue }
      best = (places, count, words[place].range.upperBound)
    }
    return best
  }
}
