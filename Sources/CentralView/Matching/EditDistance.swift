/// Slips of the keyboard: a letter too many, too few, another, or two exchanged.
enum EditDistance {
  /// Whether one word may be the other mistyped: one slip in five letters or more, two in
  /// ten or more.
  ///
  /// Shorter words that differ by a letter mean something else, unless a letter was left out.
  static func isMistyping(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let shorter = min(left.count, right.count)
    guard shorter >= 5 || shorter == 4 && left.count != right.count else { return false }
    return isWithin(shorter >= 10 ? 2 : 1, left, right)
  }

  /// Whether at most `limit` slips lead from one to the other (optimal string alignment).
  static func isWithin(_ limit: Int, _ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard abs(left.count - right.count) <= limit else { return false }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in right.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      guard row.contains(where: { $0 <= limit }) else { return false }
      beforeLast = last
      last = row
    }
    return last[right.count] <= limit
  }
}
