import CentralView
import Records

/// Seals that were supplied and seals that were received.
extension FindingSurvey {
  func sealsDiffer() throws -> [CrossFirmFinding] {
    let receipts = try packs(kinds: ["received", "returned"], from: yearBegan)
    guard !receipts.isEmpty else { return [] }
    let numbers = Set(receipts.flatMap { scale.register.numbers(countingAs: $0.lot.substance) })
    let lots = Set(receipts.map(\.lot))
    let supplies = Dictionary(
      grouping: try packs(kinds: ["supplied"], substances: numbers.sorted(), lots: lots),
      by: \.lot,
    )
    let arrived = Dictionary(grouping: receipts.filter { $0.kind == "received" }) { packs in
      Arrival(organisation: packs.organisation, lot: packs.lot)
    }
    return try receipts.compactMap { receipt in
      let candidates = (supplies[receipt.lot] ?? []).filter { supply in
        guard (supply.organisation == receipt.organisation) == (receipt.kind == "returned") else {
          return false
        }
        guard let went = supply.date, let came = receipt.date else { return true }
        return went <= came
      }
      let place = Arrival(organisation: receipt.organisation, lot: receipt.lot)
      return try finding(receipt, candidates, arrived: arrived[place] ?? [])
    }
  }

  private struct Arrival: Hashable {
    let organisation: OrganisationID
    let lot: SealedPacks.Lot
  }

  private func packs(
    kinds: [String],
    substances: [String] = [],
    lots: Set<SealedPacks.Lot>? = nil,
    from first: CalendarDate? = nil,
  ) throws -> [SealedPacks] {
    let question = BriefQuestion(
      form: "movement",
      kinds: kinds,
      substances: substances,
      from: first,
      through: date,
      hasPacks: true,
      details: ["packs"],
    )
    return try view.firmBriefs(question).flatMap { state in
      SealedPacks.all(in: state, register: scale.register)
        .filter { lots?.contains($0.lot) ?? true }
    }
  }

  private func finding(
    _ receipt: SealedPacks,
    _ candidates: [SealedPacks],
    arrived: [SealedPacks],
  ) throws -> CrossFirmFinding? {
    let sealed = candidates.filter { !$0.seals.isEmpty }
    if receipt.seals.isEmpty {
      guard !sealed.isEmpty else { return nil }
      return try unknown(receipt, sealed, missing: [receipt.missing])
    }
    guard !sealed.isEmpty else {
      guard !candidates.isEmpty else { return nil }
      return try unknown(receipt, candidates, missing: candidates.map(\.missing))
    }
    let supplied = sealed.reduce(into: Set<String>()) { $0.formUnion($1.seals.keys) }
    let extra = receipt.seals.filter { !supplied.contains($0.key) }
    let best = sealed.max { Self.shares($0, receipt, less: $1) }
    let isMatched = best.map { Self.shared($0, receipt) > 0 } ?? false
    var lost: [String: String] = [:]
    if receipt.kind == "received", isMatched, let best {
      let all = arrived.reduce(into: Set<String>()) { $0.formUnion($1.seals.keys) }
      lost = best.seals.filter { !all.contains($0.key) }
    }
    guard !extra.isEmpty || !lost.isEmpty else { return nil }
    var differences: [String] = []
    if !extra.isEmpty { differences.append("not supplied: \(SealedPacks.list(extra.values))") }
    if !lost.isEmpty { differences.append("not \(receipt.kind): \(SealedPacks.list(lost.values))") }
    let compared = isMatched ? [best].compactMap(\.self) : sealed
    return CrossFirmFinding(
      .sealsDiffer,
      subject: receipt.lot.number,
      line: "\(words(receipt, compared)): seals differ, \(differences.joined(separator: "; "))",
      parties: try customers(compared + [receipt]),
      figures: [
        .init(name: "lot", value: receipt.lotName),
        .init(name: "not_supplied", value: String(extra.count)),
        .init(name: "not_received", value: String(lost.count)),
      ],
      evidence: (compared + [receipt]).map(\.evidence),
    )
  }

  private func unknown(
    _ receipt: SealedPacks,
    _ supplies: [SealedPacks],
    missing: [CrossFirmFinding.Missing],
  ) throws -> CrossFirmFinding {
    CrossFirmFinding(
      .sealsDiffer,
      .unknown,
      subject: receipt.lot.number,
      line: "\(words(receipt, supplies)): one side lists no seals",
      parties: try customers(supplies + [receipt]),
      figures: [.init(name: "lot", value: receipt.lotName)],
      evidence: (supplies + [receipt]).map(\.evidence),
      missing: missing,
    )
  }

  /// What happened to a lot, as the beginning of a line.
  private func words(_ receipt: SealedPacks, _ supplies: [SealedPacks]) -> String {
    let substance = called(substance: receipt.lot.substance)
    let lot = "lot \(receipt.lotName) of \(substance)"
    let when = receipt.date.map { " on \($0)" } ?? ""
    let suppliers = Set(supplies.map { Text(name($0.organisation)) }).sorted().map(\.string)
      .joined(separator: ", ")
    return receipt.kind == "returned"
      ? "\(lot), supplied by \(suppliers) and returned to it\(when)"
      : "\(lot), supplied by \(suppliers), received by \(name(receipt.organisation))\(when)"
  }

  private func customers(_ packs: [SealedPacks]) throws -> [CrossFirmFinding.Party] {
    try packs.flatMap { packs in
      guard let subject = packs.subject else { return [CrossFirmFinding.Party]() }
      let own = KnownParties.Member(record: subject, organisation: packs.organisation)
      return try shown(parties.key(subject), [own])
    }
  }

  private static func shared(_ supply: SealedPacks, _ receipt: SealedPacks) -> Int {
    receipt.seals.keys.count { supply.seals[$0] != nil }
  }

  /// Whether a supply shares fewer seals with what was received than another; of equals the
  /// one with the greater id.
  private static func shares(
    _ supply: SealedPacks,
    _ receipt: SealedPacks,
    less other: SealedPacks,
  ) -> Bool {
    let (one, two) = (shared(supply, receipt), shared(other, receipt))
    return one == two ? supply.record < other.record : one < two
  }
}
