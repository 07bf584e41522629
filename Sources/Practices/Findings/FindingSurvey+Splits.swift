import CentralView
import Records

/// Orders of a month that are split over sites.
extension FindingSurvey {
  /// What was looked at, in one month.
  private struct Month {
    let party: EntryID
    let start: CalendarDate
    let threshold: RegisterThreshold
    let orders: [Goods]
  }

  func splitOrders() throws -> [CrossFirmFinding] {
    let thresholds = RegisterThreshold.all(of: scale.register)
    let numbers = Set(thresholds.flatMap(\.numbers)).sorted()
    guard !numbers.isEmpty else { return [] }
    let question = BriefQuestion(
      form: "order",
      substances: numbers,
      from: firstMonth,
      through: date,
      details: GoodsScale.members,
    )
    let standing = try view.firmBriefs(question).filter { state in
      state.brief.kind != "cancelled" && state.brief.state != "refuse"
    }
    let orders = byParty(standing.map { scale.weigh($0, form: "order") })
    let sites = try SiteCounts(view, parties)
    var findings: [CrossFirmFinding?] = []
    for threshold in thresholds {
      for (party, orders) in orders[threshold.substance] ?? [:] where orders.count > 1 {
        let counted = orders.filter { threshold.holds(for: firms[$0.organisation]) }
        for (start, orders) in byMonth(counted) {
          let month = Month(party: party, start: start, threshold: threshold, orders: orders)
          findings.append(try finding(month, sites: sites))
        }
      }
    }
    return findings.compactMap(\.self)
  }

  private func finding(_ month: Month, sites: SiteCounts) throws -> CrossFirmFinding? {
    let orders = month.orders
    guard let limit = month.threshold.kilograms, Set(orders.map(\.record)).count > 1,
      orders.allSatisfy({ $0.kilograms.map { $0 <= limit } ?? true })
    else { return nil }
    let sum = GoodsSum(orders)
    let isAbove = limit < sum.known
    let places = Set(orders.map { $0.site.map(parties.key) })
    let decides = "whether the orders are split over sites, above the threshold together"
    var missing = isAbove ? [] : sum.unknown.compactMap { $0.missing(decides) }
    if places.count < 2 {
      // Without a site an order goes to the customer's own address, if there is no other.
      guard sites.count(of: month.party) > 1, places.contains(nil) else { return nil }
      missing += orders.map { order in
        CrossFirmFinding.Missing(
          record: order.record,
          organisation: order.organisation,
          field: "site",
          decides: decides,
        )
      }
    }
    guard isAbove || !sum.unknown.isEmpty else { return nil }
    let isFound = isAbove && places.count > 1
    let each = month.threshold.threshold.quantity.text
    let firms = Set(orders.map(\.organisation)).count
    let line =
      "\(try called(month.party)): \(sum.count) orders of "
      + "\(called(substance: month.threshold.substance)) for \(Self.count(places.count, "site")) at "
      + "\(Self.count(firms, "firm")) in \(month.start.text.prefix(7)), each at most \(each), "
      + "\(sum.known.kilograms) together"
      + (isFound ? "" : ", as far as anybody can tell")
    let records = orders.compactMap { goods in
      goods.subject.map { KnownParties.Member(record: $0, organisation: goods.organisation) }
    }
    return CrossFirmFinding(
      .splitOrders,
      isFound ? .found : .unknown,
      subject:
        "\(month.threshold.substance) \(month.threshold.threshold.regime) \(month.start.text)",
      line: line,
      parties: try shown(month.party, records),
      figures: [
        .init(name: "substance", value: month.threshold.substance),
        .init(name: "ordered", value: sum.known.kilograms),
        .init(name: "limit", value: limit.kilograms),
        .init(name: "orders", value: String(sum.count)),
        .init(name: "sites", value: String(places.count)),
      ],
      evidence: orders.map { $0.evidence("ordered") },
      missing: missing,
      source: "\(CrossFirmRule.splitOrders.source); \(month.threshold.threshold.source)",
      isConfirmed: CrossFirmRule.splitOrders.isConfirmed && month.threshold.threshold.isConfirmed,
    )
  }
}

/// How many sites each party has.
private struct SiteCounts {
  private let counts: [EntryID: Int]

  init(_ view: CentralView, _ parties: KnownParties) throws {
    var sites: [EntryID: Set<EntryID>] = [:]
    for site in try view.firmRecords(ofForm: "site", members: ["customer"]) {
      for state in site.states {
        guard let customer = state["customer"]?.string.flatMap({ EntryID($0) }) else { continue }
        for party in parties.keys(of: customer) {
          sites[party, default: []].insert(parties.key(site.id))
        }
      }
    }
    counts = sites.mapValues(\.count)
  }

  func count(of party: EntryID) -> Int { counts[party] ?? 0 }
}
