import CentralView
import Records

/// What customers get or declare, beside what their sites need in a year.
extension FindingSurvey {
  /// The need of one substance at one site.
  private struct SiteNeed {
    /// How much of the pure substance; `nil` where nobody can say.
    var kilograms: ExactDecimal?
    var evidence: [CrossFirmFinding.Evidence] = []
    var missing: [CrossFirmFinding.Missing] = []

    /// Takes in what another record says of the same site: the greatest counts.
    mutating func add(_ other: SiteNeed) {
      evidence += other.evidence
      missing += other.missing
      if let more = other.kilograms, kilograms.map({ $0 < more }) ?? true { kilograms = more }
    }
  }

  /// A party's substance.
  private struct NeedKey: Hashable {
    let party: EntryID
    let substance: String
  }

  func aboveNeed() throws -> [CrossFirmFinding] {
    var members: Set<KnownParties.Member> = []
    var needs: [NeedKey: [EntryID: SiteNeed]] = [:]
    for site in try view.firmRecords(
      ofForm: "site",
      members: ["customer", "need_per_year"],
      having: "need_per_year",
    ) {
      guard let customer = site.shown["customer"]?.string.flatMap({ EntryID($0) }) else { continue }
      let own = KnownParties.Member(record: customer, organisation: site.organisation)
      for party in parties.keys(of: customer) {
        members.formUnion(parties.members(of: party) + [own])
        for (substance, need) in Self.needs(site, scale.register) {
          let key = NeedKey(party: party, substance: substance)
          var known = needs[key]?[parties.key(site.id)] ?? SiteNeed()
          known.add(need)
          needs[key, default: [:]][parties.key(site.id)] = known
        }
      }
    }
    let substances = Set(needs.keys.flatMap { scale.register.numbers(countingAs: $0.substance) })
    guard !substances.isEmpty else { return [] }
    let all = members.sorted { $0.record < $1.record }
    let supplied = grouped(
      try goods(
        "movement",
        kinds: ["supplied"],
        substances: substances.sorted(),
        from: yearBegan,
        about: all,
      )
    )
    let declared = grouped(try declared(substances: substances.sorted(), about: all))
    // Which other sites there are is asked only where goods without a site are too many.
    let isAsked = needs.contains { key, sites in
      [supplied[key], declared[key]].compactMap(\.self).contains {
        isTooMuch($0, Self.total(sites.values)) && $0.contains { $0.site == nil }
      }
    }
    let others = isAsked ? try sitesByParty() : [:]
    return try needs.flatMap { key, sites in
      let without = (others[key.party] ?? []).filter { sites[parties.key($0.record)] == nil }
      return try findings(key, sites, supplied[key] ?? [], without: without, verb: "supplied")
        + findings(key, sites, declared[key] ?? [], without: without, verb: "declared")
    }
  }

  /// Every site by its customer's party, whether or not anybody says what it needs.
  private func sitesByParty() throws -> [EntryID: [KnownParties.Member]] {
    var sites: [EntryID: [KnownParties.Member]] = [:]
    for site in try view.firmRecords(ofForm: "site", members: ["customer"]) {
      guard let customer = site.shown["customer"]?.string.flatMap({ EntryID($0) }) else { continue }
      let member = KnownParties.Member(record: site.id, organisation: site.organisation)
      for party in parties.keys(of: customer) { sites[party, default: []].append(member) }
    }
    return sites
  }

  /// Whether goods weigh more than a need.
  private func isTooMuch(_ goods: [Goods], _ need: SiteNeed) -> Bool {
    need.kilograms.map { $0 < GoodsSum(goods).known } ?? false
  }

  private func grouped(_ goods: [Goods]) -> [NeedKey: [Goods]] {
    var groups: [NeedKey: [Goods]] = [:]
    for (substance, parties) in byParty(goods) {
      for (party, goods) in parties {
        groups[NeedKey(party: party, substance: substance)] = goods
      }
    }
    return groups
  }

