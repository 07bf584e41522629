import Crypto

/// A private key that signs notes or checkpoints under a name.
///
/// Its seed appears in no description and no error.
public struct NoteSigner: Sendable {
  /// What others verify the signatures with.
  public let key: VerifierKey

  private let privateKey: Curve25519.Signing.PrivateKey

  /// The signer with this 32-byte Ed25519 seed.
  ///
  /// A key of type ``KeyType/cosignature`` must never sign anything else: what it signs
  /// does not say who signed. So it needs a seed of its own.
  ///
  /// - Throws: ``NoteFault`` for a name that no signature line can carry, a seed of
  ///   another length, and a type that this program cannot sign with.
  public init(
    name: String,
    seed: [UInt8],
    type: KeyType = .ed25519,
  ) throws(NoteFault) {
    guard type != .mlDSA44 else { throw .badKey(.type(type.rawValue)) }
    guard let privateKey = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .badKey(.length)
    }
    self.privateKey = privateKey
    let publicKey = Array(privateKey.publicKey.rawRepresentation)
    key = try VerifierKey(name: name, type: type, publicKey: publicKey)
  }

  /// The signature line for a note's text.
  ///
  /// - Throws: ``NoteFault`` for a text that no note can have.
  public func signature(of text: [UInt8]) throws(NoteFault) -> NoteSignature {
    precondition(key.type == .ed25519, "A cosigning key signs checkpoints only.")
    try SignedNote.checkText(text)
    return NoteSignature(name: key.name, keyID: key.keyID, bytes: try sign(text))
  }

  /// The signature line of a witness who saw this checkpoint at this time, in seconds
  /// since 1970.
  ///
  /// - Throws: ``NoteFault`` when the library cannot sign.
  public func cosignature(
    of checkpoint: Checkpoint,
    time: UInt64,
  ) throws(NoteFault) -> NoteSignature {
    precondition(key.type == .cosignature, "Only a cosigning key signs what it has seen.")
    precondition(time <= DecimalNumber.maximum, "The time fits in 63 bits.")
    let signature = try sign(Cosignature.message(checkpoint.text, time: time))
    let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }
    return NoteSignature(name: key.name, keyID: key.keyID, bytes: stamp + signature)
  }

  private func sign(_ message: [UInt8]) throws(NoteFault) -> [UInt8] {
    guard let signature = try? privateKey.signature(for: message) else { throw .unsigned }
    return Array(signature)
  }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "the private key of \(key.text)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["key": key]) }
}
