import TestSupport
import Testing

@testable import CentralView

@Suite("Join graph")
struct JoinGraphTests {
  private typealias Pair = OrderedPair<Int64>

  private static func graph(
    joined: [(Int64, Int64)],
    parted: [(Int64, Int64)] = [],
  ) -> JoinGraph<Int64> {
    var graph = JoinGraph<Int64>()
    for (one, other) in joined { graph.join(Pair(one, other)) }
    for (one, other) in parted { graph.part(Pair(one, other)) }
    return graph
  }

  @Test("Being one is carried on, but never between two that are different")
  func groups() {
    let chain: [(Int64, Int64)] = [(1, 2), (2, 3), (3, 4)]
    #expect(Self.graph(joined: chain).groups() == [[1, 2, 3, 4]])
    let parted = Self.graph(joined: chain, parted: [(1, 3)])
    #expect(parted.groups() == [[1, 2], [2, 3, 4]])
    #expect(parted.kin(of: 1) == [1, 2])
    #expect(parted.kin(of: 2) == [1, 2, 3, 4])
    #expect(parted.contradictions() == [Pair(1, 3)])
    #expect(parted.chain(Pair(1, 3)) == [1, 2, 3])
    let apart = Self.graph(joined: [(1, 2)], parted: [(1, 3)])
    #expect(apart.groups() == [[1, 2]] && apart.contradictions().isEmpty)
    #expect(apart.kin(of: 3) == [3])
  }

  @Test("A company with a hundred branches is one with each, and they are not one")
  func branches() {
    let branches: [Int64] = Array(2...101)
    var graph = JoinGraph<Int64>()
    for branch in branches {
      graph.join(Pair(1, branch))
      for other in branches where branch < other { graph.part(Pair(branch, other)) }
    }
    #expect(graph.groups() == branches.map { [1, $0] })
  }

  @Test("Every group is found that trying all sets finds, in whatever order things were said")
  func oracle() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      let count = Int64.random(in: 2...7, using: &random)
      var joined: [(Int64, Int64)] = []
      var parted: [(Int64, Int64)] = []
      for one in 1..<count {
        for other in (one + 1)...count {
          switch Int.random(in: 0..<8, using: &random) {
          case 0...2: joined.append((one, other))
          case 3: parted.append((one, other))
          default: break
          }
        }
      }
      let graph = Self.graph(joined: joined, parted: parted)
      let again = Self.graph(joined: joined.reversed(), parted: parted.reversed())
      let expected = Self.sets(upTo: count, joined: joined, parted: parted)
      #expect(graph.groups() == expected, "\(joined) \(parted)")
      #expect(again.groups() == expected)
    }
  }

  /// The largest connected sets without strangers, found by trying every set.
  private static func sets(
    upTo count: Int64,
    joined: [(Int64, Int64)],
    parted: [(Int64, Int64)],
  ) -> [[Int64]] {
    var good: [Set<Int64>] = []
    for bits in 1..<(1 << count) {
      let set = Set((1...count).filter { bits & (1 << ($0 - 1)) != 0 })
      guard set.count > 1, !parted.contains(where: { set.contains($0.0) && set.contains($0.1) })
      else { continue }
      var reached: Set<Int64> = [set.min() ?? 0]
      for _ in 0..<count {
        for (one, other) in joined where set.contains(one) && set.contains(other) {
          if reached.contains(one) || reached.contains(other) { reached.formUnion([one, other]) }
        }
      }
      if reached == set { good.append(set) }
    }
    return good.filter { set in !good.contains { $0.isStrictSuperset(of: set) } }
      .map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
