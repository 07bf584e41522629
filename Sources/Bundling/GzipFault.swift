/// Why compressed bytes were not taken.
public enum GzipFault: Error, Hashable, Sendable {
  /// The bytes are no gzip, or do not say what their own checksum promises.
  case damaged(String)
  /// The bytes stop before the gzip member ends.
  case truncated
  /// Bytes follow the one gzip member.
  case trailingBytes
  /// The text is longer than this many bytes.
  case tooLong(limit: Int)
  /// The text is more than 200 times as long as what it is inflated from.
  case ratio

  /// The fault as a clause.
  public var reason: String {
    switch self {
    case .damaged(let detail): "the compressed bytes are damaged (\(detail))"
    case .truncated: "the compressed bytes stop before their end"
    case .trailingBytes: "bytes follow the end of the compressed text"
    case .tooLong(let limit): "the text is longer than \(limit) bytes"
    case .ratio: "the text is more than \(GzipInflater.maximumRatio) times as long as its gzip"
    }
  }
}
