import TestSupport
import Records

/// A record's history as offices that meet now and then would write it, then damaged:
/// entries missing, withheld, malformed, repeated, and parents that lie.
struct GeneratedHistory {
  let seed: UInt64
  let record: EntryID
  private(set) var revisions: [Revision] = []

  /// The fields of the generated bodies.
  static let groups = [
    FieldRules.Group(name: "address", members: ["street", "city"]),
    FieldRules.Group(name: "assessment", members: ["assessor", "outcome"]),
  ]
  static let rules: [String: MergeRule] = [
    "tags": .union,
    "status": .cautious(order: ["closed", "paused", "open"]),
    "outcome": .cautious(order: ["refused", "conditional", "approved"]),
  ]
  static let fieldRules = FieldRules(groups: groups, rules: rules)

  init(seed: UInt64) {
    self.seed = seed
    var random = SeededGenerator(seed: seed)
    record = Self.id(seed, 0)
    revisions = [
      Revision(
        id: record,
        parents: [],
        time: Self.time(&random),
        content: .first(body: Self.body(&random)),
      )
    ]
    let target = Int.random(in: 1...60, using: &random)
    let offices = Int.random(in: 1...4, using: &random)
    var known = [Set<Int>](repeating: [0], count: offices)
    while revisions.count < target {
      let office = Int.random(in: 0..<offices, using: &random)
      if offices > 1, random.oneIn(3) {
        known[office].formUnion(known[Int.random(in: 0..<offices, using: &random)])
      } else {
        let number = revisions.count
        let parents = Self.parents(in: known[office], of: revisions, &random)
        revisions.append(
          Revision(
            id: Self.id(seed, number),
            parents: parents,
            time: Self.time(&random),
            content: Self.content(&random),
          )
        )
        known[office].insert(number)
      }
    }
    if !random.oneIn(3) { damage(&random) }
    revisions.shuffle(using: &random)
  }

  static func id(_ seed: UInt64, _ number: Int) -> EntryID {
    EntryID(line: Array("history \(seed) entry \(number)".utf8).span.bytes)
  }

  /// Few times, so that some are equal.
  private static func time(_ random: inout SeededGenerator) -> Int64 {
    Int64.random(in: 0...20, using: &random)
  }

  /// Mostly the heads of what an office knows; now and then any entries of it.
  private static func parents(
    in known: Set<Int>,
    of revisions: [Revision],
    _ random: inout SeededGenerator,
  ) -> [EntryID] {
    let held = known.sorted()
    if random.oneIn(8) {
      let count = Int.random(in: 1...3, using: &random)
      return held.shuffled(using: &random).prefix(count).map { revisions[$0].id }
    }
    let named = Set(held.flatMap { revisions[$0].parents })
    let heads = held.map { revisions[$0].id }.filter { !named.contains($0) }
    return random.oneIn(6) ? Array(heads.prefix(1)) : heads
  }

  static func content(_ random: inout SeededGenerator) -> Revision.Content {
    if random.oneIn(12) { return .void }
    let names = ["name", "tags", "address", "assessment", "status", "city", "extra", "void"]
    let count = Int.random(in: 0...4, using: &random)
    let writes = names.shuffled(using: &random).prefix(count)
    return .revision(writes: Array(writes), body: body(&random))
  }

  static func body(_ random: inout SeededGenerator) -> JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ values: [JSON]) {
      guard !random.oneIn(4) else { return }
      guard let value = values.randomElement(using: &random) else { return }
      members.append(JSON.Member(name, value))
    }
    add("name", ["Aa", "Bb", .object([.init("x", 1), .init("y", 2)])])
    add("street", ["First", "Second"])
    add("city", ["Ghent", "Bruges"])
    add("assessor", ["Ann", "Bob"])
    add("outcome", ["approved", "conditional", "refused", "unsure", 7])
    add("status", ["open", "paused", "closed", "lost", "burnt", true])
    let elements = ["a", "b", "c", "d", ["e"], 6].shuffled(using: &random) as [JSON]
    let tags = Array(elements.prefix(Int.random(in: 0...4, using: &random)))
    add("tags", [.array(tags), .array(tags), .array(tags + tags), .array(tags), "none"])
    if random.oneIn(5) { add("extra", [1, 2, .null]) }
    if random.oneIn(9) { add("void", [true, false]) }
    if random.oneIn(9) { add("address", ["whole"]) }
    return .object(members.shuffled(using: &random))
  }

  private mutating func damage(_ random: inout SeededGenerator) {
    for index in revisions.indices {
      let revision = revisions[index]
      var (parents, content) = (revision.parents, revision.content)
      switch Int.random(in: 0..<60, using: &random) {
      case 0...2: content = .malformed
      case 3: content = .unreadable
      case 4...5: (parents, content) = ([], .unreadable)
      case 6: parents = []
      case 7: parents += parents
      case 8: parents.append(Self.id(seed, Int.random(in: 0..<70, using: &random)))
      default: continue
      }
      revisions[index] = Revision(
        id: revision.id,
        parents: parents,
        time: revision.time,
        content: content,
      )
    }
    let losses = Int.random(in: 0...3, using: &random)
    for _ in 0..<losses where !revisions.isEmpty {
      revisions.remove(at: Int.random(in: 0..<revisions.count, using: &random))
    }
    if let twice = revisions.randomElement(using: &random) {
      revisions.append(twice)
      if random.oneIn(4), !twice.isUnreadable {
        revisions.append(Revision(id: twice.id, parents: [], time: 3, content: .unreadable))
      }
    }
  }
}

extension Revision {
  fileprivate var isUnreadable: Bool { if case .unreadable = content { true } else { false } }
}

extension Revision {
  /// The entry on one line, for the message of a failed test.
  var summary: String {
    let said =
      switch content {
      case .first(let body): "first \(body)"
      case .revision(let writes, let body): "writes \(writes) \(body)"
      case .void: "void"
      case .malformed: "malformed"
      case .unreadable: "unreadable"
      }
    return "\(id.short) <- \(parents.map(\.short)) at \(time): \(said)"
  }
}
