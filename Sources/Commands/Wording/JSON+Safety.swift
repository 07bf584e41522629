import Records

extension JSON {
  /// ``Records/JSON/text`` with everything escaped that can drive a terminal or turn text
  /// around: the same value in other words.
  var safeText: String {
    let text = text
    guard Text(text).fault(allowingLines: false) != nil else { return text }
    var output = ""
    for scalar in text.unicodeScalars {
      if Self.isHarmless(scalar) {
        output.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      }
    }
    return output
  }

  /// The value on indented lines, for a file that people look into.
  func indented(_ indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        "\(inner)\(JSON.string($0.name).text): \($0.value.indented(inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .array(let elements) where !elements.isEmpty && !elements.allSatisfy(\.isPlain):
      let lines = elements.map { inner + $0.indented(inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    default: return text
    }
  }

  private var isPlain: Bool { members == nil && elements == nil }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    Text(String(scalar)).shown().unicodeScalars.elementsEqual([scalar])
  }
}

extension JSON {
  /// A string, or null where there is none.
  static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// An array of strings.
  static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
