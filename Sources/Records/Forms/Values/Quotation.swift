/// Text from elsewhere, made fit to stand in a message.
enum Quotation {
  /// How much of a long text is shown.
  private static let maximumCount = 60

  /// The text in ‘…’, cut where it is long, with what could disarrange a terminal escaped.
  static func of(_ text: String) -> String {
    let isLong = text.unicodeScalars.count > maximumCount
    let start = isLong ? String(text.unicodeScalars.prefix(maximumCount)) : text
    return "‘\(Text(start).shown())\(isLong ? "…" : "")’"
  }

  /// Bytes that are to be text.
  static func of(_ bytes: Span<UInt8>) -> String {
    of(bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
  }
}
