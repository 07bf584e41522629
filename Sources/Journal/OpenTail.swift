import Records

/// What an open segment holds, and where its whole lines end.
///
/// A line counts as whole when it ends in a line feed and is a JSON object. More is not
/// asked here: a line that a newer version of the program wrote must never be taken for
/// the remains of a crash.
struct OpenTail {
  /// How many whole lines there are before the first that is not.
  private(set) var validCount: UInt64 = 0
  /// Where they end.
  private(set) var validSize: Int64 = 0
  /// The file's length.
  let size: Int64
  /// Whether a whole line follows one that is not.
  private(set) var hasValidLineBeyond = false
  /// Whether all lines so far were whole.
  private var isSound = true

  /// Reads the segment in `file`.
  init(_ file: any OpenFile) throws(FileSystemError) {
    size = try file.size()
    var tape = JSONTape()
    var offset: Int64 = 0
    var block = [UInt8](repeating: 0, count: 256 * 1024)
    var filled = 0
    while true {
      let count = try file.read(into: &block, in: filled..<block.count, at: offset + Int64(filled))
      filled += count
      var used = look(at: block.span.bytes.extracting(0..<filled), from: offset, &tape)
      if count == 0 { return }
      if used == 0, filled == block.count {
        // What has no line feed within many times the longest line is not a line.
        isSound = false
        used = filled
      }
      offset += Int64(used)
      filled -= used
      block.withUnsafeMutableBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[used..<(used + filled)])
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<filled]).copyMemory(from: rest)
      }
    }
  }

  /// Judges the lines of these bytes, which begin at `offset` of the file; returns where
  /// the last of them ends.
  private mutating func look(
    at bytes: RawSpan,
    from offset: Int64,
    _ tape: inout JSONTape,
  ) -> Int {
    var start = 0
    while let feed = bytes.firstLineFeed(from: start) {
      let isWhole = Self.isObject(bytes.extracting(start..<feed), &tape)
      start = feed + 1
      if !isWhole {
        isSound = false
      } else if isSound {
        validCount += 1
        validSize = offset + Int64(start)
      } else {
        hasValidLineBeyond = true
      }
    }
    return start
  }

  private static func isObject(_ line: RawSpan, _ tape: inout JSONTape) -> Bool {
    guard line.byteCount > 0, line.byteCount <= LineReader.limit else { return false }
    do throws(JSONFault) {
      try tape.parse(line)
    } catch {
      return false
    }
    return tape.nodes.first?.kind == .object
  }
}
