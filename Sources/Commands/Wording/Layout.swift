/// Lines for people: how wide text is, and how it is broken, cut and counted.
enum Layout {
  /// How many columns of a terminal the text takes.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width($1) }
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    case 0x200B, 0xFEFF: return 0
    default: return 1
    }
  }

  /// The text, or as much of its beginning as fits, with an ellipsis.
  static func cut(_ text: String, to room: Int) -> String {
    if width(text) <= room { return text }
    var used = 0
    let head = text.prefix { character in
      used += width(character)
      return used < room
    }
    return head + "…"
  }

  /// The text with spaces after it up to a width.
  static func padded(_ text: String, to room: Int, isRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, room - width(text)))
    return isRight ? space + text : text + space
  }

  /// Text broken between words into lines that fit; its own line feeds stay.
  ///
  /// Every line begins with `indent`, but the first with `first` where that is given.
  static func wrapped(_ text: String, width room: Int, indent: String = "", first: String? = nil)
    -> String
  {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = lines.isEmpty ? (first ?? indent) : indent
      var isEmpty = true
      for word in paragraph.split(separator: " ") {
        if !isEmpty, width(line) + 1 + width(String(word)) > room {
          lines.append(line)
          line = indent
          isEmpty = true
        }
        line += (isEmpty ? "" : " ") + word
        isEmpty = false
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// Text whose lines are broken where they do not fit, each with its own indent.
  static func fitted(_ text: String, columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard width(String(line)) > columns else { return String(line) }
      let indent = String(line.prefix { $0 == " " })
      return wrapped(String(line), width: columns, indent: indent + "  ", first: indent)
    }.joined(separator: "\n")
  }

  /// A number with its thousands apart: `12,345`.
  static func number(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number).reversed())
    var output: [Character] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, index.isMultiple(of: 3), digit.isNumber { output.append(",") }
      output.append(digit)
    }
    return String(output.reversed())
  }

  /// A number and what it counts: `1 row`, `12 rows`.
  static func count(_ number: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
    "\(Self.number(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// A file's size, for people: `84 kB`.
  static func size(_ bytes: Int64) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\(bytes / 1_000) kB"
    case ..<1_000_000_000: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    default: "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
    }
  }

  /// Words as a list in a sentence: `a, b and c`.
  static func list(_ words: [String], _ conjunction: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }
}
