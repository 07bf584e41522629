import Crypto
import Records

/// The SHA-256 of a file, as manifests name it.
public struct FileDigest: Hashable, Sendable {
  /// Four words rather than an array: a bundle may have 100,000 files.
  private let hash: NodeHash

  /// The digest of a file with these bytes.
  public init(of bytes: [UInt8]) {
    hash = NodeHash(SHA256.hash(data: bytes))
  }

  /// The digest that is written as these 64 lower-case digits, or `nil` for anything else.
  public init?(hexadecimal text: some Collection<UInt8>) {
    guard text.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard let hash = NodeHash(bytes: bytes) else { return nil }
    self.hash = hash
  }

  private init(_ hash: NodeHash) { self.hash = hash }

  /// The digest as 64 lower-case digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Digests bytes that come in blocks.
  struct Hasher {
    private var hasher = SHA256()

    mutating func update(_ block: RawSpan) {
      block.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    func finish() -> FileDigest { FileDigest(NodeHash(hasher.finalize())) }
  }
}

extension FileDigest: CustomStringConvertible {
  public var description: String { hexadecimal }
}
