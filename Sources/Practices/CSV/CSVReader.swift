/// Reads a table as firms keep it: a CSV file that a spreadsheet wrote, block by block.
///
/// The grammar is RFC 4180, read the way such files are: a byte-order mark, lines that
/// end in CR, LF or both, cells parted by `;`, `,` or tab (found from the first line, or
/// told by a `sep=;` line), cells in UTF-8 or Windows-1252. A row that is broken is
/// reported with its line, and reading goes on.
///
/// Memory is bounded by the limits below, however long the file is. The packages that
/// read CSV for Swift want the whole file as one string, stop at the first broken quotation
/// mark, know no line numbers and put a short row and a whole one on a level; hence this one.
public struct CSVReader: Sendable {
  /// The longest cell, in bytes.
  public static let maximumCellLength = 64 * 1024

  /// The longest row, in bytes of all its cells.
  public static let maximumRowLength = 1024 * 1024

  /// The most cells in a row.
  public static let maximumCells = 4096

  var state = State.opening
  var separator: UInt8?
  private var opening: [UInt8] = []
  var header: CSVHeader?

  /// The row in the making, and the offset in it where the current cell began.
  var row = CSVRow()
  var cellStart = 0

  /// The physical line that is being read, from 1.
  var line = 1
  /// The line on which the quotation mark of the current cell stands.
  var quoteLine = 1
  /// Where in the row's bytes the current cell's closing quotation mark stood.
  var quoteEnd = 0
  /// Whether the last byte was a CR, so that an LF belongs to it.
  var isAfterReturn = false

  /// Creates a reader at the start of a file.
  public init() {}

  /// What a file turns out to hold, in the order of its lines.
  public enum Event: Sendable {
    /// The first line: always the first event of a file that can be read.
    case header(CSVHeader)
    /// A row with as many cells as the header.
    case row(CSVRow)
    /// A row that is broken; the rows after it follow.
    case fault(CSVFault)
    /// A file that cannot be read at all; nothing follows.
    case unreadable(CSVFault)
  }

  /// Reads the next block of the file and hands each row that ends in it to `body`.
  public mutating func read<Failure: Error>(
    _ block: RawSpan,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    try block.withUnsafeBytes { (input) throws(Failure) in
      if state == .opening {
        try open(with: input, isLast: false, body)
      } else {
        try consume(input, body)
      }
    }
  }

  /// Ends the file: hands over a last row without a line end, and what was left open.
  public mutating func finish<Failure: Error>(
    _ body: (Event) throws(Failure) -> Void
  ) throws(Failure) {
    if state == .opening {
      try open(with: UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, body)
    }
    while state == .quoted { try abandonQuote(.unclosedQuote(line: quoteLine), body) }
    if state == .closed { return }
    if state != .cellStart || !row.isEmpty { try endRow(body) }
    if header == nil { try body(.unreadable(CSVFault(line: 1, cause: .noHeader))) }
    state = .closed
  }

  /// Reads a whole file that is in memory.
  public static func events(of bytes: [UInt8]) -> [Event] {
    var reader = Self()
    var events: [Event] = []
    reader.read(bytes.span.bytes) { events.append($0) }
    reader.finish { events.append($0) }
    return events
  }

  enum State {
    /// Before the separator is known.
    case opening
    case cellStart, plain, quoted
    /// After a quotation mark inside a quoted cell: the cell's end, or half of a doubled one.
    case quoteInQuoted
    /// After the end of a quoted cell, where only blanks may stand.
    case afterQuote
    /// In the rest of a line whose row was given up.
    case skipping
    /// After the end, or after a file was found unreadable.
    case closed
  }
}

// MARK: - The first line

extension CSVReader {
  /// Keeps the file's first bytes until they hold the whole first line, from which the
  /// separator is found.
  private mutating func open<Failure: Error>(
    with input: UnsafeRawBufferPointer,
    isLast: Bool,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    opening += input
    guard isLast || opening.count >= 4 else { return }
    if opening.starts(with: [0xFF, 0xFE]) || opening.starts(with: [0xFE, 0xFF]) {
      return try refuse(.utf16, body)
    }
    if opening.starts(with: [0xEF, 0xBB, 0xBF]) { opening.removeFirst(3) }
    while separator == nil {
      guard let end = CSVSeparator.lineEnd(in: opening) ?? (isLast ? opening.count : nil) else {
        if opening.count > Self.maximumCellLength { try refuse(.headerTooLong, body) }
        return
      }
      if line == 1, let told = CSVSeparator.told(by: opening[..<end]) {
        separator = told
        let isReturn = opening[end...].starts(with: [0x0D, 0x0A])
        opening.removeFirst(min(opening.count, end + (isReturn ? 2 : 1)))
        line = 2
      } else {
        separator = CSVSeparator.found(in: opening[..<end])
      }
    }
    state = .cellStart
    row.line = line
    let bytes = opening
    opening = []
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Failure) in try consume(buffer, body) }
  }

  mutating func refuse<Failure: Error>(
    _ cause: CSVFault.Cause,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    state = .closed
    opening = []
    try body(.unreadable(CSVFault(line: line, cause: cause)))
  }
}
