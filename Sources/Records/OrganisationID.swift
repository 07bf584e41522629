import Crypto

/// An organisation's permanent name: the start of the hash of its first journal key.
///
/// It outlives every key rotation, and is short enough to be compared by telephone.
public struct OrganisationID: Hashable, Sendable {
  /// The 26 characters.
  public let text: String

  /// How many characters an id has.
  public static let textLength = 26

  /// The id written as this text, or `nil` unless it is 26 lower-case base32 characters.
  public init?(_ text: some StringProtocol) {
    guard Array(text.utf8).withUnsafeBytes(Self.isValid) else { return nil }
    self.text = String(text)
  }

  /// The id of the organisation whose first journal key has these 32 bytes: the first
  /// 26 characters of the base32 of `SHA-256("steward organisation\n" || key)`.
  public init(firstKey: [UInt8]) {
    precondition(firstKey.count == 32, "An Ed25519 public key has 32 bytes.")
    var hasher = SHA256()
    hasher.update(data: Array("steward organisation\n".utf8))
    hasher.update(data: firstKey)
    text = String(Base32.encode(Array(hasher.finalize())).prefix(Self.textLength))
  }

  /// Whether these bytes are an id: only the alphabet counts, since the characters are
  /// the start of a longer text and have no unused bits.
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count == textLength && bytes.allSatisfy { Base32.value(of: $0) != nil }
  }
}

extension OrganisationID: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension OrganisationID: CustomStringConvertible {
  public var description: String { text }
}
