import CentralView
import Practices
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
  var header: String { CSVText.line(Self.leading + columns.map(\.name)) }

  /// A record's line, with its end.
  func line(for record: RecordSummary) -> String {
    let cells = [
      record.id.text, record.form, record.organisation.text, record.isVoid ? "yes" : "no",
      record.conflicts.joined(separator: "|"),
    ]
    return CSVText.line(cells + columns.map { Self.text(record.body, at: $0.path) })
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
}
