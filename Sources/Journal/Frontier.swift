import Crypto
public import Records

/// The right edge of a growing Merkle tree: all that is needed to append to it.
///
/// The tree is RFC 6962's. A tree of `count` entries is a row of complete subtrees,
/// one for each bit of `count` that is set, and this keeps their roots.
public struct Frontier: Hashable, Sendable {
  /// How many entries the tree holds.
  public private(set) var count: UInt64

  /// The roots of the complete subtrees, widest first.
  public private(set) var roots: [NodeHash]

  /// The frontier of an empty tree.
  public init() {
    count = 0
    roots = []
  }

  /// The frontier of a tree that was left at this size, or `nil` unless there is one
  /// root for each bit of `size` that is set.
  ///
  /// The roots are taken on trust: whoever resumes a tree compares ``root`` with what
  /// was signed.
  public init?(size: UInt64, roots: [NodeHash]) {
    guard roots.count == size.nonzeroBitCount else { return nil }
    count = size
    self.roots = roots
  }

  /// The hash of a tree without entries: RFC 6962, section 2.1.
  public static let emptyRoot = NodeHash(SHA256.hash(data: [UInt8]()))

  /// Adds one entry's hash at the right.
  public mutating func append(_ leaf: NodeHash) {
    precondition(count < .max, "A tree cannot hold more than 2^64 - 1 entries.")
    var node = leaf
    // Each trailing one bit of the old count is a pair that is now complete.
    for _ in 0..<(~count).trailingZeroBitCount {
      node = NodeHash(left: roots.removeLast(), right: node)
    }
    roots.append(node)
    count += 1
  }

  /// The hash of the whole tree.
  public var root: NodeHash {
    guard var root = roots.last else { return Self.emptyRoot }
    for left in roots.dropLast().reversed() { root = NodeHash(left: left, right: root) }
    return root
  }
}

// MARK: - Text

extension Frontier {
  /// The frontier as a bundle's file `base` holds it: the size, then each root in
  /// padded base64, widest first, one a line.
  public var text: [UInt8] {
    var lines = "\(count)\n"
    for root in roots { lines += "\(Base64.encode(root.bytes))\n" }
    return Array(lines.utf8)
  }

  /// Reads what ``text`` writes, and nothing else.
  ///
  /// - Throws: ``FrontierFault`` for the first line that is wrong.
  public init(parsing text: RawSpan) throws(FrontierFault) {
    // A frontier has at most 64 roots, each on a line of 45 bytes.
    guard text.byteCount <= 4_096 else { throw .lines }
    let bytes = [UInt8](copying: text)
    guard bytes.last == Line.feed else { throw .lines }
    let lines = bytes.dropLast().split(separator: Line.feed, omittingEmptySubsequences: false)
    guard let first = lines.first, let size = DecimalNumber.parse(first) else { throw .size }
    guard lines.count - 1 == size.nonzeroBitCount else {
      throw .count(expected: size.nonzeroBitCount, found: lines.count - 1)
    }
    count = size
    roots = []
    for (index, line) in lines.enumerated().dropFirst() {
      guard let decoded = Base64.decode(line), let root = NodeHash(bytes: decoded) else {
        throw .hash(line: index + 1)
      }
      roots.append(root)
    }
  }
}

/// Why a text is not the frontier of a tree.
public enum FrontierFault: Hashable, Sendable {
  /// It is too long, or does not end in a line feed.
  case lines
  /// Its first line is not a size.
  case size
  /// A tree of that size has another number of complete subtrees.
  case count(expected: Int, found: Int)
  /// This line, counted from 1, is not a hash.
  case hash(line: Int)
}

extension FrontierFault: UserFacingError {
  public var problem: String {
    switch self {
    case .lines: "the frontier is not a list of whole lines"
    case .size: "the frontier's first line is not a size"
    case .count(let expected, let found):
      "the frontier has \(found) hashes where its size asks for \(expected)"
    case .hash(let line): "line \(line) of the frontier is not a hash"
    }
  }

  public var kind: FailureKind { .notAuthentic }
}
