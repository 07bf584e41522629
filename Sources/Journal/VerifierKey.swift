/// A public key with its name, as C2SP signed-note writes it down: a *vkey*.
public struct VerifierKey: Sendable {
  /// Who signs with it.
  public let name: String
  /// What it signs.
  public let type: KeyType
  /// The key itself.
  public let publicKey: [UInt8]
  /// How signature lines name it.
  public let keyID: KeyID

  /// Names a key.
  ///
  /// - Throws: ``NoteFault`` for a name that no signature line can carry, a key of the
  ///   wrong length, and an Ed25519 key that ``Ed25519/isAcceptable(_:)`` refuses.
  public init(name: String, type: KeyType, publicKey: [UInt8]) throws(NoteFault) {
    guard NoteName.isValid(name) else { throw .badName(name) }
    guard publicKey.count == type.keyLength else { throw .badKey(.length) }
    guard type == .mlDSA44 || Ed25519.isAcceptable(publicKey) else { throw .badKey(.weak) }
    self.name = name
    self.type = type
    self.publicKey = publicKey
    keyID = KeyID(name: name, type: type, publicKey: publicKey)
  }

  /// Reads `name+keyID+base64(type, key)`.
  ///
  /// - Throws: ``NoteFault`` where the text is anything else, and where its key id is not
  ///   that of its key.
  public init(parsing text: some StringProtocol) throws(NoteFault) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "+"),
      maxSplits: 2,
      omittingEmptySubsequences: false,
    )
    guard parts.count == 3, let name = String(validating: parts[0], as: UTF8.self),
      let blob = Base64.decode(parts[2]), let first = blob.first
    else { throw .badKey(.syntax) }
    guard let type = KeyType(rawValue: first) else { throw .badKey(.type(first)) }
    try self.init(name: name, type: type, publicKey: Array(blob.dropFirst()))
    guard keyID.text.utf8.elementsEqual(parts[1]) else { throw .badKey(.keyID) }
  }

  /// The key as ``init(parsing:)`` reads it.
  public var text: String {
    "\(name)+\(keyID.text)+\(Base64.encode([type.rawValue] + publicKey))"
  }

  /// Whether a signature line names this key.
  func isNamed(by signature: NoteSignature) -> Bool {
    keyID == signature.keyID && name.utf8.elementsEqual(signature.name.utf8)
  }

  /// Whether the signature is this key's, over this text.
  func verifies(_ signature: NoteSignature, of text: [UInt8]) -> Bool {
    switch type {
    case .ed25519: Ed25519.isSignature(signature.bytes, of: text, by: publicKey)
    case .cosignature:
      Cosignature(signature).map {
        Ed25519.isSignature(
          $0.signature,
          of: Cosignature.message(text, time: $0.time),
          by: publicKey,
        )
      } ?? false
    case .mlDSA44: false
    }
  }
}

extension VerifierKey: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.keyID == right.keyID && left.type == right.type && left.publicKey == right.publicKey
      && left.name.utf8.elementsEqual(right.name.utf8)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(keyID) }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String { text }
}
