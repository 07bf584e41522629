import CentralView
import Records

/// Records as rows of a CSV table (RFC 4180), its columns called like the form's fields.
struct RecordTable {
  private let columns: [(name: String, path: [String])]

  /// A table for records of a form.
  init(form: Form) {
    columns = form.fields.flatMap { field -> [(String, [String])] in
      guard case .group(let parts) = field.kind else { return [(field.name, [field.name])] }
      return parts.map { ("\(field.name).\($0.name)", [field.name, $0.name]) }
    }
  }

  private static let leading = ["record", "form", "organisation", "void", "conflicts"]

  /// The first line, with its end.
  var header: String { Self.row(Self.leading + columns.map(\.name)) }

  /// A record's line, with its end.
  func line(for record: RecordSummary) -> String {
    let cells = [
      record.id.text, record.form, record.organisation.text, record.isVoid ? "yes" : "no",
      record.conflicts.joined(separator: "|"),
    ]
    return Self.row(cells + columns.map { Self.text(record.body, at: $0.path) })
  }

  private static func text(_ body: JSON, at path: [String]) -> String {
    var value: JSON? = body
    for name in path { value = value?[name] }
    return value.map(text) ?? ""
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .bool(let value): value ? "yes" : "no"
    case .array(let elements): elements.map(text).joined(separator: "|")
    default: value.text
    }
  }

  private static func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A cell that no spreadsheet takes for a formula and no terminal for a command.
  static func cell(_ text: String) -> String {
    var text = Text(text).shown(keepingLines: true)
    if isFormula(text) { text = "'" + text }
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }) else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Whether a spreadsheet may compute something with the text: it begins with a formula's
  /// sign, and is neither a number nor a telephone number.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@".utf8.contains(first) else { return false }
    guard "+-".utf8.contains(first) else { return true }
    return !text.utf8.dropFirst().allSatisfy { "0123456789 .,()/-".utf8.contains($0) }
  }
}
