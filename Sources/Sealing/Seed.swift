import Crypto
import Records

/// The 32 secret bytes that all of a place's keys come from.
///
/// Whoever holds them can sign as the organisation and open what is sealed to it, so
/// they appear in no description, no reflection and no error: only
/// ``secretText`` gives them out.
public struct Seed: Sendable {
  /// The library's type wipes its memory when it is freed.
  let key: SymmetricKey

  /// How many bytes a seed has.
  public static let byteCount = 32

  private static let prefix = "steward-seed-1-"
  private static let checksumLength = 3
  private static let groupLength = 4

  /// A new seed, from the system's source of randomness.
  public static func random() -> Seed { Seed(key: SymmetricKey(size: .bits256)) }

  private init(key: SymmetricKey) { self.key = key }

  /// The seed with these bytes, or `nil` for any other count than 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// Reads a seed from a file or from what a person typed off a printed copy.
  ///
  /// Case, spaces, hyphens and line ends do not matter, and `0` and `1` are
  /// taken for the letters that look like them, which the alphabet has instead.
  ///
  /// - Throws: ``SeedFault``, which never quotes the text.
  public init(parsing text: some StringProtocol) throws(SeedFault) {
    let characters = Self.normalised(text)
    let prefix = Self.normalised(Self.prefix)
    guard characters.starts(with: prefix) else { throw .prefix }
    let encoded = Array(characters.dropFirst(prefix.count))
    let expected = (Self.byteCount + Self.checksumLength) * 8 / 5
    guard encoded.count == expected else {
      throw .length(expected: expected, found: encoded.count)
    }
    guard let bytes = Base32.decode(encoded) else { throw .characters }
    let seed = Array(bytes.prefix(Self.byteCount))
    guard Self.checksum(of: seed).elementsEqual(bytes.dropFirst(Self.byteCount)) else {
      throw .checksum
    }
    key = SymmetricKey(data: seed)
  }

  /// The seed in writing: `steward-seed-1-` and fourteen groups of four base32 characters, over
  /// its bytes and the first three of `SHA-256("steward seed 1\n" || bytes)`, so that a
  /// mistyped copy is noticed.
  ///
  /// This is the secret itself.
  public var secretText: String {
    let bytes = key.withUnsafeBytes { Array($0) }
    let encoded = Array(Base32.encode(bytes + Self.checksum(of: bytes)).utf8)
    let groups = stride(from: 0, to: encoded.count, by: Self.groupLength).map {
      String(decoding: encoded[$0..<$0 + Self.groupLength], as: UTF8.self)
    }
    return Self.prefix + groups.joined(separator: "-")
  }

  private static func checksum(of bytes: [UInt8]) -> ArraySlice<UInt8> {
    Array(SHA256.hash(data: Array("steward seed 1\n".utf8) + bytes)).prefix(checksumLength)
  }

  /// Lower case, without what people put between characters.
  private static func normalised(_ text: some StringProtocol) -> [UInt8] {
    text.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "0"): UInt8(ascii: "o")
      case UInt8(ascii: "1"): UInt8(ascii: "l")
      case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
        UInt8(ascii: "\n"):
        nil
      default: byte
      }
    }
  }
}

extension Seed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "a seed (not shown)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
