internal import Records

/// Reads the ways in which people and spreadsheets write amounts.
enum NumberReading {
  /// Which mark stands before the decimals.
  enum Style: Hashable, Sendable {
    case point, comma
  }

  /// What a cell says.
  struct Reading: Hashable {
    /// The amount as entries write it, `1234.5`.
    let text: String
    /// The style that the cell gives away by itself.
    let evidence: Style?
  }

  /// The amount in `text`, or why it is not one.
  ///
  /// `1,234` is a thousand and more in one country and little over one in the next. It is
  /// refused unless the column shows elsewhere which `style` it is written in.
  static func read(_ text: String, style: Style?) throws(CellFault) -> Reading {
    var digits = text.utf8.filter { $0 != 0x20 && $0 != UInt8(ascii: "'") }
    let hasBlanks = digits.count != text.utf8.count
    var sign = ""
    if digits.first == UInt8(ascii: "-") {
      sign = "-"
      digits.removeFirst()
    }
    guard let first = digits.first, digits.allSatisfy(isPart), isDigit(first) else {
      throw CellFault("‘\(text)’ is not a number; write it as 12.5, without a unit")
    }
    if hasBlanks, !hasGroups(text.drop { $0 == "-" }, separators: [" ", "'"]) {
      throw CellFault("‘\(text)’ is not one number; write it as 1234.5")
    }
    let points = digits.count { $0 == point }
    let commas = digits.count { $0 == comma }
    let found = try decimalMark(of: digits, points, commas, text, style, hasBlanks)
    let (decimal, group) = found.mark == .point ? (point, comma) : (comma, point)
    var plain = digits.filter { $0 != group }.map { $0 == decimal ? point : $0 }
    while plain.count > 1, plain[0] == UInt8(ascii: "0"), isDigit(plain[1]) { plain.removeFirst() }
    guard let shortest = DecimalText.shortest(sign + String(decoding: plain, as: UTF8.self)) else {
      throw CellFault("‘\(text)’ has too many digits; at most 15 before the point and 6 after it")
    }
    return Reading(text: shortest, evidence: found.evidence)
  }

  /// Which mark is the decimal one in a number with this many points and commas.
  private static func decimalMark(
    of digits: [UInt8],
    _ points: Int,
    _ commas: Int,
    _ text: String,
    _ style: Style?,
    _ hasBlanks: Bool,
  ) throws(CellFault) -> (mark: Style, evidence: Style?) {
    if points == 0, commas == 0 { return (.point, nil) }
    let lastPoint = digits.lastIndex(of: point) ?? -1
    let lastComma = digits.lastIndex(of: comma) ?? -1
    // The mark that stands last is the decimal one, if it stands once.
    let last: Style = lastPoint > lastComma ? .point : .comma
    let count = last == .point ? points : commas
    let other = last == .point ? commas : points
    let mark: Style
    if count > 1 {
      guard other == 0 else { throw malformed(text) }
      mark = last == .point ? .comma : .point
    } else if other > 0 {
      mark = last
    } else if let style {
      mark = style
    } else if !hasBlanks, isGroup(digits, at: max(lastPoint, lastComma)) {
      let whole = digits.filter(isDigit)
      let index = max(lastPoint, lastComma)
      let decimal = digits[..<index] + [point] + digits[(index + 1)...]
      throw CellFault(
        "‘\(text)’ can be read as \(String(decoding: whole, as: UTF8.self)) and as "
          + "\(String(decoding: decimal, as: UTF8.self)); write it without a mark for thousands, "
          + "or as \(String(decoding: decimal, as: UTF8.self))0"
      )
    } else {
      mark = last
    }
    let parts = digits.split(
      separator: mark == .point ? point : comma,
      omittingEmptySubsequences: false,
    )
    let isWhole = !parts[0].contains { !isDigit($0) }
    let groups = String(decoding: parts[0], as: UTF8.self)
    let separator: Character = mark == .point ? "," : "."
    guard parts.count <= 2, parts.count == 1 || !parts[1].isEmpty,
      parts.dropFirst().allSatisfy({ $0.allSatisfy(isDigit) }),
      isWhole || !hasBlanks && hasGroups(groups[...], separators: [separator]),
      style == nil || style == mark
    else { throw malformed(text) }
    return (mark, mark)
  }

  private static func malformed(_ text: String) -> CellFault {
    CellFault("‘\(text)’ mixes marks for thousands and decimals; write it as 1234.5")
  }

  /// Whether the mark at `index` could just as well part thousands.
  private static func isGroup(_ digits: [UInt8], at index: Int) -> Bool {
    1...3 ~= index && digits.count - index == 4 && digits[0] != UInt8(ascii: "0")
  }

  /// Whether the separators in `text`, before any decimals, part groups of three digits.
  private static func hasGroups(_ text: Substring, separators: [Character]) -> Bool {
    let groups = text.split(omittingEmptySubsequences: false) { separators.contains($0) }
    let tails = groups.dropFirst().map { $0.prefix { $0.isWholeNumber } }
    let isLastOnly = tails.dropLast().enumerated().allSatisfy { $1 == groups[$0 + 1] }
    return 1...3 ~= groups[0].count && isLastOnly && tails.allSatisfy { $0.count == 3 }
  }

  private static let point = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == point || byte == comma
  }
}
