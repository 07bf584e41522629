import TestSupport
import CentralView
import Records
import Testing

@Suite("Convergence")
struct ConvergenceTests {
  @Test("The same journals give the same view, in whatever pieces and order", arguments: 0..<60)
  func anyOrder(seed: UInt64) throws {
    var maker = HistoryMaker(seed: seed)
    try maker.write(60)
    let whole = try digest(maker, pieces: nil, seed: 0)
    for order in 1...3 as ClosedRange<UInt64> {
      let pieces = try digest(maker, pieces: 4, seed: seed &* 31 &+ order)
      #expect(pieces == whole, "seed \(seed), order \(order)")
    }
  }

  @Test("A view that is made at once is the one that grew", arguments: 0..<30)
  func atOnce(seed: UInt64) throws {
    var maker = HistoryMaker(seed: 5_000 + seed)
    // More than one batch of lines in the longest journals.
    try maker.write(seed == 0 ? 1_600 : 80)
    let source = Self.wholeSource(maker)
    let atOnce = try CentralView(inMemoryWith: testForms(), bulkSize: 1)
    let tally = try atOnce.catchUp(with: source)
    let grown = try CentralView(inMemoryWith: testForms(), bulkSize: .max)
    #expect(try grown.catchUp(with: source) == tally)
    #expect(try grown.digest() == atOnce.digest())
    for text in ["firm", "firm 3"] {
      let found = try atOnce.search(text, limit: 10_000).map(\.id)
      #expect(try grown.search(text, limit: 10_000).map(\.id).sorted() == found.sorted())
      #expect(!found.isEmpty)
    }
    // What comes later finds everything where it looks for it.
    try maker.write(20)
    let more = Self.wholeSource(maker)
    try atOnce.catchUp(with: more)
    try grown.catchUp(with: more)
    #expect(try grown.digest() == atOnce.digest())
    #expect(
      try grown.search("firm", limit: 10_000).map(\.id)
        == atOnce.search("firm", limit: 10_000).map(\.id)
    )
  }

  @Test("A journal that cannot be read is said to be so, however far it was read")
  func unreadable() throws {
    var maker = HistoryMaker(seed: 9)
    try maker.write(1_600)
    for limit in [0, 10, 260, 280] {
      let view = try CentralView(inMemoryWith: testForms())
      let source = TornSource(whole: Self.wholeSource(maker), limit: UInt64(limit))
      #expect(throws: TornSource.Torn.self) { try view.catchUp(with: source) }
      try view.catchUp(with: Self.wholeSource(maker))
    }
  }

  private static func wholeSource(_ maker: HistoryMaker) -> MemorySource {
    var source = MemorySource(lines: maker.lines)
    for (origin, owner) in maker.owners.sorted(by: { $0.key < $1.key }) {
      source.hold(maker.lines[origin]?.count ?? 0, of: origin, organisation: owner)
    }
    return source
  }

  @Test("Every record of a history is what the merge makes of all its entries", arguments: 0..<40)
  func equalsMerge(seed: UInt64) throws {
    var maker = HistoryMaker(seed: 1_000 + seed)
    try maker.write(80)
    let source = Self.wholeSource(maker)
    let view = try CentralView(inMemoryWith: testForms())
    try view.catchUp(with: source)
    let records = try view.records()
    #expect(!records.isEmpty)
    let form = try #require(testForms().newest("customer"))
    for record in records {
      let history = try view.history(of: record, in: source)
      let merged = RecordMerge(rules: form.fieldRules, form: form).merge(
        history.compactMap(Self.revision),
        of: record.id,
      )
      #expect(record.body == merged.body, "seed \(seed), record \(record.id.short)")
      #expect(record.heads == merged.heads)
      #expect(record.isVoid == merged.isVoid)
      #expect(record.isIncomplete == merged.isIncomplete)
      #expect(record.conflicts == merged.fieldsInConflict.map(\.string))
    }
    let open = try view.conflicts()
    #expect(open.count == records.reduce(0) { $0 + $1.conflicts.count })
  }

  /// What the merge sees of an entry; nothing of one that cannot be read.
  private static func revision(_ item: HistoryEntry) -> Revision? {
    guard let entry = item.entry else { return nil }
    var content = Revision.Content.malformed
    if item.problem == nil {
      content =
        if entry.isVoid {
          .void
        } else if entry.record == nil {
          .first(body: entry.body ?? .object([]))
        } else {
          .revision(writes: entry.writes ?? [], body: entry.body ?? .object([]))
        }
    }
    return Revision(
      id: item.id,
      parents: entry.parents,
      time: entry.time.milliseconds,
      content: content,
    )
  }

  private func digest(_ maker: HistoryMaker, pieces: Int?, seed: UInt64) throws -> NodeHash {
    let view = try CentralView(inMemoryWith: testForms())
    var source = MemorySource(lines: maker.lines)
    var random = SeededGenerator(seed: seed)
    var held: [String: Int] = [:]
    if let pieces {
      for _ in 0..<pieces * maker.owners.count {
        guard let origin = maker.owners.keys.sorted().randomElement(using: &random),
          let owner = maker.owners[origin]
        else { continue }
        let start = held[origin] ?? 0
        let end = Int.random(in: start...(maker.lines[origin]?.count ?? 0), using: &random)
        held[origin] = end
        source.hold(end, of: origin, organisation: owner)
        try view.catchUp(with: source)
      }
    }
    for (origin, owner) in maker.owners.sorted(by: { $0.key < $1.key }) {
      source.hold(maker.lines[origin]?.count ?? 0, of: origin, organisation: owner)
    }
    try view.catchUp(with: source)
    return try view.digest()
  }
}

/// One form, small enough to be read at a glance.
func testForms() throws -> FormSet {
  let document = """
    {
      "type": "object",
      "x-steward": {
        "form": "customer/1", "label": "Customer", "help": "A firm.", "identity": ["reference"]
      },
      "required": ["name"],
      "properties": {
        "name": {"type": "string", "x-steward": {"label": "Name", "help": "Its name.", "search": true}},
        "city": {"type": "string", "x-steward": {"label": "City", "help": "Where it is."}},
        "reference": {"type": "string", "x-steward": {"label": "Reference", "help": "Your number."}},
        "trade_name": {"type": "string", "x-steward": {"label": "Trade name", "help": "Its other name."}},
        "website": {"type": "string", "x-steward": {"label": "Website", "help": "Its pages."}}
      }
    }
    """
  return FormSet([try Form.parse(Array(document.utf8).span.bytes)])
}
