import Crypto

/// The four bytes by which a signature line names its key.
///
/// They are a hint, not an identity: whoever verifies holds the key itself.
public struct KeyID: Hashable, Sendable {
  /// The four bytes, as a big-endian number.
  public let value: UInt32

  /// The id with this value.
  public init(value: UInt32) { self.value = value }

  /// The id of a key: the beginning of SHA-256 over its name, a line feed, its type and
  /// its bytes (C2SP signed-note).
  public init(name: String, type: KeyType, publicKey: [UInt8]) {
    let digest = SHA256.hash(data: Array(name.utf8) + [Line.feed, type.rawValue] + publicKey)
    value = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The four bytes.
  public var bytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  /// Eight lower-case hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

extension KeyID: CustomStringConvertible {
  public var description: String { text }
}

/// What a key signs, and how: the byte before the key's own bytes.
public enum KeyType: UInt8, Hashable, Sendable {
  /// Ed25519 over the text of the note.
  case ed25519 = 0x01
  /// Ed25519 over a checkpoint and a time: C2SP tlog-cosignature, `cosignature/v1`.
  case cosignature = 0x04
  /// ML-DSA-44 over a checkpoint or a part of its tree. Such a key can be read and kept;
  /// its signatures count as those of an unknown key.
  case mlDSA44 = 0x06

  /// How many bytes a key of this type has.
  public var keyLength: Int { self == .mlDSA44 ? 1_312 : Ed25519.keyLength }
}
