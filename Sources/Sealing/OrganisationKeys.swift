import Crypto
public import Journal
public import Records

/// The keys of one place of an organisation, all of them from its seed.
///
/// Each is HKDF-SHA-256 (RFC 5869) of the seed's 32 bytes without salt, 32 bytes long, its
/// info being one of these labels in ASCII:
///
/// | label | key |
/// | --- | --- |
/// | `steward/1/journal` | Ed25519 seed that signs checkpoints, cards and bundles |
/// | `steward/1/witness` | Ed25519 seed that cosigns what was seen of other journals |
/// | `steward/1/receipt` | Ed25519 seed that signs receipts |
/// | `steward/1/recipient` | X25519 private key that opens sealed mail |
///
/// The labels hold no origin: the organisation's id comes from the journal key, so the key
/// cannot come from the id; and a printed seed restores the keys without anything else.
public struct OrganisationKeys: Sendable {
  /// The public half of the key that signs this place's journals.
  public let journalKey: [UInt8]
  /// Where mail to this place is sealed to.
  public let recipient: AgeRecipient

  private let seed: Seed

  /// Derives the keys.
  ///
  /// - Throws: ``Journal/NoteFault`` for a seed whose keys cannot be used, which no
  ///   random seed is.
  public init(seed: Seed) throws(NoteFault) {
    self.seed = seed
    journalKey = try Self.signer(seed, .journal, name: "journal").key.publicKey
    let secret = Self.derive(seed, .recipient)
    guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret),
      let recipient = AgeRecipient(publicKey: Array(key.publicKey.rawRepresentation))
    else { throw .badKey(.length) }
    self.recipient = recipient
  }

  /// The id of the organisation whose first journal this key signs.
  ///
  /// At a second office it is the id of nothing: the organisation has the first office's.
  public var organisation: OrganisationID { OrganisationID(firstKey: journalKey) }

  /// What signs this place's journal, and what it sends, under the journal's origin.
  public func journalSigner(for origin: Origin) throws(NoteFault) -> NoteSigner {
    try Self.signer(seed, .journal, name: origin.text)
  }

  /// What cosigns other journals' checkpoints for the organisation.
  public func witnessSigner(for organisation: OrganisationID) throws(NoteFault) -> NoteSigner {
    try Self.signer(
      seed,
      .witness,
      name: Self.witnessName(of: organisation),
      type: .cosignature,
    )
  }

  /// What signs the organisation's receipts.
  public func receiptSigner(for organisation: OrganisationID) throws(NoteFault) -> NoteSigner {
    try Self.signer(seed, .receipt, name: Self.receiptName(of: organisation))
  }

  /// The key name of an organisation's witness signatures.
  public static func witnessName(of organisation: OrganisationID) -> String {
    "steward/\(organisation.text)/witness"
  }

  /// The key name of an organisation's receipts.
  public static func receiptName(of organisation: OrganisationID) -> String {
    "steward/\(organisation.text)/receipt"
  }

  /// The 32 bytes behind one label: a secret.
  static func derive(_ seed: Seed, _ label: Label) -> [UInt8] {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: seed.key,
      info: Array(label.rawValue.utf8),
      outputByteCount: 32,
    ).withUnsafeBytes { Array($0) }
  }

  private static func signer(
    _ seed: Seed,
    _ label: Label,
    name: String,
    type: KeyType = .ed25519,
  ) throws(NoteFault) -> NoteSigner {
    try NoteSigner(name: name, seed: derive(seed, label), type: type)
  }

  /// What a derived key is for.
  enum Label: String, CaseIterable {
    case journal = "steward/1/journal"
    case witness = "steward/1/witness"
    case receipt = "steward/1/receipt"
    case recipient = "steward/1/recipient"
  }
}

extension OrganisationKeys: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  public var description: String { "the keys of \(recipient)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["recipient": recipient]) }
}
