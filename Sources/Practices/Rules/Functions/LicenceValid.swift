import Records

/// `licence-valid`: the customer, or the firm itself, holds a licence for the substance.
///
///     {"of": "customer",                       or `self`
///      "kinds": ["licence", "registration"],   which sorts will do; absent: any
///      "activities": ["use"],                  one of these has to be allowed, where the
///                                              licence lists activities at all
///      "names_substance": true,                whether a licence without a list of substances
///                                              leaves it open what it covers
///      "verified_within_months": 12}           how old a check of it may be
struct LicenceValid: RuleTest {
  private let isOwn: Bool
  private let kinds: [String]?
  private let activities: [String]?
  private let mustNameSubstance: Bool
  private let verifiedWithin: Int?

  init(_ with: inout MemberReader) throws(PackageFault) {
    isOwn = try with.choice("of", ["customer", "self"]) == "self"
    kinds = try with.choices(
      "kinds",
      ["licence", "registration", "special_licence", "special_registration", "other"],
    )
    activities = try with.strings("activities")
    mustNameSubstance = try with.bool("names_substance") ?? true
    verifiedWithin = try with.count("verified_within_months", from: 1)
  }

  func finding(in state: RuleCase) throws -> Finding {
    let candidates: [(record: KnownRecord, body: JSON)]
    let holder: String
    if isOwn {
      // A firm's own licences name no holder, so they are found among all of the form.
      candidates = try state.book.records(ofForm: "licence").compactMap { record in
        guard record.bodies.contains(where: { $0["holder"] == nil }) else { return nil }
        let body = state.body(of: record)
        return body["holder"] == nil ? (record, body) : nil
      }
      holder = "the firm itself"
    } else {
      guard let customer = try state.customer() else {
        return .unknown("the \(state.noun) names no customer who is known")
      }
      state.mention(customer.id)
      candidates = try state.states(aboutCustomer: "licence")
      holder = try state.customerName()
    }
    var worst: Finding?
    for (record, body) in candidates {
      let finding = judge(record, body, in: state)
      if finding.outcome == .satisfied {
        state.mention(record.id)
        return finding
      }
      // A doubt is nearer to a licence than a certain defect.
      if worst == nil || finding.outcome == .unknown { worst = finding }
    }
    let wanted = (kinds ?? ["licence"]).map { $0.replacing("_", with: " ") }
    return worst
      ?? .broken(
        "no \(wanted.joined(separator: " or ")) for \(state.substanceName) is recorded of \(holder)"
      )
  }

  private func judge(_ record: KnownRecord, _ body: JSON, in state: RuleCase) -> Finding {
    let number = body.text("number") ?? record.id.short
    if let kinds {
      guard let kind = body.text("kind") else {
        return .unknown("licence ‘\(number)’ does not say what sort it is")
      }
      if !kinds.contains(kind) { return .broken("‘\(number)’ is a \(kind), which will not do") }
    }
    if body["substances"]?.elements?.isEmpty ?? true {
      if mustNameSubstance {
        return .unknown("licence ‘\(number)’ does not say which substances it covers")
      }
    } else if !state.coversSubstance(body["substances"]) {
      return .broken("licence ‘\(number)’ does not cover \(state.substanceName)")
    }
    // The firm's own licence may be tied to a site of the firm, where no order goes.
    if !isOwn, !state.coversSite(body.text("site")) {
      return .broken("licence ‘\(number)’ is for another site")
    }
    if let from = body.day("valid_from"), state.date < from {
      return .broken("licence ‘\(number)’ begins on \(from.text)")
    }
    if let until = body.day("valid_until"), until < state.date {
      return .broken("licence ‘\(number)’ ended on \(until.text)")
    }
    if let activities, let allowed = body["activities"]?.elements, !allowed.isEmpty {
      let names = allowed.map { FoldedWords($0.string ?? "").key }
      if !activities.contains(where: { names.contains(FoldedWords($0).key) }) {
        return .broken("licence ‘\(number)’ does not allow \(activities.joined(separator: " or "))")
      }
    }
    if let verifiedWithin {
      guard let verified = body.day("verified_on") else {
        return .broken("nobody noted that licence ‘\(number)’ was verified")
      }
      if verified.later(months: verifiedWithin) < state.date {
        return .broken("licence ‘\(number)’ was last verified on \(verified.text)")
      }
    }
    let end = body.day("valid_until").map { ", until \($0.text)" } ?? ""
    return .satisfied("licence ‘\(number)’ covers \(state.substanceName)\(end)")
  }
}
