public import Crypto

/// The hash of one node of a journal's Merkle tree: 32 bytes of SHA-256.
///
/// Leaves and branches are hashed under different prefixes (RFC 6962, section
/// 2.1), so that no branch can be passed off as an entry.
public struct NodeHash: Hashable, Sendable {
  /// The bytes as four big-endian words: comparing words compares bytes, and a
  /// word is cheaper to hash and to compare than its eight bytes.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// How many bytes a hash has.
  public static let byteCount = 32

  /// The hash of an entry's line, without its line feed.
  public init(leaf line: RawSpan) {
    var hasher = SHA256()
    withUnsafeBytes(of: Prefix.leaf) { hasher.update(bufferPointer: $0) }
    line.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }

  /// The hash of a branch over its two children.
  public init(left: Self, right: Self) {
    var hasher = SHA256()
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Self.byteCount, alignment: 8) { buffer in
      buffer[0] = Prefix.branch
      left.store(into: UnsafeMutableRawBufferPointer(rebasing: buffer[1...32]))
      right.store(into: UnsafeMutableRawBufferPointer(rebasing: buffer[33...64]))
      hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
    }
    self.init(hasher.finalize())
  }

  /// The hash that these 32 bytes are, or `nil` for any other count.
  public init?(bytes: RawSpan) {
    guard bytes.byteCount == Self.byteCount else { return nil }
    words = bytes.withUnsafeBytes { Self.load($0) }
  }

  /// The hash that these 32 bytes are, or `nil` for any other count.
  public init?(bytes: [UInt8]) {
    self.init(bytes: bytes.span.bytes)
  }

  /// Takes over a finished digest.
  public init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { Self.load($0) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      store(into: UnsafeMutableRawBufferPointer(buffer))
      count = Self.byteCount
    }
  }

  /// The first eight bytes as a number, the first of them the highest.
  public var firstWord: UInt64 { words.0 }

  /// Calls `body` with the 32 bytes, which are nowhere kept.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 8) { buffer in
      store(into: buffer)
      body(UnsafeRawBufferPointer(buffer))
    }
  }

  /// The hash as 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let characters = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: characters, as: UTF8.self)
  }

  private func store(into buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
    buffer.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    buffer.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
    buffer.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
  }

  private static func load(_ buffer: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
    (
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)),
    )
  }

  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  public func hash(into hasher: inout Hasher) {
    // A word of a SHA-256 digest is as good a hash as any made from all four.
    hasher.combine(words.0)
  }

  /// The number of the first five bits that differ, or `nil` where all are equal.
  func firstDifferentGroup(from other: Self) -> Int? {
    for index in 0..<4 {
      let difference = word(index) ^ other.word(index)
      if difference != 0 { return (64 * index + difference.leadingZeroBitCount) / 5 }
    }
    return nil
  }

  /// The five bits with this number, from 0; the last one of the 256 is followed by zeros.
  func group(_ number: Int) -> UInt64 {
    let (index, offset) = (5 * number).quotientAndRemainder(dividingBy: 64)
    let rest = index < 3 ? word(index + 1) >> (64 - UInt64(offset)) : 0
    return (word(index) << UInt64(offset) | rest) >> 59
  }

  private func word(_ index: Int) -> UInt64 {
    switch index {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  private enum Prefix {
    static let leaf: UInt8 = 0
    static let branch: UInt8 = 1
  }
}

extension NodeHash: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.words < right.words }
}
