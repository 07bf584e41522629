internal import Records

/// How names, numbers and codes of substances are recognised.
extension SubstanceRegister {
  /// Everything that a substance is called.
  static func names(of substance: Substance) -> [String] {
    [substance.name, substance.fullName] + [substance.abbreviation].compactMap(\.self)
      + substance.synonyms
  }

  /// What is left of a name when the way to write it does not count.
  static func key(_ name: String) -> String { key(of: FoldedWords(name)) }

  /// The same of a name that is taken apart already.
  static func key(of words: FoldedWords) -> String { spelling(words.key) }

  /// British and American names of sulphur are one.
  static func spelling(_ key: String) -> String {
    key.utf8.contains(UInt8(ascii: "p")) ? key.replacing("sulph", with: "sulf") : key
  }

  /// The digits of a substance's customs codes.
  static func codes(of substance: Substance) -> Set<String> {
    var codes: Set<String> = []
    for text in [substance.hs6, substance.cn8].compactMap(\.self) {
      var former = ""
      for part in text.split(separator: "/") {
        var digits = part.filter(\.isNumber)
        // After a slash only the end may stand that differs: `2905 39 26/28`.
        if digits.count < former.count { digits = former.dropLast(digits.count) + digits }
        codes.insert(digits)
        codes.insert(String(digits.prefix(6)))
        former = digits
      }
    }
    return codes
  }

  /// The digits of a text that is a customs code and nothing else: `2932.20`, `CN 2932 20 20`.
  static func code(in text: String) -> String? {
    var rest = Substring(text.uppercased().filter { !$0.isWhitespace && $0 != "." && $0 != ":" })
    for prefix in ["HS", "CN", "KN"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      break
    }
    guard rest.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    switch rest.utf8.count {
    case 6, 8: return String(rest)
    // National codes go on where the Combined Nomenclature ends.
    case 10, 11: return String(rest.prefix(8))
    default: return nil
    }
  }
}

// MARK: - CAS numbers

extension SubstanceRegister {
  /// The CAS number in a text that is nothing else, as records hold it: without `CAS`,
  /// spaces and leading zeros, and with plain hyphens.
  ///
  /// Its check digit need not fit.
  public static func casNumber(in text: String) -> String? {
    let upper = text.uppercased()
    var rest = upper[...]
    let letters = upper.prefix { !$0.isNumber }
    let label = letters.filter { $0.isLetter }
    if !label.isEmpty {
      guard ["CAS", "CASNO", "CASNR", "CASNUMBER", "CASRN"].contains(label) else { return nil }
      rest = upper[letters.endIndex...]
    }
    let (numbers, end) = casNumber(at: rest.unicodeScalars.startIndex, in: rest)
    let after = rest[end...].allSatisfy(\.isWhitespace)
    return after ? numbers : nil
  }

  /// The CAS numbers in a longer text whose check digit fits, each with how it stands there.
  static func casNumbers(in text: String) -> [(cas: String, words: Substring)] {
    guard text.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return []
    }
    var found: [(String, Substring)] = []
    let all = text[...]
    var index = all.unicodeScalars.startIndex
    var isInsideNumber = false
    while index < all.unicodeScalars.endIndex {
      let scalar = all.unicodeScalars[index]
      let isDigit = "0"..."9" ~= scalar
      if isDigit, !isInsideNumber {
        let (cas, end) = casNumber(at: index, in: all)
        if let cas, CASNumber.problem(of: Array(cas.utf8).span) == nil {
          found.append((cas, all[index..<end]))
          index = end
          continue
        }
      }
      isInsideNumber = isDigit || isHyphen(scalar)
      index = all.unicodeScalars.index(after: index)
    }
    return found
  }

  /// Reads digits, two digits and a digit with hyphens between them, and no digit or hyphen
  /// after them.
  private static func casNumber(
    at start: String.Index,
    in text: Substring,
  ) -> (cas: String?, end: String.Index) {
    let scalars = text.unicodeScalars
    var index = start
    var parts: [String] = [""]
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if "0"..."9" ~= scalar {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      } else if isHyphen(scalar) {
        parts.append("")
      } else {
        break
      }
      index = scalars.index(after: index)
    }
    guard parts.count == 3, parts[1].utf8.count == 2, parts[2].utf8.count == 1 else {
      return (nil, index)
    }
    let first = parts[0].drop { $0 == "0" }
    guard 2...7 ~= first.utf8.count else { return (nil, index) }
    return ("\(first)-\(parts[1])-\(parts[2])", index)
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "\u{2010}"..."\u{2015}", "\u{2212}", "\u{AD}", "\u{FE63}", "\u{FF0D}": true
    default: false
    }
  }
}

// MARK: - Salts and isomers

extension SubstanceRegister {
  /// Words that make a salt of a substance, or say that it is one.
  private static let saltWords: Set<String> = [
    "salt", "salts", "of", "the", "hydrochloride", "hydrochlorid", "chlorhydrate", "hcl",
    "hydrobromide", "hydroiodide", "sulfate", "sulphate", "hemisulfate", "hemisulphate", "tartrate",
    "bitartrate", "maleate", "phosphate", "citrate", "nitrate", "acetate", "oxalate", "sodium",
    "potassium", "ammonium", "calcium", "lithium", "hydrate", "monohydrate", "hemihydrate",
    "anhydrous", "base",
  ]

  /// Words before a name that say which way a molecule is turned.
  private static let isomerWords: Set<String> = [
    "d", "l", "dl", "r", "s", "rs", "rac", "racemic", "1r", "2s", "1s", "2r", "cis", "trans", "e",
    "z",
  ]

  /// The substances that a salt or an isomer counts as.
  func parents(of words: FoldedWords) -> [Substance] {
    let withoutSalts = words.words.map(\.folded).filter { !Self.saltWords.contains($0) }
    let isSalt = withoutSalts.count < words.words.count
    let isomers = withoutSalts.prefix { Self.isomerWords.contains($0) }
    let rest = withoutSalts.dropFirst(isomers.count)
    guard !rest.isEmpty, isSalt || !isomers.isEmpty else { return [] }
    return named(Self.spelling(rest.joined())).filter {
      (!isSalt || $0.coversSalts) && (isomers.isEmpty || $0.coversIsomers)
    }
  }
}

extension FoldedWords.Word {
  /// Whether the word has no small letter.
  func isCapital(in text: String) -> Bool {
    !text[range].unicodeScalars.contains { $0.properties.isLowercase }
  }
}
