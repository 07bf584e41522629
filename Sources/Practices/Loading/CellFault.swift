/// Why the text of one cell is not a value of its field, with what to do about it.
struct CellFault: Error, Hashable {
  /// One clause, as in ``RowProblem/reason``.
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// The reason with the column's own name where it speaks of an option.
  func reason(in column: String) -> String { reason.replacing("COLUMN", with: "'\(column)'") }
}
