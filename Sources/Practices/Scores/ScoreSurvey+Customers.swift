import CentralView
import Records

/// Practices 2 to 5 and 7: customers, and what they ask for.
extension ScoreSurvey {
  /// The customers with orders, supplies or samples in the last twelve months.
  private var buyers: Set<EntryID> {
    var buyers: Set<EntryID> = []
    file.forEachBuyer { buyers.insert($0) }
    return buyers
  }

  func customers() -> PracticeScore {
    var score = PracticeScore(2)
    score.evidence = [
      PracticeScore.Evidence(
        "assessment",
        count: file.assessed.count,
        newest: file.assessed.newest,
      )
    ].filter { $0.count > 0 }
    score.records = file.assessed.count
    var (never, lapsed, away): ([EntryID], [EntryID], [EntryID]) = ([], [], [])
    var lastSupplies: [EntryID: CalendarDate] = [:]
    for sum in file.supplies {
      guard let customer = sum.customer, let last = sum.last else { continue }
      lastSupplies[customer] = max(lastSupplies[customer] ?? last, last)
    }
    for customer in buyers {
      guard let assessment = file.assessments[customer] else {
        never.append(customer)
        continue
      }
      if file.isTurnedAway(customer) {
        let since = assessment.start ?? date
        if let last = lastSupplies[customer], last > since { away.append(customer) }
      } else if let end = FirmFile.end(ofAssessment: assessment), end < date {
        lapsed.append(customer)
      } else {
        score.current += 1
      }
    }
    func add(_ customers: [EntryID], _ one: String, _ many: String, isLapse: Bool) {
      let customers = customers.sorted()
      let how = isLapse ? "--copy-last " : "--field customer="
      score.add(
        .init(
          Self.number(customers.count, one, many),
          count: customers.count,
          isLapse: isLapse,
          customers: customers,
          command: "steward add assessment \(how)\(customers.first?.short ?? "")",
        )
      )
    }
    add(
      never,
      "active customer is not assessed",
      "active customers are not assessed",
      isLapse: false,
    )
    add(
      lapsed,
      "active customer is to be assessed again",
      "active customers are to be assessed again",
      isLapse: true,
    )
    add(
      away,
      "customer was supplied though refused or suspended",
      "customers were supplied though refused or suspended",
      isLapse: true,
    )
    return score
  }

  func declarations() -> PracticeScore {
    var score = PracticeScore(3)
    score.records = file.declarations.count
    score.evidence = [
      PracticeScore.Evidence(
        "declaration",
        count: score.records,
        newest: file.declarations.compactMap(\.start).filter { $0 <= date }.max(),
      )
    ].filter { $0.count > 0 }
    var ends: [FirmFile.PaperKey: CalendarDate] = [:]
    ends.reserveCapacity(file.declarations.count)
    for brief in file.declarations {
      let end = FirmFile.end(ofYearly: brief) ?? CalendarDate(dayNumber: .max)
      // One that begins later does not count yet.
      guard (brief.start ?? date) <= date else { continue }
      let key = FirmFile.PaperKey(brief.subject, brief.substance)
      ends[key] = max(ends[key] ?? end, end)
    }
    var (never, lapsed): ([EntryID], [EntryID]) = ([], [])
    var seen: Set<FirmFile.PaperKey> = []
    seen.reserveCapacity(file.supplies.count)
    for sum in file.supplies + file.orders where sum.last != nil {
      guard let customer = sum.customer, !file.isTurnedAway(customer) else { continue }
      let key = FirmFile.PaperKey(customer, sum.substance)
      guard seen.insert(key).inserted else { continue }
      guard let known = ends[key] else {
        never.append(customer)
        continue
      }
      if known < date { lapsed.append(customer) } else { score.current += 1 }
    }
    let (first, other) = (never.min()?.short ?? "", lapsed.min()?.short ?? "")
    score.add(
      .init(
        "\(Self.number(never.count, "customer and substance is", "customers and substances are"))"
          + " not covered by a declaration",
        count: never.count,
        customers: Set(never).sorted(),
        command: "steward add declaration --field customer=\(first)",
      )
    )
    score.add(
      .init(
        lapsed.count == 1
          ? "1 declaration of a customer who still orders has lapsed"
          : "\(lapsed.count) declarations of customers who still order have lapsed",
        count: lapsed.count,
        isLapse: true,
        customers: Set(lapsed).sorted(),
        command: "steward add declaration --copy-last \(other)",
      )
    )
    return score
  }

