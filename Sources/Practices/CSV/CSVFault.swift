public import Records

/// A row, or a file, that cannot be read as a table, and why.
public struct CSVFault: Error, Hashable, Sendable {
  /// The physical line on which the row begins, from 1.
  public let line: Int
  /// What is wrong.
  public let cause: Cause

  /// The ways a table can be broken.
  public enum Cause: Hashable, Sendable {
    /// A quotation mark opens a cell on this line and nothing closes it within the limit.
    case unclosedQuote(line: Int)
    case textAfterQuote
    /// The cell with this number, from 1, is over the limit.
    case cellTooLong(cell: Int)
    case rowTooLong
    case tooManyCells
    case ragged(expected: Int, found: Int)
    case noHeader
    case headerTooLong
    case utf16
    /// This is in a column of CAS numbers and is none, so that nothing can be found by it.
    case mistyped(String)
  }

  /// Says that something is wrong with a row.
  public init(line: Int, cause: Cause) {
    self.line = line
    self.cause = cause
  }
}

extension CSVFault: UserFacingError {
  /// Why the row is refused, as one clause.
  public var reason: String {
    switch cause {
    case .unclosedQuote(let line):
      "a quotation mark opens on line \(line) and is not closed within 64 KiB"
    case .textAfterQuote: "there is text after a closing quotation mark"
    case .cellTooLong(let cell): "cell \(cell) is longer than 64 KiB"
    case .rowTooLong: "the row is longer than 1 MiB"
    case .tooManyCells: "the row has more than \(CSVReader.maximumCells) cells"
    case .ragged(let expected, let found):
      "the row has \(found) cells, and the first line names \(expected) columns"
    case .noHeader: "the file is empty"
    case .headerTooLong: "the first line does not end within 64 KiB"
    case .utf16: "the file is in UTF-16"
    case .mistyped(let cell):
      "‘\(cell)’ is not a CAS number: its last digit does not fit the others, so one is mistyped"
    }
  }

  public var problem: String { "line \(line): \(reason)" }
  public var remedy: String? {
    switch cause {
    case .unclosedQuote, .textAfterQuote: "a quotation mark inside a quoted cell is doubled"
    case .noHeader: "the first line names the columns"
    case .utf16: "save it again as “CSV UTF-8”"
    default: nil
    }
  }
  public var kind: FailureKind { .refused }
}
