public import Records

/// A line that is signed, and is no entry.
public struct MalformedLine: Hashable, Sendable {
  /// Where it stands.
  public let line: BundleLine
  /// The rule that it breaks.
  public let fault: EntryFault
}
