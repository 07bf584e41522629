import CentralView
import Records

/// One requester who asks several firms for samples.
extension FindingSurvey {
  /// A request, in one of its states.
  private struct Request {
    let goods: Goods
    /// The record that names who asked: the customer's, else the request itself.
    let node: KnownParties.Member
    /// Whether it names anybody.
    let isNamed: Bool
    /// Who asked, as a line shows it.
    let name: String
  }

  func samplesAtSeveralFirms() throws -> [CrossFirmFinding] {
    let question = BriefQuestion(
      form: "sample",
      from: yearBegan,
      through: date,
      details: GoodsScale.members + ["requester"],
    )
    var book = parties
    var known: [String: KnownParties.Member] = [:]
    var requests: [Request] = []
    // In the order of their ids: where somebody judged two different, it decides who joins whom.
    for state in try view.firmBriefs(question).sorted(by: { $0.brief.id < $1.brief.id }) {
      let keys = RuleCase.requesterKeys(state.details).sorted { Text($0) < Text($1) }
      let node = KnownParties.Member(
        record: state.brief.subject ?? state.brief.id,
        organisation: state.organisation,
      )
      for key in keys {
        if let other = known[key] { book.join(node, other) } else { known[key] = node }
      }
      let requester = state.details["requester"]
      requests.append(
        Request(
          goods: scale.weigh(state, form: "sample"),
          node: node,
          isNamed: state.brief.subject != nil || !keys.isEmpty,
          name: requester?["organisation"]?.string ?? requester?["name"]?.string ?? "",
        )
      )
    }
    let named = Dictionary(grouping: requests.filter(\.isNamed)) { book.key($0.node.record) }
    var findings = try named.compactMap { try finding(of: $1, members: book.members(of: $0)) }
    findings += nameless(requests)
    return findings
  }

  private func finding(
    of requests: [Request],
    members: [KnownParties.Member],
  ) throws -> CrossFirmFinding? {
    let firms = Set(requests.map(\.goods.organisation))
    guard firms.count > 1 else { return nil }
    let dated = requests.filter { $0.goods.date != nil }
    let isFound = Set(dated.map(\.goods.organisation)).count > 1
    let undated = requests.filter { $0.goods.date == nil }
    let missing = undated.map { request in
      CrossFirmFinding.Missing(
        record: request.goods.record,
        organisation: request.goods.organisation,
        field: "date",
        decides: "whether the requests lie within 12 months",
      )
    }
    let name = try requester(requests, members)
    let counted = isFound ? dated : requests
    let sum = GoodsSum(counted.map(\.goods))
    let line =
      "\(name): \(Self.count(sum.count, "request")) for samples at "
      + "\(Self.count(firms.count, "firm")) in the 12 months up to \(date)"
      + (isFound ? "" : ", if those without a day lie in them")
    return CrossFirmFinding(
      .samplesAtSeveralFirms,
      isFound ? .found : .unknown,
      line: line,
      parties: try shown(requests[0].node.record, Set(members + requests.map(\.node))),
      figures: [
        .init(name: "requests", value: String(sum.count)),
        .init(name: "asked_for", value: sum.known.kilograms),
        .init(name: "not_weighed", value: String(Set(sum.unknown.map(\.record)).count)),
      ],
      evidence: counted.map { $0.goods.evidence("sample of \(substance($0.goods)),") },
      missing: missing,
    )
  }

  private func substance(_ goods: Goods) -> String {
    goods.substance.map(called(substance:)) ?? "a substance that is not named"
  }

  /// What a line calls who asked: a customer's name goes first.
  private func requester(
    _ requests: [Request],
    _ members: [KnownParties.Member],
  ) throws -> String {
    let own = Set(requests.map(\.goods.record))
    let nodes = Set(requests.map(\.node.record) + members.map(\.record)).subtracting(own)
    let customers = try nodes.compactMap { try names.name(of: $0) }
    let name = Self.longest(customers) ?? Self.longest(requests.map(\.name))
    return name.map { "‘\($0)’" } ?? "a requester"
  }

  /// The requests of each firm that name nobody, where others had some, too.
  private func nameless(_ requests: [Request]) -> [CrossFirmFinding] {
    guard Set(requests.map(\.goods.organisation)).count > 1 else { return [] }
    let groups = Dictionary(grouping: requests.filter { !$0.isNamed }, by: \.goods.organisation)
    return groups.map { firm, requests in
      let count = Set(requests.map(\.goods.record)).count
      return CrossFirmFinding(
        .samplesAtSeveralFirms,
        .unknown,
        line: "\(name(firm)): \(Self.count(count, "request")) for samples without a requester",
        evidence: requests.map { $0.goods.evidence("sample of \(substance($0.goods)),") },
        missing: requests.map { request in
          CrossFirmFinding.Missing(
            record: request.goods.record,
            organisation: firm,
            field: "requester",
            decides: "whether the same requester asked another firm",
          )
        },
      )
    }
  }
}
