import Records

/// Two of a kind, in order: records, or the numbers that stand for parties.
struct OrderedPair<Node: Hashable & Comparable & Sendable>: Hashable, Comparable, Sendable {
  /// The lesser one.
  let first: Node
  /// The greater one.
  let second: Node

  /// Orders two.
  init(_ one: Node, _ other: Node) {
    first = min(one, other)
    second = max(one, other)
  }

  /// Both.
  var both: [Node] { [first, second] }

  static func < (left: Self, right: Self) -> Bool {
    left.first == right.first ? left.second < right.second : left.first < right.first
  }
}

/// Two records, ordered by id.
typealias RecordPair = OrderedPair<EntryID>
