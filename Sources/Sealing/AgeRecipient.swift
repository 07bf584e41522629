/// The public key of a place that opens sealed mail: an age X25519 recipient, `age1…`.
public struct AgeRecipient: Hashable, Sendable {
  /// The 32 bytes of the X25519 key.
  public let publicKey: [UInt8]

  private static let prefix = "age"

  /// The recipient with this key, or `nil` unless it has 32 bytes.
  public init?(publicKey: [UInt8]) {
    guard publicKey.count == 32 else { return nil }
    self.publicKey = publicKey
  }

  /// Reads `age1…` in lower case, or gives `nil` where a character is wrong.
  public init?(_ text: some StringProtocol) {
    guard let key = Bech32.decode(prefix: Self.prefix, text) else { return nil }
    self.init(publicKey: key)
  }

  /// The recipient as age's own programs take it.
  public var text: String { Bech32.encode(prefix: Self.prefix, publicKey) }
}

extension AgeRecipient: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.publicKey.lexicographicallyPrecedes(right.publicKey)
  }
}

extension AgeRecipient: CustomStringConvertible {
  public var description: String { text }
}
