import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Orders of bundles")
struct PermutationTests {
  let fixture = Fixture()

  /// Every order is a walk from nothing to all six, one bundle a step.
  ///
  /// It is enough to take
  /// each step from each set once, if all steps to a set leave the very same store.
  @Test("Every step of every permutation of six bundles leaves the same store", .temporaryFolder)
  func everyStep() throws {
    let job = try SixBundles(fixture)
    var stores: [Set<Int>: (store: Store, state: SixBundles.State)] = [:]
    let start = try job.newStore()
    stores[[]] = (start, try SixBundles.State(start))
    var steps = 0
    for size in 0..<job.bundles.count {
      for (set, from) in stores where set.count == size {
        for next in job.bundles.indices where !set.contains(next) {
          let store = try fixture.copy(from.store, "step-\(steps)")
          steps += 1
          _ = try store.importBundles([job.bundles[next]])
          let state = try SixBundles.State(store)
          let union = set.union([next])
          if let known = stores[union] {
            #expect(known.state == state, "\(set.sorted()) and \(next)")
          } else {
            stores[union] = (store, state)
          }
        }
        try FileManager.default.removeItem(atPath: from.store.path.string)
        stores[set] = nil
      }
    }
    #expect(steps == 192)
    let all = try #require(stores[Set(job.bundles.indices)])
    #expect(all.state.held.isEmpty)
    #expect(try all.store.view.digest() == job.digest([job.bundles]))
  }

  @Test(
    "Every permutation of six bundles gives one digest",
    .temporaryFolder,
    .enabled(if: isExhaustive, "takes minutes; set STEWARD_EXHAUSTIVE to run it"),
  )
  func everyPermutation() throws {
    let job = try SixBundles(fixture)
    let expected = try job.digest([job.bundles])
    let all = permutations(of: Array(job.bundles.indices))
    #expect(all.count == 720)
    for order in all {
      #expect(try job.digest([order.map { job.bundles[$0] }]) == expected, "\(order)")
    }
  }

  private static let isExhaustive =
    ProcessInfo.processInfo.environment["STEWARD_EXHAUSTIVE"] != nil

  @Test(
    "At once, one by one, each twice, and with a gap closed late: one digest",
    .temporaryFolder,
    arguments: 0..<2,
  )
  func sample(seed: Int) throws {
    let job = try SixBundles(fixture)
    let expected = try job.digest([job.bundles])
    var generator = SeededGenerator(seed: UInt64(seed))
    let order = job.bundles.shuffled(using: &generator)
    #expect(try job.digest([order]) == expected)
    #expect(try job.digest(order.map { [$0] }) == expected)
    let twice = (order + order).shuffled(using: &generator)
    #expect(try job.digest([twice]) == expected)
    #expect(try job.digest(twice.map { [$0] }) == expected)
    #expect(try job.digest([Array(order.dropFirst()), [order[0]]]) == expected)
  }
}

/// Two firms' bundles, three each, with records that change from one to the next.
private struct SixBundles {
  let bundles: [FilePath]
  private let authority: Store
  private let fixture: Fixture

  init(_ fixture: Fixture) throws {
    self.fixture = fixture
    let (authority, firms) = try fixture.introduced("one", "two")
    self.authority = authority
    let office = try fixture.office("office", of: firms[0])
    _ = try office.trust(authority.card(), as: .authority, isCompared: true)
    try firms[0].addCustomer(["name": "Shared", "reference": "S"])
    _ = try office.importBundles([fixture.pack(firms[0], "exchange", to: ["self"])])
    var bundles: [FilePath] = []
    for increment in 0..<3 {
      for (index, firm) in firms.enumerated() {
        // The first bundle of each carries its whole journal so far.
        let since = increment == 0 ? 0 : try firm.ownSize
        try firm.addCustomer(["name": "Customer \(increment)", "reference": "K-\(increment)"])
        if increment > 0 { try firm.change("K-0", "city", to: "City \(increment)") }
        if index == 0, increment == 1 {
          try firm.change("S", "name", to: "Shared by one")
          try office.change("S", "name", to: "Shared by the office")
          // The second increment brings the other office's side as well.
          _ = try firm.importBundles([fixture.pack(office, "back", to: ["self"])])
        }
        bundles.append(try fixture.pack(firm, "bundle-\(index)-\(increment)", since: since))
      }
    }
    self.bundles = bundles
  }

  /// What a store holds, however it came to hold it.
  struct State: Equatable {
    let view: NodeHash
    let held: [String]
    let journals: [String: JournalSummary]

    init(_ store: Store) throws {
      view = try store.view.digest()
      held = try store.names(in: store.layout.held)
      let summaries = try store.journals().map { ($0.origin + $0.branch, $0) }
      journals = Dictionary(uniqueKeysWithValues: summaries)
    }
  }

  /// An authority that knows the firms and holds nothing of them.
  func newStore() throws -> Store {
    try fixture.copy(authority, "a-\(UInt32.random(in: 0 ... .max))")
  }

  /// What an authority's view says after these imports.
  func digest(_ imports: [[FilePath]]) throws -> NodeHash {
    let store = try newStore()
    defer { try? FileManager.default.removeItem(atPath: store.path.string) }
    for bundles in imports { _ = try store.importBundles(bundles) }
    #expect(try store.view.conflicts().count == 1)
    return try store.view.digest()
  }
}

/// Every order of the elements.
private func permutations<Element>(of elements: [Element]) -> [[Element]] {
  guard elements.count > 1 else { return [elements] }
  return elements.indices.flatMap { index in
    var rest = elements
    let first = rest.remove(at: index)
    return permutations(of: rest).map { [first] + $0 }
  }
}
