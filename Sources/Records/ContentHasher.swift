import Crypto

/// A SHA-256 fed piece by piece.
public struct ContentHasher: Sendable {
  private var state = SHA256()

  /// Starts with nothing.
  public init() {}

  /// Takes in more bytes.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Takes in the UTF-8 of more text.
  public mutating func update(_ text: String) { update(Array(text.utf8).span.bytes) }

  /// The digest of all that was taken in.
  public func digest() -> NodeHash { NodeHash(state.finalize()) }
}
