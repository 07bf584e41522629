/// The grammar: bytes to cells to rows.
extension CSVReader {
  mutating func consume<Failure: Error>(
    _ input: UnsafeRawBufferPointer,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    let separator = separator ?? UInt8(ascii: ",")
    var index = 0
    while index < input.count {
      let byte = input[index]
      if isAfterReturn {
        isAfterReturn = false
        if byte == 0x0A {
          if state == .quoted { row.bytes.append(byte) }
          index += 1
          continue
        }
      }
      switch state {
      case .cellStart where byte == UInt8(ascii: "\""):
        state = .quoted
        quoteLine = line
        index += 1
      case .cellStart, .plain:
        try readPlain(input, &index, separator, body)
      case .quoted:
        try readQuoted(input, &index, body)
      case .quoteInQuoted where byte == UInt8(ascii: "\""):
        row.bytes.append(byte)
        state = .quoted
        index += 1
      case .quoteInQuoted:
        quoteEnd = row.bytes.count
        state = .afterQuote
      case .afterQuote where byte == separator || byte == 0x0A || byte == 0x0D:
        state = .plain
      case .afterQuote where byte == 0x20 || byte == 0x09:
        row.bytes.append(byte)
        index += 1
        if isCellTooLong { try abandonLine(.cellTooLong(cell: row.ends.count + 1), body) }
      case .afterQuote:
        try abandonQuote(.textAfterQuote, body)
      case .skipping:
        if isLineEnd(byte) {
          startRow()
        }
        index += 1
      case .opening, .closed:
        return
      }
    }
  }

  /// Takes the run up to the next separator or line end.
  private mutating func readPlain<Failure: Error>(
    _ input: UnsafeRawBufferPointer,
    _ index: inout Int,
    _ separator: UInt8,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    let start = index
    while index < input.count {
      let byte = input[index]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      index += 1
    }
    if index > start {
      state = .plain
      row.bytes += UnsafeRawBufferPointer(rebasing: input[start..<index])
      if isCellTooLong { return try abandonLine(.cellTooLong(cell: row.ends.count + 1), body) }
    }
    guard index < input.count else { return }
    if input[index] == separator {
      endCell()
      state = .cellStart
      if row.ends.count >= Self.maximumCells { try abandonLine(.tooManyCells, body) }
      if row.bytes.count > Self.maximumRowLength { try abandonLine(.rowTooLong, body) }
    } else {
      try endRow(body)
      _ = isLineEnd(input[index])
      startRow()
    }
    index += 1
  }

  /// Takes the run up to the next quotation mark, line ends included.
  private mutating func readQuoted<Failure: Error>(
    _ input: UnsafeRawBufferPointer,
    _ index: inout Int,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    let start = index
    let room = Self.maximumCellLength + 1 - (row.bytes.count - cellStart)
    let limit = min(input.count, start + room)
    while index < limit {
      let byte = input[index]
      if byte == UInt8(ascii: "\"") { break }
      index += 1
      if isLineEnd(byte), isAfterReturn { break }
    }
    row.bytes += UnsafeRawBufferPointer(rebasing: input[start..<index])
    if isCellTooLong { return try abandonQuote(.unclosedQuote(line: quoteLine), body) }
    if index < input.count, !isAfterReturn, input[index] == UInt8(ascii: "\"") {
      state = .quoteInQuoted
      index += 1
    }
  }

  /// Counts the line that `byte` ends, if it ends one.
  private mutating func isLineEnd(_ byte: UInt8) -> Bool {
    guard byte == 0x0A || byte == 0x0D else { return false }
    line += 1
    isAfterReturn = byte == 0x0D
    return true
  }

  private var isCellTooLong: Bool { row.bytes.count - cellStart > Self.maximumCellLength }

  private mutating func endCell() {
    row.ends.append(row.bytes.count)
    cellStart = row.bytes.count
  }

  private mutating func startRow() {
    row.removeAll()
    row.line = line
    cellStart = 0
    state = .cellStart
  }

  /// Hands over the row; a line without anything on it is none.
  mutating func endRow<Failure: Error>(
    _ body: (Event) throws(Failure) -> Void
  ) throws(Failure) {
    if state == .skipping || (row.ends.isEmpty && row.bytes.isEmpty) { return }
    endCell()
    guard let header else {
      let found = CSVHeader(row)
      header = found
      return try body(.header(found))
    }
    row.dropEmptyCells(after: header.names.count)
    if row.ends.count == header.names.count {
      try body(.row(row))
    } else {
      let cause = CSVFault.Cause.ragged(expected: header.names.count, found: row.ends.count)
      try body(.fault(CSVFault(line: row.line, cause: cause)))
    }
  }
}

// MARK: - Broken rows

extension CSVReader {
  /// Gives the row up and reads on at the next line.
  private mutating func abandonLine<Failure: Error>(
    _ cause: CSVFault.Cause,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    guard header != nil else { return try refuse(cause, body) }
    let fault = CSVFault(line: row.line, cause: cause)
    row.removeAll()
    cellStart = 0
    state = .skipping
    try body(.fault(fault))
  }

  /// Gives up a row whose quotation marks do not pair, and reads on at the line after the
  /// one on which the quotation mark stands.
  ///
  /// A mark that is never closed swallows the rows after it. What it swallowed is
  /// still in the cell, as it stood but for doubled marks, so it can be read again as rows.
  mutating func abandonQuote<Failure: Error>(
    _ cause: CSVFault.Cause,
    _ body: (Event) throws(Failure) -> Void,
  ) throws(Failure) {
    var swallowed: [UInt8] = []
    let end = state == .afterQuote ? quoteEnd : row.bytes.count
    for byte in row.bytes[cellStart..<end] {
      swallowed.append(byte)
      if byte == UInt8(ascii: "\"") { swallowed.append(byte) }
    }
    if state == .afterQuote {
      swallowed.append(UInt8(ascii: "\""))
      swallowed += row.bytes[end...]
    }
    let wasAfterReturn = isAfterReturn
    try abandonLine(cause, body)
    guard state == .skipping,
      let lineEnd = swallowed.firstIndex(where: { $0 == 0x0A || $0 == 0x0D })
    else { return }
    line = quoteLine
    isAfterReturn = false
    try swallowed.span.bytes.withUnsafeBytes { (buffer) throws(Failure) in
      try consume(UnsafeRawBufferPointer(rebasing: buffer[lineEnd...]), body)
    }
    isAfterReturn = isAfterReturn || (wasAfterReturn && swallowed.last == 0x0D)
  }
}
