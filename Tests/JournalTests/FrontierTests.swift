import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite("Frontier")
struct FrontierTests {
  @Test("The root is RFC 6962's at every size, and after resuming at every size")
  func definition() throws {
    let leaves = NaiveTree.leaves(71)
    for size in 0...70 {
      var grown = Frontier()
      for leaf in leaves.prefix(size) { grown.append(leaf) }
      #expect(grown.count == UInt64(size))
      #expect(grown.root == NaiveTree.root(leaves.prefix(size)))

      var resumed = try #require(Frontier(size: UInt64(size), roots: grown.roots))
      #expect(resumed == grown)
      let read = try Frontier(parsing: grown.text.span.bytes)
      #expect(read == grown)
      for end in size..<71 {
        resumed.append(leaves[end])
        #expect(resumed.root == NaiveTree.root(leaves.prefix(end + 1)))
      }
    }
  }

  @Test("A size wants one root for each of its bits")
  func rootCount() {
    let roots = NaiveTree.leaves(3)
    #expect(Frontier(size: 0, roots: []) == Frontier())
    #expect(Frontier(size: 0, roots: Array(roots.prefix(1))) == nil)
    #expect(Frontier(size: 5, roots: Array(roots.prefix(1))) == nil)
    #expect(Frontier(size: 5, roots: roots) == nil)
    #expect(Frontier(size: 7, roots: roots)?.count == 7)
  }

  @Test("The text is the size and the hashes, widest subtree first")
  func text() {
    var frontier = Frontier()
    #expect(frontier.text == Array("0\n".utf8))
    let leaves = NaiveTree.leaves(3)
    for leaf in leaves { frontier.append(leaf) }
    let pair = Data(NodeHash(left: leaves[0], right: leaves[1]).bytes).base64EncodedString()
    let last = Data(leaves[2].bytes).base64EncodedString()
    #expect(frontier.text == Array("3\n\(pair)\n\(last)\n".utf8))
  }

  @Test("Any other text is refused, and says where")
  func strict() {
    let hash = Base64.encode(NaiveTree.leaves(1)[0].bytes)
    let cases: [(String, FrontierFault)] = [
      ("", .lines), ("0", .lines), ("\n", .size), ("00\n", .size), ("+1\n\(hash)\n", .size),
      ("-1\n\(hash)\n", .size), ("0\r\n", .size), ("18446744073709551616\n", .size),
      ("0\n\n", .count(expected: 0, found: 1)), ("1\n", .count(expected: 1, found: 0)),
      ("2\n\(hash)\n\(hash)\n", .count(expected: 1, found: 2)),
      ("3\n\(hash)\n", .count(expected: 2, found: 1)),
      ("1\n\(hash)", .lines), ("1\n\(hash) \n", .hash(line: 2)), ("1\n\n", .hash(line: 2)),
      ("3\n\(hash)\n\(hash.dropLast())\n", .hash(line: 3)), ("1\nAAAA\n", .hash(line: 2)),
      (String(repeating: "\n", count: 5_000), .lines),
    ]
    for (text, fault) in cases {
      #expect(throws: fault, "\(text.debugDescription)") {
        try Frontier(parsing: Array(text.utf8).span.bytes)
      }
    }
  }

  @Test(
    "Roots of 36 sizes are as published",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func publishedRoots() throws {
    let roots = try TileVectors.load().roots
    #expect(roots.count == 36)
    let leaves = NaiveTree.leaves(1_100)
    var frontier = Frontier()
    var checked = 0
    for size in 0...1_100 {
      if let root = roots["\(size)"] {
        #expect(Base64.encode(frontier.root.bytes) == root, "size \(size)")
        checked += 1
      }
      if size < 1_100 { frontier.append(leaves[size]) }
    }
    #expect(checked == 36)
  }
}
