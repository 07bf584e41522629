import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite("MerkleProof")
struct MerkleProofTests {
  @Test("Every proof that is made is accepted, and refused once a hash or a number changes")
  func madeProofs() throws {
    let leaves = NaiveTree.leaves(34)
    for size in 1...33 {
      let tree = Array(leaves.prefix(size))
      let root = NaiveTree.root(tree)
      for index in 0..<size {
        let path = MerkleProof.inclusion(of: index, in: tree)
        func verify(_ index: Int, _ path: [NodeHash], leaf: NodeHash) throws {
          try MerkleProof.verifyInclusion(
            of: leaf,
            at: UInt64(index),
            size: UInt64(size),
            root: root,
            path: path,
          )
        }
        #expect(throws: Never.self) { try verify(index, path, leaf: tree[index]) }
        #expect(throws: ProofFault.self) { try verify(index, path, leaf: leaves[33]) }
        #expect(throws: ProofFault.wrongLength) {
          try verify(index, path + [root], leaf: tree[index])
        }
        for place in path.indices {
          var altered = path
          altered[place] = leaves[33]
          #expect(throws: ProofFault.self) { try verify(index, altered, leaf: tree[index]) }
        }
        if !path.isEmpty {
          #expect(throws: ProofFault.self) {
            try verify((index + 1) % size, path, leaf: tree[index])
          }
          #expect(throws: ProofFault.self) {
            try verify(index, path.dropLast(), leaf: tree[index])
          }
        }
      }
    }
  }

  @Test("A tree continues each of its beginnings, and no other")
  func madeConsistency() throws {
    let leaves = NaiveTree.leaves(33)
    for size in 1...33 {
      let tree = Array(leaves.prefix(size))
      let root = NaiveTree.root(tree)
      for first in 1...size {
        let old = (size: UInt64(first), root: NaiveTree.root(leaves.prefix(first)))
        let new = (size: UInt64(size), root: root)
        let path = MerkleProof.consistency(from: first, in: tree)
        #expect(throws: Never.self) {
          try MerkleProof.verifyConsistency(from: old, to: new, path: path)
        }
        #expect(throws: ProofFault.self) {
          try MerkleProof.verifyConsistency(
            from: (old.size, NodeHash(left: root, right: root)),
            to: new,
            path: path,
          )
        }
        #expect(throws: ProofFault.self) {
          try MerkleProof.verifyConsistency(from: old, to: new, path: path + [root])
        }
        for place in path.indices {
          var altered = path
          altered[place] = NodeHash(left: root, right: root)
          #expect(throws: ProofFault.self) {
            try MerkleProof.verifyConsistency(from: old, to: new, path: altered)
          }
        }
      }
    }
  }

  @Test("Nothing is proved about an empty tree or one that shrank")
  func degenerate() {
    let root = Frontier.emptyRoot
    #expect(throws: ProofFault.emptyTree) {
      try MerkleProof.verifyConsistency(from: (0, root), to: (1, root), path: [])
    }
    #expect(throws: ProofFault.shrunk(from: 2, to: 1)) {
      try MerkleProof.verifyConsistency(from: (2, root), to: (1, root), path: [])
    }
    #expect(throws: ProofFault.outside(index: 3, size: 3)) {
      try MerkleProof.verifyInclusion(of: root, at: 3, size: 3, root: root, path: [])
    }
    #expect(throws: ProofFault.wrongLength) {
      try MerkleProof.verifyInclusion(of: root, at: .max - 1, size: .max, root: root, path: [])
    }
  }

  @Test(
    "Inclusion proofs are judged as published",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: ProofVector.files(in: "inclusion"),
  )
  func publishedInclusion(file: String) throws {
    let vector = try ProofVector.load(file)
    let isAccepted = ProofVector.accepts {
      try MerkleProof.verifyInclusion(
        of: ProofVector.hash(vector.leafHash),
        at: #require(vector.leafIdx),
        size: #require(vector.treeSize),
        root: ProofVector.hash(vector.root),
        path: (vector.proof ?? []).map { try ProofVector.hash($0) },
      )
    }
    #expect(isAccepted == !vector.wantErr)
  }

  /// The one vector that is judged otherwise: its two equal roots are not 32 bytes long,
  /// so they are no hashes here.
  private static let otherwise =
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json"

  @Test(
    "Consistency proofs are judged as published",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: ProofVector.files(in: "consistency"),
  )
  func publishedConsistency(file: String) throws {
    let vector = try ProofVector.load(file)
    let isRefused = vector.wantErr || file == Self.otherwise
    let isAccepted = ProofVector.accepts {
      try MerkleProof.verifyConsistency(
        from: (#require(vector.size1), ProofVector.hash(vector.root1)),
        to: (#require(vector.size2), ProofVector.hash(vector.root2)),
        path: (vector.proof ?? []).map { try ProofVector.hash($0) },
      )
    }
    #expect(isAccepted == !isRefused)
  }

  @Test(
    "All 98 vectors of each kind are read",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: ["inclusion", "consistency"],
  )
  func vectorCount(kind: String) {
    #expect(ProofVector.files(in: kind).count == 98)
  }

  @Test(
    "Proofs are made hash for hash as an independent program made them",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func independentProofs() throws {
    let vectors = try TileVectors.load()
    let leaves = NaiveTree.leaves(1_100)
    for vector in vectors.inclusion {
      let path = MerkleProof.inclusion(of: vector.index, in: Array(leaves.prefix(vector.size)))
      #expect(path.map { Base64.encode($0.bytes) } == vector.proof)
    }
    for vector in vectors.consistency {
      let path = MerkleProof.consistency(from: vector.old, in: Array(leaves.prefix(vector.new)))
      #expect(path.map { Base64.encode($0.bytes) } == vector.proof)
    }
    #expect(vectors.inclusion.count == 14 && vectors.consistency.count == 14)
  }
}

/// One file of `merkle-rfc6962/testdata`.
///
/// The folders `subtreeinclusion` and `subtreeconsistency` (proofs about a range of a tree) and
/// `compact` (seeds of a fuzzer) concern operations that are not offered here.
private struct ProofVector: Decodable {
  var leafIdx: UInt64?
  var treeSize: UInt64?
  var root: String?
  var leafHash: String?
  var size1: UInt64?
  var size2: UInt64?
  var root1: String?
  var root2: String?
  var proof: [String]?
  var wantErr: Bool

  static let folder = "vectors/merkle-rfc6962/testdata"

  static func files(in folder: String) -> [String] {
    SharedFolder.names(in: "\(Self.folder)/\(folder)").flatMap { name in
      let path = "\(folder)/\(name)"
      return name.hasSuffix(".json") ? [path] : files(in: path)
    }
  }

  static func load(_ file: String) throws -> Self {
    try JSONDecoder().decode(Self.self, from: Data(SharedFolder.bytes("\(folder)/\(file)")))
  }

  /// Whether the proof that `body` checks is accepted.
  static func accepts(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      return false
    }
  }

  static func hash(_ text: String?) throws -> NodeHash {
    let bytes = Base64.decode(Array((text ?? "").utf8))
    guard let hash = bytes.flatMap(NodeHash.init(bytes:)) else { throw ProofFault.wrongLength }
    return hash
  }
}
