extension Stub {
  /// Reads a stub's line, or gives `nil` for any other, malformed ones included.
  ///
  /// A line that is not what ``line`` writes, byte for byte, is an entry, good or bad.
  public init?(line: RawSpan) {
    let stub = line.withUnsafeBytes { Self.read($0) }
    guard let stub else { return nil }
    self = stub
  }

  private static func read(_ bytes: UnsafeRawBufferPointer) -> Self? {
    var rest = bytes[...]
    guard skip(#"{"leaf":""#, in: &rest), let leaf = id(in: &rest),
      skip(#"","withheld":""#, in: &rest),
      let reason = Reason.allCases.first(where: { skip($0.rawValue, in: &rest) })
    else { return nil }
    guard reason == .erased else {
      return skip(#""}"#, in: &rest) && rest.isEmpty ? Self(leaf, because: reason) : nil
    }
    guard skip(#"","record":""#, in: &rest), let record = id(in: &rest),
      skip(#""}"#, in: &rest), rest.isEmpty
    else { return nil }
    return Self(erased: leaf, of: record)
  }

  private static func skip(
    _ wanted: String,
    in rest: inout Slice<UnsafeRawBufferPointer>,
  ) -> Bool {
    guard rest.starts(with: wanted.utf8) else { return false }
    rest.removeFirst(wanted.utf8.count)
    return true
  }

  private static func id(in rest: inout Slice<UnsafeRawBufferPointer>) -> EntryID? {
    let text = UnsafeRawBufferPointer(rebasing: rest.prefix(EntryID.textLength))
    guard let id = EntryID(base32: text) else { return nil }
    rest.removeFirst(EntryID.textLength)
    return id
  }
}
