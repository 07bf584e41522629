extension RecordMerge {
  /// The value shown of a field whose readable standing writes disagree.
  func choose(
    among writes: [StandingWrite],
    ofField name: Text,
    rule: MergeRule,
  ) -> FieldValue {
    guard case .cautious(let order) = rule else { return latest(writes) }
    let decider = rules.decidingMember(ofField: name)
    let ranked = writes.map { write in
      let deciding = decider.map { write.value.json?[$0.string] } ?? write.value.json
      return (write: write, rank: rank(of: deciding, in: order))
    }
    let first = ranked.min { $0.rank < $1.rank }?.rank
    return latest(ranked.filter { $0.rank == first }.map(\.write))
  }

  /// The later claimed time, ties by id: claimed, so it may choose and never settle.
  private func latest(_ writes: [StandingWrite]) -> FieldValue {
    writes.max { ($0.time, $0.entry) < ($1.time, $1.entry) }?.value ?? .absent
  }

  /// Where a value stands in an order of caution.
  ///
  /// What is not listed comes before all
  /// that is, and among itself by its bytes, no value first.
  private func rank(of value: JSON?, in order: [String]) -> CautionRank {
    if let text = value?.string,
      let place = order.firstIndex(where: { Text($0) == Text(text) })
    {
      return CautionRank(place: place, bytes: [])
    }
    return CautionRank(place: -1, bytes: value?.canonicalBytes ?? [])
  }
}

/// How cautious a value is; the least is the most cautious.
private struct CautionRank: Comparable {
  let place: Int
  let bytes: [UInt8]

  static func < (left: Self, right: Self) -> Bool {
    guard left.place == right.place else { return left.place < right.place }
    return left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
