/// A signature line that was checked, and the key that it was checked with.
public struct VerifiedSignature: Hashable, Sendable {
  /// The key that signed.
  public let key: VerifierKey
  /// The line.
  public let signature: NoteSignature

  /// When a cosigner says that it saw the checkpoint, in seconds since 1970; `nil` for
  /// other signatures.
  public var time: UInt64? {
    key.type == .cosignature ? Cosignature(signature)?.time : nil
  }
}