  func distributors() throws -> PracticeScore {
    var score = PracticeScore(4)
    let distributors = try file.distributors()
    score.evidence = [
      PracticeScore.Evidence(
        "distributor or broker",
        "distributors and brokers",
        count: distributors.count,
      ),
      evidence("distributor_commitment", "commitment"), evidence("distributor_audit", "audit"),
    ].filter { $0.count > 0 }
    score.records =
      distributors.count + count("distributor_commitment") + count("distributor_audit")
    if distributors.isEmpty, score.records == 0 {
      score.gaps.append(
        .init(
          "no customer is recorded as a distributor or broker; if there is none, say so",
          count: 0,
          command: "steward add applicability --field subject=practice --field practice=4"
            + " --field applies=no --field reason=WHY",
        )
      )
    }
    for (form, noun) in [
      ("distributor_commitment", "commitment"), ("distributor_audit", "audit"),
    ] {
      let ends = Dictionary(
        FirmFile.lastOfEach(try briefs(form), by: \.subject).map { ($0.brief.subject, $0.end) },
        uniquingKeysWith: max,
      )
      let never = distributors.filter { ends[$0] == nil }.sorted()
      let lapsed = distributors.filter { ends[$0].map { $0 < date } ?? false }.sorted()
      score.current += distributors.count - never.count - lapsed.count
      for (customers, isLapse) in [(never, false), (lapsed, true)] {
        let who = Self.number(customers.count, "distributor has", "distributors have")
        score.add(
          .init(
            "\(who) \(isLapse ? "no \(noun) that still counts" : "no \(noun)")",
            count: customers.count,
            isLapse: isLapse,
            customers: customers,
            command: "steward add \(form) --field distributor=\(customers.first?.short ?? "")",
          )
        )
      }
    }
    return score
  }

  func orders() throws -> PracticeScore {
    var score = PracticeScore(5)
    let orders = Self.decisions(file.orders)
    let reports = isConfidential ? try briefs("suspicious_transaction") : []
    let told = reports.filter { $0.finish != nil }
    score.evidence = [
      PracticeScore.Evidence("order decided", "orders decided", count: orders.decided),
      // A number and nothing else: what was suspected is confidential.
      PracticeScore.Evidence("suspicion", count: reports.count),
      PracticeScore.Evidence(
        "suspicion that the authority was told of",
        "suspicions that the authority was told of",
        count: told.count,
      ),
    ].filter { $0.count > 0 }
    score.records = orders.decided + orders.open + orders.held + reports.count
    score.current = orders.decided + told.count
    score.add(Self.undecided(orders, "order"))
    try addUnchecked("order", to: &score)
    let departures = try view.departures(of: organisation, since: file.yearBegan).count
    score.add(
      .init(
        "\(Self.number(departures, "delivery", "deliveries")) left against a decision or without one",
        count: departures,
        command: "steward due",
      )
    )
    score.add(
      .init(
        "\(Self.number(reports.count - told.count, "suspicion was", "suspicions were"))"
          + " not passed to the authority",
        count: reports.count - told.count,
        command: "steward due --confidential",
      )
    )
    return score
  }

  /// What was to go in the last twelve months and was never checked here.
  private func addUnchecked(_ form: String, to score: inout PracticeScore) throws {
    let unchecked = try view.uncheckedRequests(
      ofForm: form,
      organisation: organisation,
      since: file.yearBegan,
      limit: Int(Int32.max),
    )
    let first = unchecked.first?.short ?? ""
    score.add(
      .init(
        "\(Self.number(unchecked.count, "\(form) was", "\(form)s were")) decided without a check",
        count: unchecked.count,
        command: "steward check \(first)",
      )
    )
  }

  func samples() throws -> PracticeScore {
    var score = PracticeScore(7)
    let samples = Self.decisions(file.samples)
    score.evidence = [evidence("sample", "request for a sample", "requests for samples")]
      .filter { $0.count > 0 }
    score.records = count("sample")
    score.current = samples.decided
    try addUnchecked("sample", to: &score)
    score.add(Self.undecided(samples, "sample"))
    return score
  }

  private typealias Decisions = (decided: Int, held: Int, open: Int)

  private static func decisions(_ trade: [TradeSum]) -> Decisions {
    var decisions: Decisions = (0, 0, 0)
    for sum in trade {
      decisions.held += sum.held
      decisions.open += sum.undecided
      decisions.decided += sum.count - sum.held - sum.undecided
    }
    return decisions
  }

  private static func undecided(_ decisions: Decisions, _ noun: String) -> PracticeScore.Gap {
    let count = decisions.held + decisions.open
    let held = decisions.held > 0 ? ", \(decisions.held) of them held" : ""
    return .init(
      "\(number(count, "\(noun) waits", "\(noun)s wait")) for a decision\(held)",
      count: count,
      command: "steward due",
    )
  }
}
