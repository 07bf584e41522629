import CentralView
import Records

/// What customers get of several firms, beside the thresholds of the register.
extension FindingSurvey {
  func aboveThreshold() throws -> [CrossFirmFinding] {
    let thresholds = RegisterThreshold.all(of: scale.register)
    let numbers = Set(thresholds.flatMap(\.numbers)).sorted()
    guard !numbers.isEmpty else { return [] }
    let shared = parties.shared
    let supplied = byParty(
      try goods(
        "movement",
        kinds: ["supplied"],
        substances: numbers,
        from: min(yearBegan, firstMonth),
        about: shared,
      )
    )
    let declared = byParty(try declared(substances: numbers, about: shared))
    var findings: [CrossFirmFinding?] = []
    for threshold in thresholds {
      for (party, goods) in supplied[threshold.substance] ?? [:] {
        findings += try compare(party, goods, with: threshold)
      }
      guard threshold.threshold.period == .year else { continue }
      for (party, goods) in declared[threshold.substance] ?? [:] {
        let words = "in declarations in force on \(date)"
        findings.append(
          try compare(party, goods, with: threshold, verb: "declared", words: words, of: "")
        )
      }
    }
    return try findings.compactMap(\.self) + transactions(thresholds)
  }

  /// Goods by the substance that they count as, and by party.
  func byParty(_ goods: [Goods]) -> [String: [EntryID: [Goods]]] {
    var groups: [String: [EntryID: [Goods]]] = [:]
    for one in goods {
      guard let substance = one.substance, let subject = one.subject else { continue }
      for party in parties.keys(of: subject) {
        groups[substance, default: [:]][party, default: []].append(one)
      }
    }
    return groups
  }

  /// Goods by the first day of the calendar month; what has no day belongs to none.
  func byMonth(_ goods: [Goods]) -> [CalendarDate: [Goods]] {
    let dated = goods.filter { $0.date.map { firstMonth <= $0 } ?? false }
    return Dictionary(grouping: dated) { $0.date?.startOfMonth ?? date }
  }

  private func compare(
    _ party: EntryID,
    _ goods: [Goods],
    with threshold: RegisterThreshold,
  ) throws -> [CrossFirmFinding?] {
    switch threshold.threshold.period {
    case .year:
      let year = goods.filter { $0.date.map { yearBegan <= $0 } ?? true }
      let words = "in the 12 months up to \(date)"
      return [try compare(party, year, with: threshold, words: words, of: "")]
    case .month:
      return try byMonth(goods).map { month, goods in
        let name = String(month.text.prefix(7))
        return try compare(party, goods, with: threshold, words: "in \(name)", of: name)
      }
    case .transaction: return []
    }
  }

  private func compare(
    _ party: EntryID,
    _ goods: [Goods],
    with threshold: RegisterThreshold,
    verb: String = "supplied",
    words: String,
    of period: String,
    leastFirms: Int = 2,
  ) throws -> CrossFirmFinding? {
    try compare(
      ComparedQuantity(
        rule: .aboveThreshold,
        party: party,
        substance: threshold.substance,
        // The day asked for is no part of it: the finding is the same tomorrow.
        subject: "\(threshold.threshold.regime) \(verb) \(period)",
        verb: verb,
        words: words,
        goods: goods.filter { threshold.holds(for: firms[$0.organisation]) },
        leastFirms: leastFirms,
      ),
      with: threshold.limit,
    )
  }

  /// Movements that lie above a threshold for one transaction, each by itself.
  private func transactions(_ all: [RegisterThreshold]) throws -> [CrossFirmFinding] {
    let thresholds = all.filter { $0.threshold.period == .transaction }
    guard !thresholds.isEmpty else { return [] }
    let goods = try goods(
      "movement",
      kinds: ["supplied"],
      substances: Set(thresholds.flatMap(\.numbers)).sorted(),
      from: yearBegan,
    )
    let bySubstance = byParty(goods)
    return try thresholds.flatMap { threshold in
      try (bySubstance[threshold.substance] ?? [:]).flatMap { party, goods in
        try Dictionary(grouping: goods, by: \.record).values.compactMap { states in
          let words = "in one movement on \(states[0].date.map(\.text) ?? "an unknown day")"
          return try compare(
            party,
            states,
            with: threshold,
            words: words,
            of: states[0].record.text,
            leastFirms: 1,
          )
        }
      }
    }
  }
}
