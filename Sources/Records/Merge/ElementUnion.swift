/// The elements of an array under ``MergeRule/union``, where several writes of it stand.
///
/// Each element (by its canonical bytes) is a field of its own. A write of the array
/// writes *present* for each element that it holds, and *absent* for each that it
/// lacks and that one of its ancestors held: it took that one out. Of an element that no
/// ancestor held it says nothing, for its writer never saw it. So two offices that each
/// add an element agree, and one that removes what the other kept is in conflict:
/// present is shown, and a person closes. An ancestor that cannot be read may have held
/// anything.
///
/// Which writes of an element stand follows from those of the array: a standing write of
/// an element is a standing write of the array, because whatever descends from a write
/// of the element and writes the array writes the element too.
struct ElementUnion {
  /// The elements shown, in the order of their canonical bytes.
  let elements: [JSON]

  /// The elements among them that a standing write took out.
  let disputed: [JSON]

  /// Unites the arrays that the standing writes of a field hold; `nil` if one of them
  /// wrote something that is no array, so that the field is under no union.
  init?(
    _ field: Int,
    of standing: StandingWrites,
    writes: [StandingWrite],
    in graph: RevisionGraph,
  ) {
    var byBytes: [[UInt8]: (element: JSON, holders: Set<Int>)] = [:]
    for (writer, write) in writes.enumerated() {
      switch write.value {
      case .absent: continue
      case .present(.array(let elements)):
        for element in elements {
          byBytes[element.canonicalBytes, default: (element, [])].holders.insert(writer)
        }
      case .present: return nil
      }
    }

    var disputed: Set<[UInt8]> = []
    let writers = standing.writers[field]
    for start in stride(from: 0, to: writers.count, by: 64) {
      let chunk = start..<min(start + 64, writers.count)
      var open = byBytes.mapValues { Self.lacking($0.holders, among: chunk) }
      Self.takenOut(of: &open, field, by: writers[chunk], of: standing, in: graph)
      for (bytes, marks) in open where marks != 0 { disputed.insert(bytes) }
    }

    let ordered = byBytes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    elements = ordered.map(\.value.element)
    self.disputed = ordered.filter { disputed.contains($0.key) }.map(\.value.element)
  }

  /// The writers of a chunk that lack an element, one bit each.
  private static func lacking(_ holders: Set<Int>, among chunk: Range<Int>) -> UInt64 {
    var marks: UInt64 = 0
    for writer in chunk where !holders.contains(writer) {
      marks |= 1 << UInt64(writer - chunk.lowerBound)
    }
    return marks
  }

  /// Leaves of each element's writers that lack it only those with an ancestor that held it.
  private static func takenOut(
    of open: inout [[UInt8]: UInt64],
    _ field: Int,
    by writers: ArraySlice<Int>,
    of standing: StandingWrites,
    in graph: RevisionGraph,
  ) {
    let name = standing.names[field]
    let marks = graph.marks(of: writers)
    var seen: [[UInt8]: UInt64] = [:]
    var blind: UInt64 = 0
    for node in marks.indices where marks[node] != 0 && standing.writes(node, field: field) {
      if graph.contents[node].isUnreadable {
        blind |= marks[node]
        continue
      }
      let value = graph.contents[node].value(ofField: name, rules: standing.rules)
      guard let elements = value.json?.elements else { continue }
      for element in elements { seen[element.canonicalBytes, default: 0] |= marks[node] }
    }
    for (bytes, lacking) in open { open[bytes] = lacking & (blind | (seen[bytes] ?? 0)) }
  }
}
