import CentralView
import Records
import TestSupport

/// Brings a written history to a view: at once, or in pieces, out of order, with stubs first
/// and revocations late.
struct HistoryDelivery: JournalSource {
  private let history: WrittenHistory
  private var lines: [String: [[UInt8]]] = [:]
  private var sizes: [Int]
  private var completions: [[ClosedRange<UInt64>]]
  private var isRevoking = false
  /// Whether each branch came after what it forked from.
  private var comesSecond: [Bool]
  private(set) var journals: [HeldJournal] = []

  /// Nothing has arrived yet.
  init(_ history: WrittenHistory) {
    self.history = history
    sizes = history.journals.map { _ in 0 }
    completions = history.journals.map { _ in [] }
    comesSecond = history.journals.map { $0.fork != nil }
  }

  /// Everything at once.
  static func whole(_ history: WrittenHistory) -> HistoryDelivery {
    var delivery = HistoryDelivery(history)
    delivery.arriveWholly()
    return delivery
  }

  /// Brings the history to a view in some way that depends on the seed.
  static func deliver(_ history: WrittenHistory, to view: CentralView, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var delivery = HistoryDelivery(history)
    delivery.chooseBranches(&random)
    let rounds = Int.random(in: 0...3, using: &random)
    for _ in 0..<rounds {
      delivery.arrive(&random)
      try delivery.show(to: view, &random)
    }
    delivery.arriveWholly()
    delivery.journals.shuffle(using: &random)
    try delivery.show(to: view, &random)
    if random.oneIn(4) { try view.catchUp(with: delivery) }
  }

  private func show(to view: CentralView, _ random: inout SeededGenerator) throws {
    if random.oneIn(12) { try view.rebuild(from: self) }
    guard random.oneIn(4) else {
      try view.catchUp(with: self)
      return
    }
    let rehearsed = try view.catchUp(with: self, isRehearsal: true)
    let tally = try view.catchUp(with: self)
    guard tally != rehearsed else { return }
    throw Difference(text: "a rehearsal told \(rehearsed), and it became \(tally)")
  }

  /// A promise that was not kept while the history arrived.
  struct Difference: Error {
    let text: String
  }

  // MARK: Arriving

  private mutating func chooseBranches(_ random: inout SeededGenerator) {
    for (index, journal) in history.journals.enumerated() {
      guard let fork = journal.fork, random.oneIn(2) else { continue }
      comesSecond[index] = false
      comesSecond[fork.of] = true
    }
  }

  private mutating func arrive(_ random: inout SeededGenerator) {
    for index in sizes.indices where !random.oneIn(3) {
      let end = Int.random(in: sizes[index]...history.journals[index].lines.count, using: &random)
      extend(index, to: end, areLate: random.oneIn(3))
      if random.oneIn(3) { complete(index) }
    }
    if random.oneIn(3) { isRevoking = true }
    describe()
    journals.shuffle(using: &random)
  }

  private mutating func arriveWholly() {
    for index in sizes.indices {
      extend(index, to: history.journals[index].lines.count, areLate: true)
      complete(index)
    }
    isRevoking = true
    describe()
  }

  private mutating func extend(_ index: Int, to end: Int, areLate: Bool) {
    let new = history.journals[index].lines[sizes[index]..<end]
    lines[key(index), default: []] += new.map { areLate ? $0.late : $0.early }
    sizes[index] = end
  }

  /// Replaces the stubs that are held and for which the line arrives.
  private mutating func complete(_ index: Int) {
    for position in 0..<sizes[index] {
      let line = history.journals[index].lines[position].late
      guard lines[key(index)]?[position] != line else { continue }
      lines[key(index)]?[position] = line
      completions[index].append(UInt64(position)...UInt64(position))
    }
  }

  // MARK: What is held

  private func key(_ index: Int) -> String {
    history.journals[index].origin + (isBranch(index) ? " branch" : "")
  }

  /// Whether a journal is the branch that is held beside another.
  private func isBranch(_ index: Int) -> Bool { comesSecond[index] }

  /// Where a journal and its other branch part, once both are held beyond that.
  private func parting(_ index: Int) -> Int? {
    for (branch, journal) in history.journals.enumerated() {
      guard let fork = journal.fork, branch == index || fork.of == index else { continue }
      let isParted = sizes[branch] > fork.first && sizes[fork.of] > fork.first
      return isParted ? fork.first : nil
    }
    return nil
  }

  private mutating func describe() {
    journals = []
    for (index, journal) in history.journals.enumerated() {
      let parting = parting(index)
      guard sizes[index] > 0, parting != nil || !isBranch(index) else { continue }
      journals.append(
        HeldJournal(
          origin: journal.origin,
          organisation: journal.organisation,
          branch: isBranch(index) ? "branch" : "",
          first: isBranch(index) ? UInt64(parting ?? 0) : 0,
          size: UInt64(sizes[index]),
          forkedFrom: parting.map(UInt64.init),
          revokedFrom: isRevoking ? journal.revokedFrom.map(UInt64.init) : nil,
          completions: completions[index],
        )
      )
    }
  }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    let key = journal.origin + (journal.branch.isEmpty ? "" : " branch")
    for position in positions {
      let line = lines[key]?[Int(position)] ?? []
      try body(position, line.span.bytes)
    }
  }
}
