import Crypto
public import Records

/// What two people compare by telephone before a card is believed.
///
/// It is the organisation's id, and the first eight characters of the base32 of SHA-256
/// over the 32 bytes of the first journal's current key.
public struct Fingerprint: Hashable, Sendable {
  /// The 34 characters without spaces.
  private let characters: [UInt8]

  private static let keyLength = 8
  private static let groupLength = 4

  /// The fingerprint of an organisation whose first journal is signed by this key.
  public init(organisation: OrganisationID, key: [UInt8]) {
    let hash = Base32.encode(Array(SHA256.hash(data: key))).utf8.prefix(Self.keyLength)
    characters = Array(organisation.text.utf8) + hash
  }

  /// Reads a fingerprint that a person wrote down, or gives `nil` for what is not one.
  ///
  /// Case counts for nothing, nor does anything that is neither letter nor digit.
  public init?(_ text: some StringProtocol) {
    var characters: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): characters.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        characters.append(byte)
      default: continue
      }
    }
    let id = characters.prefix(OrganisationID.textLength)
    guard characters.count == OrganisationID.textLength + Self.keyLength,
      OrganisationID(String(decoding: id, as: UTF8.self)) != nil,
      Base32.decode(characters.suffix(Self.keyLength)) != nil
    else { return nil }
    self.characters = characters
  }

  /// The groups of four as they are read out, two spaces before those of the key:
  /// `abcd efgh ijkl mnop qrst uvwx yz  2345 6723`.
  public var text: String {
    let id = characters.prefix(OrganisationID.textLength)
    return Self.grouped(id) + "  " + Self.grouped(characters.suffix(Self.keyLength))
  }

  private static func grouped(_ characters: ArraySlice<UInt8>) -> String {
    let all = Array(characters)
    return stride(from: 0, to: all.count, by: groupLength)
      .map { String(decoding: all[$0..<min($0 + groupLength, all.count)], as: UTF8.self) }
      .joined(separator: " ")
  }
}

extension Fingerprint: CustomStringConvertible {
  public var description: String { text }
}