  private func findings(
    _ key: NeedKey,
    _ sites: [EntryID: SiteNeed],
    _ goods: [Goods],
    without: [KnownParties.Member],
    verb: String,
  ) throws -> [CrossFirmFinding] {
    let words =
      verb == "supplied" ? "in the 12 months up to \(date)" : "in declarations in force on \(date)"
    func compared(
      _ goods: [Goods],
      _ need: SiteNeed,
      _ at: String,
      site: EntryID?,
      isSure: Bool = true,
    ) throws -> CrossFirmFinding? {
      let amount = need.kilograms.map { " of \($0.kilograms)" } ?? ""
      return try compare(
        ComparedQuantity(
          rule: .aboveNeed,
          party: key.party,
          substance: key.substance,
          subject: "\(verb) \(site?.text ?? "")",
          verb: verb,
          words: at + words,
          goods: goods,
          missing: isSure ? [] : unsaid(without, verb: verb),
          isSure: isSure,
        ),
        with: QuantityLimit(
          kilograms: need.kilograms,
          text: "need\(amount) a year",
          evidence: need.evidence,
          missing: goods.isEmpty ? [] : need.missing,
        ),
      )
    }
    let toNeeding = goods.filter { $0.site.map { sites[parties.key($0)] != nil } ?? true }
    let total = Self.total(sites.values)
    // What went to no site may have gone to one of which nobody says what it needs: then only
    // what is known to have gone to the others counts against these.
    let isOpen =
      !without.isEmpty && isTooMuch(toNeeding, total)
      && !isTooMuch(toNeeding.filter { $0.site != nil }, total)
    var findings = [
      try compared(toNeeding, total, "", site: nil, isSure: !isOpen)
    ]
    if sites.count > 1 || toNeeding.count < goods.count {
      for (site, need) in sites {
        let own = goods.filter { $0.site.map { parties.key($0) == site } ?? false }
        let name = try names.name(of: site).map { "to ‘\($0)’ " } ?? "to \(site.short) "
        findings.append(try compared(own, need, name, site: site))
      }
    }
    let elsewhere = goods.filter { $0.site.map { sites[parties.key($0)] == nil } ?? false }
    findings.append(try unneeded(key, elsewhere, verb: verb, words: words))
    return findings.compactMap(\.self)
  }

  /// What sites lack of which nobody says what they need, where that would decide.
  private func unsaid(_ sites: [KnownParties.Member], verb: String) -> [CrossFirmFinding.Missing] {
    sites.map { site in
      CrossFirmFinding.Missing(
        record: site.record,
        organisation: site.organisation,
        field: "need_per_year",
        decides: "whether what was \(verb) without a site is more than all sites need",
      )
    }
  }

  /// That goods went to sites of which nobody says what they need.
  private func unneeded(
    _ key: NeedKey,
    _ goods: [Goods],
    verb: String,
    words: String,
  ) throws -> CrossFirmFinding? {
    guard !goods.isEmpty else { return nil }
    let missing = goods.compactMap { goods in
      goods.site.map {
        CrossFirmFinding.Missing(
          record: $0,
          organisation: goods.organisation,
          field: "need_per_year",
          decides: "whether what was \(verb) to the site is more than it needs",
        )
      }
    }
    let sum = GoodsSum(goods)
    let sites = Self.count(Set(missing.map { parties.key($0.record) }).count, "site")
    let line =
      "\(try called(key.party)): \(sum.known.kilograms) of \(called(substance: key.substance)) "
      + "\(verb) to \(sites) without a need per year, \(words)"
    return CrossFirmFinding(
      .aboveNeed,
      .unknown,
      subject: "\(key.substance) \(verb) elsewhere",
      line: line,
      parties: try shown(key.party),
      figures: [
        .init(name: "substance", value: key.substance),
        .init(name: verb, value: sum.known.kilograms),
      ],
      evidence: goods.map { $0.evidence(verb) },
      missing: missing,
    )
  }

  /// What sites need together: nobody can say where one of them is not known.
  private static func total(_ needs: some Collection<SiteNeed>) -> SiteNeed {
    var total = SiteNeed(kilograms: ExactDecimal.zero)
    for need in needs {
      total.evidence += need.evidence
      total.missing += need.missing
      guard let sum = total.kilograms, let own = need.kilograms else {
        total.kilograms = nil
        continue
      }
      total.kilograms = sum + own
    }
    return total
  }

  /// The needs that a site's record gives, by substance; where writes of it disagree, the
  /// smallest that stands.
  private static func needs(
    _ site: FirmRecord,
    _ register: SubstanceRegister,
  ) -> [String: SiteNeed] {
    var needs: [String: SiteNeed] = [:]
    for state in site.states {
      for (cas, lines) in lines(state["need_per_year"]?.elements ?? [], register) {
        let sum =
          lines.contains { $0 == nil } ? nil : ExactDecimal.sum(of: lines.compactMap(\.self))
        var need = SiteNeed(kilograms: sum)
        need.evidence = [
          CrossFirmFinding.Evidence(
            record: site.id,
            form: "site",
            organisation: site.organisation,
            what: "needs \(sum?.kilograms ?? "an amount that nobody can weigh") a year",
            isDisputed: site.states.count > 1,
          )
        ]
        if sum == nil {
          need.missing = [
            CrossFirmFinding.Missing(
              record: site.id,
              organisation: site.organisation,
              field: "density",
              decides: "how much the need per year weighs",
            )
          ]
        }
        guard let known = needs[cas]?.kilograms, let sum, known <= sum else {
          needs[cas] = need
          continue
        }
      }
    }
    return needs
  }

  /// What the lines of a need weigh, by the substance that each counts as.
  private static func lines(
    _ lines: [JSON],
    _ register: SubstanceRegister,
  ) -> [String: [ExactDecimal?]] {
    var weights: [String: [ExactDecimal?]] = [:]
    for line in lines {
      guard let cas = line["substance"]?.string else { continue }
      let weight = Amount(of: line)?.kilograms(of: register.substance(cas: cas))
      weights[register.parent(of: cas), default: []].append(weight)
    }
    return weights
  }
}
