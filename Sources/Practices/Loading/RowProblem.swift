/// Why a row of a table was not loaded: one cell, or the row as a whole.
public struct RowProblem: Error, Hashable, Sendable {
  /// The physical line on which the row begins, from 1.
  public let line: Int
  /// The column's name in the first line; empty where the row as a whole is meant.
  public let column: String
  /// What stood in the cell, cut to 200 characters.
  public let value: String
  /// What is wrong and what to do, in words.
  public let reason: String

  /// Names a cell and what is wrong with it.
  public init(line: Int, column: String = "", value: String = "", reason: String) {
    self.line = line
    self.column = column
    self.value = PlainText.excerpt(value)
    self.reason = reason
  }

  /// A row that could not even be read as one.
  public init(_ fault: CSVFault) {
    self.init(line: fault.line, reason: fault.reason)
  }
}

extension RowProblem: CustomStringConvertible {
  public var description: String {
    column.isEmpty ? "line \(line): \(reason)" : "line \(line), \(column): \(reason)"
  }
}
