import Records

@testable import Journal

/// RFC 6962, section 2.1, written as its definition reads.
enum NaiveTree {
  static func root(_ leaves: some Collection<NodeHash>) -> NodeHash {
    let leaves = Array(leaves)
    if leaves.isEmpty { return Frontier.emptyRoot }
    if leaves.count == 1 { return leaves[0] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return NodeHash(left: root(leaves.prefix(split)), right: root(leaves.dropFirst(split)))
  }

  /// The leaves of the entries "0", "1", and so on.
  static func leaves(_ count: Int) -> [NodeHash] {
    (0..<count).map { NodeHash(leaf: Array("\($0)".utf8).span.bytes) }
  }
}
