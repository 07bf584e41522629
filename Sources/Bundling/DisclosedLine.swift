import Journal

/// A line of `disclosed.ndjson.gz`: an index, a tab, an entry.
enum DisclosedLine {
  /// The index, and how many bytes come before the entry; `nil` for any other line.
  static func split(_ text: RawSpan) -> (index: UInt64, start: Int)? {
    var digits: [UInt8] = []
    for offset in text.byteOffsets {
      let byte = text.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      guard byte != UInt8(ascii: "\t") else {
        return DecimalNumber.parse(digits).map { ($0, offset + 1) }
      }
      guard digits.count < 13 else { return nil }
      digits.append(byte)
    }
    return nil
  }
}
