import Records

/// Why a journal cannot store these bytes as one line.
enum LineFault: String {
  case empty = "is empty"
  case tooLong = "is longer than 65,535 bytes"
  case severalLines = "holds a line feed"

  /// What is wrong with the line, or `nil`.
  init?(_ line: RawSpan) {
    if line.byteCount == 0 {
      self = .empty
    } else if line.byteCount > Limits.entryBytes {
      self = .tooLong
    } else if line.firstLineFeed(from: 0) != nil {
      self = .severalLines
    } else {
      return nil
    }
  }
}
