import Records

/// `list-hit`: nobody and nothing in the order stands on a list, in an alert or in a report of
/// a suspicion.
///
///     {"form": "surveillance_list",       or `alert`, `suspicious_transaction`
///      "match": ["substance", "party"],   absent: both
///      "within_months": 36}               how old a report of a suspicion may be
///
/// An entry's action decides: notify warns, hold holds, refuse says the rule's own verdict.
/// A party is found by name, registration, VAT, LEI, EORI and licence number, telephone, e-mail,
/// website and address; where the entry names a country, a name or an address only counts there.
/// All records of the form are read: a firm holds few lists, alerts and reports.
struct ListHit: RuleTest {
  private let form: String
  private let matchesSubstance: Bool
  private let matchesParty: Bool
  private let months: Int?

  init(_ with: inout MemberReader) throws(PackageFault) {
    let form = try with.choice("form", ["surveillance_list", "alert", "suspicious_transaction"])
    guard let form else { throw with.place.fault("form", "is missing") }
    self.form = form
    let match = try with.choices("match", ["substance", "party"]) ?? ["substance", "party"]
    matchesSubstance = match.contains("substance") && form != "suspicious_transaction"
    matchesParty = match.contains("party")
    months = try with.count("within_months", from: 1)
  }

  func finding(in state: RuleCase) throws -> Finding {
    let parties = try KnownParty.all(in: state)
    var worst: Finding?
    for record in try state.book.records(ofForm: form) {
      let body = state.body(of: record)
      guard isInForce(body, on: state.date) else { continue }
      let entries = body["entries"]?.elements ?? body["parties"]?.elements ?? []
      for entry in entries where isHit(entry, parties, in: state) {
        let finding = hit(entry, body, isConfidential: record.isConfidential)
        if let worst, worst.verdict(.refuse) >= finding.verdict(.refuse) { continue }
        worst = finding
        state.mention(record.id)
      }
    }
    return worst ?? .satisfied("nothing in the \(state.noun) stands on such a list")
  }

  private func isInForce(_ body: JSON, on date: CalendarDate) -> Bool {
    if let from = body.day("valid_from") ?? body.day("date"), date < from { return false }
    if let until = body.day("valid_until"), until < date { return false }
    guard let noticed = body.day("noticed") else { return true }
    return noticed <= date && months.map { date <= noticed.later(months: $0) } ?? true
  }

  private func hit(_ entry: JSON, _ list: JSON, isConfidential: Bool) -> Finding {
    let verdict: Verdict? =
      switch entry.text("action") {
      case "notify": .warn
      case "refuse": nil
      default: .hold
      }
    let subject = entry.text("name") ?? entry.text("cas") ?? "an entry"
    let owner =
      form == "suspicious_transaction"
      ? "a report of a suspicion" : "‘\(list.text("name") ?? list.text("title") ?? form)’"
    let note = entry.text("note").map { ": \($0)" } ?? ""
    var finding = Finding.broken("‘\(subject)’ stands in \(owner)\(note)", as: verdict)
    finding.isConfidential = isConfidential
    return finding
  }

  private func isHit(_ entry: JSON, _ parties: [KnownParty], in state: RuleCase) -> Bool {
    if form != "suspicious_transaction", entry.text("kind") == "substance" || entry["kind"] == nil {
      if matchesSubstance, isSubstance(entry, in: state) { return true }
      if entry.text("kind") == "substance" { return false }
    }
    guard matchesParty else { return false }
    let numbers = ["number", "id_number", "phone", "email", "web"].compactMap { entry.text($0) }
    // A number is one party's wherever they sit; a name or an address is where the list says.
    if parties.contains(where: { numbers.contains(where: $0.hasNumber) }) { return true }
    let country = entry.text("country")
    let near = parties.filter { party in
      party.country == nil || country == nil || party.country == country
    }
    if let address = entry.text("address"), near.contains(where: { $0.hasAddress(address) }) {
      return true
    }
    guard let name = entry.text("name") else { return false }
    return entry.text("kind") == "address"
      ? near.contains { $0.hasAddress(name) } : near.contains { $0.hasName(name) }
  }

  private func isSubstance(_ entry: JSON, in state: RuleCase) -> Bool {
    guard let parent = state.parentCAS else { return false }
    let numbers = [entry.text("cas"), entry.text("number"), entry.text("name")]
      .compactMap(\.self)
    if numbers.contains(where: { state.book.parentCAS($0) == parent }) { return true }
    guard let name = entry.text("name") else { return false }
    return state.book.register.find(name).contains { $0.cas == parent }
  }
}
