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
    findings += try proposed(requests.filter(\.isNamed), book)
    findings += nameless(requests)
    return findings
  }

  /// What would be found if those were one requester of whom only names and addresses say so.
  private func proposed(_ requests: [Request], _ book: KnownParties) throws -> [CrossFirmFinding] {
    let named = Set(requests.map { book.key($0.node.record) })
    let proposals = options.proposals.filter { proposal in
      let (one, other) = (book.key(proposal.one.record), book.key(proposal.other.record))
      return one != other && named.contains(one) && named.contains(other)
    }
    guard !proposals.isEmpty else { return [] }
    var joined = book
    for proposal in proposals { joined.join(proposal.one, proposal.other) }
    let groups = Dictionary(grouping: requests) { joined.key($0.node.record) }
    return try groups.compactMap { key, requests in
      let dated = requests.filter { $0.goods.date != nil }
      let parts = Dictionary(grouping: dated) { book.key($0.node.record) }
      // One that is found by itself, and nothing beside it, needs no proposal.
      guard parts.count > 1 else { return nil }
      let reasons = proposals.filter { joined.key($0.one.record) == key }
      return try finding(of: dated, members: joined.members(of: key), ifOne: reasons)
    }
  }

  private func finding(
    of requests: [Request],
    members: [KnownParties.Member],
    ifOne proposals: [PartyProposal] = [],
  ) throws -> CrossFirmFinding? {
    let firms = Set(requests.map(\.goods.organisation))
    guard firms.count > 1 else { return nil }
    let dated = requests.filter { $0.goods.date != nil }
    let isFound = Set(dated.map(\.goods.organisation)).count > 1
    let isSure = isFound && proposals.isEmpty
    let undated = requests.filter { $0.goods.date == nil }
    var missing = undated.map { request in
      CrossFirmFinding.Missing(
        record: request.goods.record,
        organisation: request.goods.organisation,
        field: "date",
        decides: "whether the requests lie within 12 months",
      )
    }
    missing += proposals.map { proposal in
      let (one, other) = (proposal.one.record.short, proposal.other.record.short)
      return CrossFirmFinding.Missing(
        record: proposal.one.record,
        organisation: proposal.one.organisation,
        field: "judgement",
        decides: "whether one asked, as steward matches same \(one) \(other) says",
      )
    }
    let name = try requester(requests, members)
    let counted = isFound ? dated : requests
    let sum = GoodsSum(counted.map(\.goods))
    let line =
      "\(name): \(Self.count(sum.count, "request")) for samples at "
      + "\(Self.count(firms.count, "firm")) in the 12 months up to \(date)"
      + (isFound ? "" : ", if those without a day lie in them")
      + (proposals.first.map { "; if they are one requester: \($0.reason)" } ?? "")
    return CrossFirmFinding(
      .samplesAtSeveralFirms,
      isSure ? .found : .unknown,
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
