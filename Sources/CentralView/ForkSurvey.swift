import Records

/// Where the branches of one journal part.
///
/// The branches are compared entry by entry, so that the answer does not depend on which of
/// them was held first.
struct ForkSurvey {
  /// The points at which branches part, by position.
  private(set) var points: [Point] = []

  private let journals: [HeldJournal]
  private let source: any JournalSource

  /// One position at which several entries stand, each on some of the branches.
  struct Point {
    let position: UInt64
    /// The indexes of branches in the list that was surveyed, by the entry they hold to.
    let sides: [EntryID: [Int]]
  }

  /// Compares the journals, which are one journal's branches with the one held first.
  init(_ journals: [HeldJournal], in source: some JournalSource) throws {
    self.journals = journals
    self.source = source
    guard journals.count > 1 else { return }
    try split(Array(journals.indices), from: 0)
    points.sort { ($0.position, $0.sides.count) < ($1.position, $1.sides.count) }
  }

  /// Divides branches that agree before `start`.
  private mutating func split(_ members: [Int], from start: UInt64) throws {
    var start = start
    while true {
      // Up to where a branch leaves the journal held first it has that one's entries.
      if members.contains(where: { journals[$0].branch.isEmpty }) {
        let leaves = members.filter { !journals[$0].branch.isEmpty }.map { journals[$0].first }
        start = max(start, leaves.min() ?? start)
      }
      let rest = members.filter { journals[$0].size > start }
      guard rest.count > 1 else { return }
      let end = min(start + Self.stride, rest.map { journals[$0].size }.min() ?? start)
      let ids = try rest.map { try self.ids(of: journals[$0], in: start..<end) }
      guard
        let offset = ids[0].indices.first(where: { at in ids.contains { $0[at] != ids[0][at] } })
      else {
        start = end
        continue
      }
      var sides: [EntryID: [Int]] = [:]
      for (member, ids) in zip(rest, ids) { sides[ids[offset], default: []].append(member) }
      let position = start + UInt64(offset)
      points.append(Point(position: position, sides: sides))
      for side in sides.values where side.count > 1 { try split(side, from: position + 1) }
      return
    }
  }

  private func ids(of journal: HeldJournal, in positions: Range<UInt64>) throws -> [EntryID] {
    var ids: [EntryID] = []
    try source.forEachLine(of: journal, in: positions) { _, line in
      ids.append(Stub(line: line)?.leaf ?? EntryID(line: line))
    }
    return ids
  }

  private static let stride: UInt64 = 256
}
