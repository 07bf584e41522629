public import Records

/// Proofs about RFC 6962 trees, made and checked as RFC 9162, sections 2.1.3 and 2.1.4, says.
public enum MerkleProof {
  /// Checks that the entry with this leaf hash stands at `index` of the tree with this
  /// size and root.
  ///
  /// - Throws: ``ProofFault`` when the path does not prove it.
  public static func verifyInclusion(
    of leaf: NodeHash,
    at index: UInt64,
    size: UInt64,
    root: NodeHash,
    path: [NodeHash],
  ) throws(ProofFault) {
    guard index < size else { throw .outside(index: index, size: size) }
    var position = index
    var last = size - 1
    var computed = leaf
    for sibling in path {
      guard last > 0 else { throw .wrongLength }
      if position & 1 == 1 || position == last {
        computed = NodeHash(left: sibling, right: computed)
        while position & 1 == 0, position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        computed = NodeHash(left: computed, right: sibling)
      }
      position >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongLength }
    guard computed == root else { throw .root(expected: root, computed: computed) }
  }

  /// Checks that the tree with the second size and root begins with all of the tree with
  /// the first.
  ///
  /// Every tree begins with the empty one, so a claim about the empty tree proves nothing
  /// and is refused: the caller decides what a first sight is worth.
  ///
  /// - Throws: ``ProofFault`` when the path does not prove it.
  public static func verifyConsistency(
    from first: (size: UInt64, root: NodeHash),
    to second: (size: UInt64, root: NodeHash),
    path: [NodeHash],
  ) throws(ProofFault) {
    guard first.size > 0 else { throw .emptyTree }
    guard first.size <= second.size else {
      throw .shrunk(from: first.size, to: second.size)
    }
    if first.size == second.size {
      guard path.isEmpty else { throw .wrongLength }
      guard first.root == second.root else {
        throw .root(expected: second.root, computed: first.root)
      }
      return
    }
    guard !path.isEmpty else { throw .wrongLength }

    // A complete first tree is a node of the second, and its root is left out of the path.
    let isComplete = first.size & (first.size - 1) == 0
    let nodes = isComplete ? [first.root] + path : path
    let shift = UInt64((~(first.size - 1)).trailingZeroBitCount)
    var position = (first.size - 1) >> shift
    var last = (second.size - 1) >> shift
    var firstComputed = nodes[0]
    var secondComputed = nodes[0]
    for node in nodes.dropFirst() {
      guard last > 0 else { throw .wrongLength }
      if position & 1 == 1 || position == last {
        firstComputed = NodeHash(left: node, right: firstComputed)
        secondComputed = NodeHash(left: node, right: secondComputed)
        while position & 1 == 0, position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        secondComputed = NodeHash(left: secondComputed, right: node)
      }
      position >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongLength }
    guard firstComputed == first.root else {
      throw .root(expected: first.root, computed: firstComputed)
    }
    guard secondComputed == second.root else {
      throw .root(expected: second.root, computed: secondComputed)
    }
  }

  /// The root of the tree over these leaf hashes.
  public static func root(of leaves: some Collection<NodeHash>) -> NodeHash {
    var frontier = Frontier()
    for leaf in leaves { frontier.append(leaf) }
    return frontier.root
  }

  /// The path that proves the leaf at `index`, its sibling first.
  public static func inclusion(of index: Int, in leaves: [NodeHash]) -> [NodeHash] {
    precondition(leaves.indices.contains(index), "A proof is of a leaf that the tree has.")
    return inclusion(of: index, in: leaves[...])
  }

  /// The path that proves that the tree over these leaf hashes begins with the tree over
  /// the first `size` of them.
  public static func consistency(from size: Int, in leaves: [NodeHash]) -> [NodeHash] {
    precondition((1...leaves.count).contains(size), "A proof is from a tree that is not empty.")
    return consistency(from: size, in: leaves[...], isKnown: true)
  }

  private static func inclusion(of index: Int, in leaves: ArraySlice<NodeHash>) -> [NodeHash] {
    guard leaves.count > 1 else { return [] }
    let (left, right) = split(leaves)
    return index < left.count
      ? inclusion(of: index, in: left) + [root(of: right)]
      : inclusion(of: index - left.count, in: right) + [root(of: left)]
  }

  /// RFC 9162's SUBPROOF; `isKnown` says that the verifier holds the root of these leaves.
  private static func consistency(
    from size: Int,
    in leaves: ArraySlice<NodeHash>,
    isKnown: Bool,
  ) -> [NodeHash] {
    guard size < leaves.count else { return isKnown ? [] : [root(of: leaves)] }
    let (left, right) = split(leaves)
    return size <= left.count
      ? consistency(from: size, in: left, isKnown: isKnown) + [root(of: right)]
      : consistency(from: size - left.count, in: right, isKnown: false) + [root(of: left)]
  }

  /// The largest complete subtree that is smaller than the tree, and the rest.
  private static func split(
    _ leaves: ArraySlice<NodeHash>
  ) -> (ArraySlice<NodeHash>, ArraySlice<NodeHash>) {
    var width = 1
    while width * 2 < leaves.count { width *= 2 }
    return (leaves.prefix(width), leaves.dropFirst(width))
  }
}

/// Why a path proves nothing.
public enum ProofFault: Hashable, Sendable {
  /// The tree has no entry at this index.
  case outside(index: UInt64, size: UInt64)
  /// The later tree is the smaller one.
  case shrunk(from: UInt64, to: UInt64)
  /// Nothing can be proved about a tree without entries.
  case emptyTree
  /// The path is longer or shorter than the tree is deep.
  case wrongLength
  /// The path leads to another root than the one that was signed.
  case root(expected: NodeHash, computed: NodeHash)
}

extension ProofFault: UserFacingError {
  public var problem: String {
    switch self {
    case .outside(let index, let size): "a tree of \(size) entries has no entry \(index)"
    case .shrunk(let from, let to): "a tree of \(from) entries cannot shrink to \(to)"
    case .emptyTree: "nothing can be proved about an empty tree"
    case .wrongLength: "the proof has the wrong number of hashes"
    case .root(let expected, let computed):
      "the proof leads to \(Base64.encode(computed.bytes)), not to \(Base64.encode(expected.bytes))"
    }
  }

  public var kind: FailureKind { .notAuthentic }
}
