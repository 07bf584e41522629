internal import Records

/// Text written as CSV (RFC 4180) that a spreadsheet shows and never computes.
///
/// Whoever opens a table trusts whoever sent it, and not whoever once typed a customer's
/// name. A spreadsheet runs a cell that begins with one of a few signs as a formula, which
/// can read other cells and fetch addresses; so such a cell gets an apostrophe before it,
/// the sign by which spreadsheets know text. Numbers stay numbers.
public enum CSVText {
  /// A line of these cells, with its end.
  public static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A cell that no spreadsheet takes for a formula and no terminal for a command.
  public static func cell(_ text: String) -> String {
    var shown = Text(text).shown(keepingLines: true)
    if isFormula(text) { shown = "'" + shown }
    let isQuoted =
      shown.utf8.contains { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }
      || shown.utf8.first == 0x20 || shown.utf8.last == 0x20
    guard isQuoted else { return shown }
    return "\""
      + shown.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Whether a spreadsheet may compute something with the text.
  ///
  /// White space, quotes and invisible characters before a formula's sign are dropped by one
  /// spreadsheet or another, and some take the full-width signs of East Asian keyboards too;
  /// a tab or carriage return at the beginning can end the cell before it.
  static func isFormula(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    if let first = scalars.first, first == "\t" || first == "\r" { return true }
    let rest = scalars.drop(while: isSkipped)
    guard let sign = rest.first, isSign(sign) else { return false }
    guard sign == "-" || sign == "+" else { return true }
    // A number, or a telephone number: with nothing else in it there is nothing to compute.
    let digits = rest.dropFirst()
    let isNumber =
      digits.contains { "0"..."9" ~= $0 }
      && digits.allSatisfy { "0"..."9" ~= $0 || $0 == " " || $0 == "." || $0 == "," }
    return !isNumber
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
    default: scalar == "\"" || scalar == "'" || scalar == "`" || scalar == "\u{2019}"
    }
  }
}
