import Journal

/// What is missing of journals between the entries that are held and the stretches that wait.
struct GapSurvey {
  private var held: [String: UInt64] = [:]
  private var stretches: [String: [Range<UInt64>]] = [:]

  /// Takes in that a stretch of a journal waits, of which `count` entries are held.
  mutating func add(_ stretch: Range<UInt64>, of origin: String, held count: UInt64) {
    held[origin] = count
    stretches[origin, default: []].append(stretch)
  }

  /// The journals of which a stretch waits, in the order of their names.
  var origins: [String] {
    stretches.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The entries that have to arrive before the one at `end` can be merged, in order.
  func missing(of origin: String, before end: UInt64 = .max) -> [Range<UInt64>] {
    var (next, gaps): (UInt64, [Range<UInt64>]) = (held[origin] ?? 0, [])
    let sorted = (stretches[origin] ?? []).sorted { $0.lowerBound < $1.lowerBound }
    for stretch in sorted where stretch.lowerBound <= end {
      if stretch.lowerBound > next { gaps.append(next..<stretch.lowerBound) }
      next = max(next, stretch.upperBound)
    }
    return gaps
  }

  /// How many different entries of the journal wait.
  func waiting(of origin: String) -> UInt64 {
    var (next, count): (UInt64, UInt64) = (held[origin] ?? 0, 0)
    for stretch in (stretches[origin] ?? []).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let start = max(next, stretch.lowerBound)
      if stretch.upperBound > start { count += stretch.upperBound - start }
      next = max(next, stretch.upperBound)
    }
    return count
  }

  /// The ranges in words: entries 3 to 9 and 12.
  static func words(_ ranges: [Range<UInt64>]) -> String {
    let parts = ranges.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound - 1)"
    }
    let list =
      parts.count < 2
      ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
    let isOne = ranges.count == 1 && ranges[0].count == 1
    return (isOne ? "entry " : "entries ") + list
  }
}
