/// The name of an entry, and of the record that it begins.
///
/// It is the entry's Merkle leaf hash, so a name commits to every byte of what
/// it names, and a proof of the name is a proof of the entry.
public struct EntryID: Hashable, Sendable {
  /// The leaf hash.
  public let hash: NodeHash

  /// How many characters the written id has.
  public static let textLength = 52

  /// The id with this leaf hash.
  public init(_ hash: NodeHash) { self.hash = hash }

  /// The id of the entry with this line, the line feed left off.
  public init(line: RawSpan) { hash = NodeHash(leaf: line) }

  /// The id written as these 52 lower-case base32 characters, or `nil` if they are not one.
  public init?(text: some Collection<UInt8>) {
    guard text.count == Self.textLength, let bytes = Base32.decode(text) else { return nil }
    guard let hash = NodeHash(bytes: bytes) else { return nil }
    self.hash = hash
  }

  /// The id written as this text, or `nil` if it is not one.
  public init?(_ text: some StringProtocol) { self.init(text: text.utf8) }

  /// All 52 characters.
  public var text: String { Base32.encode(hash.bytes) }

  /// The first eight characters: what people are shown.
  public var short: String { String(text.prefix(8)) }
}

extension EntryID: Comparable {
  /// Ids are ordered as the texts that they are everywhere else: digits before letters.
  public static func < (left: Self, right: Self) -> Bool {
    guard let group = left.hash.firstDifferentGroup(from: right.hash) else { return false }
    return Self.rank(left.hash.group(group)) < Self.rank(right.hash.group(group))
  }

  /// Where the base32 character of these five bits stands in ASCII: `2` to `7`, which mean
  /// 26 to 31, before the letters.
  private static func rank(_ group: UInt64) -> UInt64 { (group + 6) & 31 }
}

extension EntryID: CustomStringConvertible {
  public var description: String { text }
}
