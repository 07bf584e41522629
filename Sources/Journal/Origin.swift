public import Records

/// The unique name of a journal: `steward/<organisation id>/<journal name>`.
///
/// A name is never used twice, whatever happens to the journal: it ends in random
/// characters. Keys change under an origin, the origin stays.
public struct Origin: Hashable, Sendable {
  /// Who writes the journal.
  public let organisation: OrganisationID
  /// Which of its journals: 1 to 32 of `a-z`, `0-9` and `-`, a hyphen, and 8 random
  /// base32 characters.
  public let journal: String

  private static let prefix = "steward/"
  private static let randomLength = 8

  /// The journal with this whole name, or `nil` if it cannot be one.
  public init?(organisation: OrganisationID, journal: String) {
    guard Self.isJournalName(journal) else { return nil }
    self.organisation = organisation
    self.journal = journal
  }

  /// Reads `steward/<organisation id>/<journal name>`, or gives `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "/"),
      omittingEmptySubsequences: false,
    )
    guard parts.count == 3, parts[0].elementsEqual("steward".utf8),
      let organisation = OrganisationID(String(decoding: parts[1], as: UTF8.self))
    else { return nil }
    self.init(organisation: organisation, journal: String(decoding: parts[2], as: UTF8.self))
  }

  /// A new journal's whole name: `name` with eight random characters, or `nil` when
  /// `name` is not 1 to 32 of `a-z`, `0-9` and `-`.
  public static func newJournalName(_ name: String) -> String? {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<5).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let whole = "\(name)-\(Base32.encode(random))"
    return isJournalName(whole) ? whole : nil
  }

  /// The origin as checkpoints and cards write it.
  public var text: String { "\(Self.prefix)\(organisation.text)/\(journal)" }

  /// The name of the journal's folder: the origin with `+` for `/`, valid on every file
  /// system.
  public var folderName: String { "steward+\(organisation.text)+\(journal)" }

  /// Reads what ``folderName`` writes, or gives `nil` for anything else.
  public init?(folderName: some StringProtocol) {
    guard !folderName.utf8.contains(UInt8(ascii: "/")) else { return nil }
    self.init(String(folderName.map { $0 == "+" ? "/" : $0 }))
  }

  private static func isJournalName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let given = bytes.dropLast(randomLength + 1)
    let random = bytes.suffix(randomLength)
    guard (1...32).contains(given.count), bytes[given.count] == UInt8(ascii: "-") else {
      return false
    }
    return given.allSatisfy(isNameCharacter) && Base32.decode(random) != nil
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Origin: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Origin: CustomStringConvertible {
  public var description: String { text }
}
