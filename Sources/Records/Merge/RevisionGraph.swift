/// The entries of one record and those that they name, ordered by their parents.
///
/// Three rules make it whole (DESIGN, section 9):
///
/// - An entry that is named and not held is *unreadable*: it orders its descendants,
///   and its own ancestors are unknown.
/// - The record's first entry is an ancestor of every readable entry, even where the
///   path to it leads through a gap: each says itself which record it revises.
/// - Ids are hashes, so no entry descends from itself. Input that says otherwise is a
///   lie: what lies on a circle, or between two, is unreadable and without ancestors.
struct RevisionGraph: Sendable {
  /// Every entry held or named, in order: a node is an index into this.
  let ids: [EntryID]

  /// What each node says; `unreadable` where it is not held.
  let contents: [Revision.Content]

  /// Each node's claimed time; 0 where it is not held.
  let times: [Int64]

  /// Each node's parents, ascending, each once.
  let parents: [[Int]]

  /// The nodes with every child before its parents.
  let childrenFirst: [Int]

  /// The nodes held that have no child, ascending.
  let heads: [Int]

  /// Builds the graph.
  ///
  /// - Parameters:
  ///   - revisions: In any order; repeated ones count once, a readable one before an
  ///     unreadable one.
  ///   - record: The record's first entry, held or not. It has no parents.
  ///   - named: Entries to treat as known of, held or not.
  init(_ revisions: some Sequence<Revision>, of record: EntryID, naming named: [EntryID] = []) {
    var held: [EntryID: Revision] = [:]
    for revision in revisions {
      guard let other = held[revision.id] else {
        held[revision.id] = revision
        continue
      }
      let (new, old) = (revision.precedence, other.precedence)
      if new.lexicographicallyPrecedes(old) { held[revision.id] = revision }
    }

    var known = Set(held.keys)
    known.insert(record)
    known.formUnion(named)
    for revision in held.values where revision.id != record { known.formUnion(revision.parents) }
    let ids = known.sorted()
    var index: [EntryID: Int] = [:]
    index.reserveCapacity(ids.count)
    for (node, id) in ids.enumerated() { index[id] = node }

    var contents = [Revision.Content](repeating: .unreadable, count: ids.count)
    var times = [Int64](repeating: 0, count: ids.count)
    var parents = [[Int]](repeating: [], count: ids.count)
    for (node, id) in ids.enumerated() {
      guard let revision = held[id] else { continue }
      contents[node] = revision.content
      times[node] = revision.time
      guard id != record else { continue }
      let named = revision.parents.compactMap { index[$0] }
      parents[node] = named.count < 2 ? named : Set(named).sorted()
    }

    for node in Self.circles(in: parents) {
      contents[node] = .unreadable
      parents[node] = []
    }
    if let first = index[record] {
      Self.descend(from: first, contents: contents, parents: &parents)
    }

    self.ids = ids
    self.contents = contents
    self.times = times
    self.parents = parents
    (childrenFirst, _) = Self.peel(parents, among: [Bool](repeating: true, count: ids.count))
    var hasChild = [Bool](repeating: false, count: ids.count)
    for node in parents.indices { for parent in parents[node] { hasChild[parent] = true } }
    heads = ids.indices.filter { !hasChild[$0] && held[ids[$0]] != nil }
  }

  /// Makes the first entry a parent of each readable node that does not descend from it
  /// through readable ones.
  private static func descend(
    from first: Int,
    contents: [Revision.Content],
    parents: inout [[Int]],
  ) {
    for node in parents.indices where node != first && !contents[node].isUnreadable {
      let isAnchored =
        !parents[node].isEmpty && parents[node].allSatisfy { !contents[$0].isUnreadable }
      guard !isAnchored, !parents[node].contains(first) else { continue }
      parents[node].append(first)
      parents[node].sort()
    }
  }

  /// The nodes on a circle or between two of them.
  private static func circles(in parents: [[Int]]) -> [Int] {
    let everything = [Bool](repeating: true, count: parents.count)
    let (order, left) = peel(parents, among: everything)
    guard order.count < parents.count else { return [] }
    var children = [[Int]](repeating: [], count: parents.count)
    for node in parents.indices where left[node] {
      for parent in parents[node] where left[parent] { children[parent].append(node) }
    }
    let (_, core) = peel(children, among: left)
    return core.indices.filter { core[$0] }
  }

  /// Takes away, again and again, the nodes that no edge of a remaining node leads to.
  ///
  /// - Returns: The nodes taken, in that order, and which of them are left.
  private static func peel(_ edges: [[Int]], among: [Bool]) -> (order: [Int], left: [Bool]) {
    var incoming = [Int](repeating: 0, count: edges.count)
    for node in edges.indices where among[node] {
      for target in edges[node] where among[target] { incoming[target] += 1 }
    }
    var left = among
    var order = edges.indices.filter { among[$0] && incoming[$0] == 0 }
    var next = 0
    while next < order.count {
      let node = order[next]
      next += 1
      left[node] = false
      for target in edges[node] where among[target] {
        incoming[target] -= 1
        if incoming[target] == 0 { order.append(target) }
      }
    }
    return (order, left)
  }
}

extension RevisionGraph {
  /// For each node a set of marks: its own, and those of every node that descends from it.
  ///
  /// - Parameter marked: At most 64 nodes; the first has the lowest bit.
  /// - Returns: A set for each node.
  func marks(of marked: some Collection<Int>) -> [UInt64] {
    precondition(marked.count <= 64, "A set of marks has 64 bits.")
    var marks = [UInt64](repeating: 0, count: ids.count)
    for (bit, node) in marked.enumerated() { marks[node] |= 1 << UInt64(bit) }
    for node in childrenFirst where marks[node] != 0 {
      for parent in parents[node] { marks[parent] |= marks[node] }
    }
    return marks
  }
}

extension Revision.Content {
  /// Whether it counts as writing every field with a value that cannot be read.
  var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
}
