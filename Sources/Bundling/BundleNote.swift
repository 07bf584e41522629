import Crypto
public import Journal
public import Records

/// What a bundle is, from whom, to whom, and the digest that binds the rest of it.
///
/// It is the text of `bundle.note`, signed by one of the sender's journals.
public struct BundleNote: Hashable, Sendable {
  /// The sender.
  public let sender: OrganisationID
  /// Whom it is for, in the order of their ids, at least one.
  public let recipients: [OrganisationID]
  /// The stretches that it carries, in the order of their folders and their origins, at
  /// least one.
  public let journals: [Stretch]
  /// Which of how many bundles it is.
  public let part: BundlePart
  /// Whether the entries are in an encrypted bundle inside this one.
  public let isSealed: Bool
  /// The SHA-256 of `tagmanifest-sha256.txt`, which lists the other files' digests.
  public let bag: FileDigest

  /// A stretch of a journal, as the note names it.
  public struct Stretch: Hashable, Sendable {
    /// Which journal.
    public let origin: Origin
    /// How many entries come before it.
    public let base: UInt64
    /// How many entries the journal has at its end.
    public let size: UInt64
    /// The root hash at its end.
    public let root: NodeHash

    /// The stretch from `base` to `size`.
    public init(origin: Origin, base: UInt64, size: UInt64, root: NodeHash) {
      precondition(base <= size, "A stretch does not end before it begins.")
      self.origin = origin
      self.base = base
      self.size = size
      self.root = root
    }
  }

  /// How many recipients a bundle may have: all the companies that an authority writes to.
  public static let maximumRecipients = 1_000

  /// Says what a bundle is; the recipients are put in order and named once.
  public init(
    sender: OrganisationID,
    recipients: [OrganisationID],
    journals: [Stretch],
    part: BundlePart,
    isSealed: Bool,
    bag: FileDigest,
  ) {
    precondition(!recipients.isEmpty, "A bundle is for somebody.")
    precondition(!journals.isEmpty, "A bundle carries a journal.")
    self.sender = sender
    self.recipients = Set(recipients).sorted()
    self.journals = journals
    self.part = part
    self.isSealed = isSealed
    self.bag = bag
  }

  /// The id: the first 16 bytes of SHA-256 over the text without its own line, in base32.
  public var id: String {
    Base32.encode(Array(SHA256.hash(data: Array(lines.joined().utf8))).prefix(16))
  }

  /// The text that is signed.
  public var text: [UInt8] {
    var lines = lines
    lines.insert("id \(id)\n", at: 1)
    return Array(lines.joined().utf8)
  }

  /// Whether this is the note of the clear bundle inside the sealed one with that note:
  /// they say the same but for what follows from the sealing.
  public func isInside(_ outer: BundleNote) -> Bool {
    outer.isSealed && !isSealed && sender == outer.sender && recipients == outer.recipients
      && journals == outer.journals && part == outer.part
  }

  private var lines: [String] {
    var lines = [
      "\(Self.header)\n", "from \(sender)\n",
      "to \(recipients.map(\.text).joined(separator: " "))\n",
    ]
    for journal in journals {
      let root = Base64.encode(journal.root.bytes)
      lines.append("journal \(journal.origin) \(journal.base) \(journal.size) \(root)\n")
    }
    lines.append("part \(part.number) \(part.count)\n")
    if isSealed { lines.append("sealed\n") }
    lines.append("bag \(bag)\n")
    return lines
  }

  static let header = "steward/bundle/1"
}
