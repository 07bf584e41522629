import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// The promises of the merge on real stores and real bundles, made from a seed.
@Suite("Generated bundles")
struct GeneratedBundlesTests {
  let fixture = Fixture()

  private static let isExhaustive =
    ProcessInfo.processInfo.environment["STEWARD_EXHAUSTIVE"] != nil

  @Test(
    "Whatever firms wrote, every way of bringing their bundles gives one view",
    .temporaryFolder,
    arguments: 0..<(isExhaustive ? 100 : 4) as Range<UInt64>,
  )
  func anyWay(seed: UInt64) throws {
    var trade = try Trade(fixture, seed: seed)
    for _ in 0..<40 { try trade.step() }
    let bundles = try trade.everything()
    let expected = try trade.outcome([bundles])
    #expect(expected.held.isEmpty, "seed \(seed)")
    var random = SeededGenerator(seed: ~seed)
    for order in 0..<3 {
      var files = bundles.shuffled(using: &random)
      if order > 0 { files += bundles.shuffled(using: &random).prefix(3) }
      let groups = order == 0 ? files.map { [$0] } : Self.groups(files, &random)
      let found = try trade.outcome(groups)
      #expect(found == expected, "seed \(seed), order \(order)")
    }
    // What the firm's own office sees of its records is what the authority sees.
    let own = try trade.office().view.conflicts().filter { $0.kind == "concurrent" }.map(\.id)
    #expect(Set(own) == expected.conflictsOfOffices, "seed \(seed)")
  }

  private static func groups(
    _ files: [FilePath],
    _ random: inout SeededGenerator,
  ) -> [[FilePath]] {
    var groups: [[FilePath]] = [[]]
    for file in files {
      if random.oneIn(3) { groups.append([]) }
      groups[groups.count - 1].append(file)
    }
    return groups.filter { !$0.isEmpty }
  }
}

/// A firm with two offices and a firm whose folder was copied, going about their business.
private struct Trade {
  private let fixture: Fixture
  private let seed: UInt64
  private var random: SeededGenerator
  private let authority: Store
  /// The two offices, the other firm, and the copy of it.
  private let stores: [Store]
  private var bundles: [FilePath] = []
  private var count = 0

  init(_ fixture: Fixture, seed: UInt64) throws {
    self.fixture = fixture
    self.seed = seed
    random = SeededGenerator(seed: seed)
    let (authority, firms) = try fixture.introduced("one", "two")
    self.authority = authority
    let office = try fixture.office("office", of: firms[0])
    _ = try office.trust(authority.card(), as: .authority, isCompared: true)
    try firms[0].addCustomer(["name": "Shared", "reference": "S"])
    try firms[1].addCustomer(["name": "Other", "reference": "T"])
    _ = try office.importBundles([fixture.pack(firms[0], "first", to: ["self"])])
    stores = [firms[0], office, firms[1], try fixture.copy(firms[1], "copy")]
  }

  /// What a store holds in the end.
  struct Outcome: Equatable {
    let digest: NodeHash
    let conflicts: [ConflictSummary]
    let conflictsOfOffices: Set<String>
    let held: [String]
  }

  /// One of them does something.
  mutating func step() throws {
    let store = stores[Int.random(in: stores.indices, using: &random)]
    let records = try store.view.records(
      ofForm: "customer",
      organisation: store.settings.organisation,
    )
    count += 1
    switch Int.random(in: 0..<12, using: &random) {
    case 0: try store.addCustomer(["name": "Customer \(count)", "reference": "K-\(count)"])
    case 1: try exchange()
    case 2: bundles.append(try pack(store))
    case 3: if let record = records.randomElement(using: &random) { try void(record, in: store) }
    case 4: try resolve(in: store)
    default:
      if let record = records.randomElement(using: &random) { try change(record, in: store) }
    }
  }

  private func void(_ record: RecordSummary, in store: Store) throws {
    if record.isVoid {
      _ = try? store.revise(record, changes: [("void", nil)], because: "back")
    } else {
      _ = try store.void(record, because: "gone")
    }
  }

  /// Changes a field; what is in conflict has to be settled first, which is refused here.
  private mutating func change(_ record: RecordSummary, in store: Store) throws {
    let members = ["name", "phone", "city", "website"].shuffled(using: &random)
    let value = "\(Int.random(in: 0..<3, using: &random))"
    var changes: [(member: String, value: JSON?)] = [(members[0], .string(value))]
    changes += record.conflicts.compactMap { field in
      field == members[0] || field == "address" || field == "void" ? nil : (field, .string(value))
    }
    _ = try? store.revise(record, changes: changes, because: "a change")
  }

  private mutating func resolve(in store: Store) throws {
    let own = try store.view.conflicts().filter { $0.organisation == store.settings.organisation }
    guard let conflict = own.randomElement(using: &random) else { return }
    let record = own.filter { $0.record == conflict.record }
    let choices = record.compactMap { $0.values.randomElement(using: &random) }.map {
      FieldChoice.take(entry: $0.entry.text)
    }
    _ = try? store.resolve(conflict, choices: choices, because: "decided")
  }

  /// One office hears of everything that the other has.
  private mutating func exchange() throws {
    let sender = Int.random(in: 0...1, using: &random)
    let bundle = try fixture.pack(stores[sender], "self-\(count)", to: ["self"])
    _ = try stores[1 - sender].importBundles([bundle])
  }

  private mutating func pack(_ store: Store) throws -> FilePath {
    let size = try store.ownSize
    let since = random.oneIn(3) ? 0 : UInt64.random(in: 0...size, using: &random)
    return try fixture.pack(store, "bundle-\(count)", since: since)
  }

  /// Every bundle, with one of each in the end that leaves no gap.
  mutating func everything() throws -> [FilePath] {
    for (number, store) in stores.enumerated() {
      bundles.append(try fixture.pack(store, "last-\(number)", since: 0))
    }
    return bundles
  }

  /// The first office, once it has heard of everything.
  func office() throws -> Store {
    _ = try stores[0].importBundles([fixture.pack(stores[1], "all", to: ["self"])])
    return stores[0]
  }

  /// What an authority holds after these imports.
  func outcome(_ imports: [[FilePath]]) throws -> Outcome {
    let store = try fixture.copy(authority, "a-\(UInt32.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(atPath: store.path.string) }
    for group in imports { _ = try store.importBundles(group) }
    let conflicts = try store.view.conflicts()
    let offices = stores[0].settings.organisation
    return Outcome(
      digest: try store.view.digest(),
      conflicts: conflicts,
      conflictsOfOffices: Set(conflicts.filter { $0.organisation == offices }.map(\.id)),
      held: try store.names(in: store.layout.held),
    )
  }
}
