public import Records

/// Why a table cannot be loaded the way it was asked for.
public enum LoadPlanFault: UserFacingError, Hashable {
  case unknownColumn(String, known: [String])
  case unknownField(String, form: String, known: [String])
  /// A field with fields of its own has no place in one cell; those it has do.
  case notOneCell(field: String, known: [String])
  case twoColumns(String, String, field: String)
  case twoFields(column: String, String, String)
  case missing(field: String, form: String)
  case nothingMapped(form: String)

  public var problem: String {
    switch self {
    case .unknownColumn(let name, _): "the table has no column ‘\(name)’"
    case .unknownField(let name, let form, _): "‘\(form)’ has no field ‘\(name)’"
    case .notOneCell(let field, _): "‘\(field)’ holds several values, which no cell can"
    case .twoColumns(let first, let second, let field):
      "the columns ‘\(first)’ and ‘\(second)’ both fill ‘\(field)’"
    case .twoFields(let column, let first, let second):
      "the column ‘\(column)’ cannot fill both ‘\(first)’ and ‘\(second)’"
    case .missing(let field, let form):
      "no column fills ‘\(field)’, without which no ‘\(form)’ means anything"
    case .nothingMapped(let form): "no column of the table is a field of ‘\(form)’"
    }
  }

  public var remedy: String? {
    switch self {
    case .unknownColumn(_, let known): "its columns are: \(known.joined(separator: ", "))"
    case .unknownField(_, _, let known): "its fields are: \(known.joined(separator: ", "))"
    case .notOneCell(_, let known):
      known.isEmpty
        ? "ignore the column and add the value to the record afterwards"
        : "each has a column: \(known.joined(separator: ", "))"
    case .twoColumns(_, let second, _): "leave one of them out: --ignore '\(second)'"
    case .twoFields: "choose one of them"
    case .nothingMapped: "say which column is which field: --map 'COLUMN=FIELD'"
    case .missing(let field, _):
      "say which column it is: --map 'COLUMN=\(field)'"
    }
  }

  public var kind: FailureKind { .refused }
}
