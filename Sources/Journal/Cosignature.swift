/// A witness's signature on a checkpoint: C2SP tlog-cosignature, `cosignature/v1`.
///
/// It says: at this time, this was the largest tree that I had seen for this origin, and
/// it continues every one that I saw before.
public struct Cosignature: Hashable, Sendable {
  /// When, in seconds since 1970.
  public let time: UInt64
  /// The Ed25519 signature of ``message(_:time:)``.
  public let signature: [UInt8]

  /// Reads the bytes of a signature line, or `nil` if they are no cosignature.
  public init?(_ line: NoteSignature) {
    guard line.bytes.count == 8 + Ed25519.signatureLength else { return nil }
    time = line.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    guard time <= DecimalNumber.maximum else { return nil }
    signature = Array(line.bytes.dropFirst(8))
  }

  /// The bytes that are signed: a header with the time, then the checkpoint's whole text.
  public static func message(_ text: [UInt8], time: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n".utf8) + text
  }
}
