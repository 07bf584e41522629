public import Journal
public import Records

/// What a card says.
public struct CardContent: Hashable, Sendable {
  /// The number of the card: each new one of an organisation has a higher one.
  public internal(set) var serial: UInt64
  /// Whose card it is.
  public let organisation: OrganisationID
  /// Who it is and how to reach it.
  public internal(set) var profile: Profile
  /// The journals that are the organisation's, the first one first.
  public internal(set) var journals: [JournalLine]
  /// The keys of its witness signatures, one or more.
  public internal(set) var witnesses: [VerifierKey]
  /// The keys of its receipts, one or more.
  public internal(set) var receipts: [VerifierKey]
  /// The places that open its mail; none where nothing can be sealed to it.
  public internal(set) var recipients: [AgeRecipient]

  /// The most journals on one card.
  public static let maximumJournals = Limits.bundleJournals

  /// A journal and the key that signs it.
  public struct JournalLine: Hashable, Sendable {
    /// Which journal.
    public let origin: Origin
    /// The key, under the origin as its name.
    public let key: VerifierKey
  }

  /// The organisation's name.
  public var name: String { profile.name }
  /// What it says that it is.
  public var role: Role { profile.role }
  /// The country where it is, ISO 3166-1 alpha-2.
  public var country: String { profile.country }
  /// Whom others may turn to; empty where it does not say.
  public var contact: String { profile.contact }

  /// The text that is signed, each line in its place.
  public var text: [UInt8] {
    var lines = [
      Self.header, "serial \(serial)", "organisation \(organisation)", "name \(name)",
      "role \(role.rawValue)", "country \(country)",
    ]
    if !contact.isEmpty { lines.append("contact \(contact)") }
    lines += journals.map { "journal \($0.origin) \($0.key)" }
    lines += witnesses.map { "witness \($0)" }
    lines += receipts.map { "receipt \($0)" }
    lines += recipients.map { "recipient \($0)" }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// The first line of every card.
  static let header = "steward/card/1"
}
