import Crypto

/// Ed25519 signatures, checked so strictly that no two programs can disagree.
///
/// RFC 8032 leaves room: libraries differ on points of small order and on encodings that
/// are not canonical. A signature counts here when the library accepts it (without
/// multiplying by the cofactor, as most do) and when neither the key nor the
/// signature's first half is such a point. A signature that is accepted here is accepted
/// everywhere.
public enum Ed25519 {
  /// How many bytes a seed and a public key have.
  public static let keyLength = 32
  /// How many bytes a signature has.
  public static let signatureLength = 64

  /// Whether this is the key's signature of the message.
  public static func isSignature(
    _ signature: [UInt8],
    of message: [UInt8],
    by publicKey: [UInt8],
  ) -> Bool {
    guard signature.count == signatureLength, isAcceptable(publicKey),
      isAcceptable(signature.prefix(32)),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(signature, for: message)
  }

  /// Whether these 32 bytes are a canonical encoding of something that is not a point of
  /// small order.
  ///
  /// An encoding is y in little-endian order, its highest bit the sign of x. It is not
  /// canonical when y is not below p = 2^255 - 19, or when x is zero and has a sign; x is
  /// zero for y = 1 and y = p - 1 only, which have small order anyway.
  public static func isAcceptable(_ point: some Collection<UInt8>) -> Bool {
    guard point.count == keyLength else { return false }
    var y = Array(point)
    y[31] &= 0x7F
    let isReduced = y[31] < 0x7F || y[1...30].contains { $0 < 0xFF } || y[0] < 0xED
    return isReduced && !smallOrders.contains(y)
  }

  /// The y coordinates of the eight points of small order, little-endian.
  private static let smallOrders: [[UInt8]] = [
    [UInt8](repeating: 0, count: 32),
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0, 0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53,
      0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F, 0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC,
      0x03, 0x7A,
    ],
  ]
}
