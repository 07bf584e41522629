import Records

/// `list-hit`: nobody and nothing in the order stands on a list, in an alert or in a report of
/// a suspicion.
///
///     {"form": "surveillance_list",       or `alert`, `suspicious_transaction`
///      "match": ["substance", "party"],   absent: both
///      "within_months": 36}               how old a report of a suspicion may be
///
/// An entry's action decides: notify warns, hold holds, refuse says the rule's own verdict.
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
    let known = try KnownNames(state)
    var worst: Finding?
    for record in try state.book.records(ofForm: form) {
      let body = state.body(of: record)
      guard isInForce(body, on: state.date) else { continue }
      let entries = body["entries"]?.elements ?? body["parties"]?.elements ?? []
      for entry in entries where isHit(entry, known, in: state) {
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
    return noticed <= date && months.map { date <= noticed.shifted(months: $0) } ?? true
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

  private func isHit(_ entry: JSON, _ known: KnownNames, in state: RuleCase) -> Bool {
    if form != "suspicious_transaction", entry.text("kind") == "substance" || entry["kind"] == nil {
      if matchesSubstance, isSubstance(entry, in: state) { return true }
      if entry.text("kind") == "substance" { return false }
    }
    guard matchesParty else { return false }
    for member in ["number", "id_number", "phone", "email"] {
      if let value = entry.text(member), known.hasNumber(value) { return true }
    }
    if let country = entry.text("country"), let own = known.country, country != own {
      return false
    }
    if entry.text("kind") == "address" {
      return entry.text("name").map(known.hasAddress) ?? false
    }
    if let address = entry.text("address"), known.hasAddress(address) { return true }
    return entry.text("name").map(known.hasName) ?? false
  }

  private func isSubstance(_ entry: JSON, in state: RuleCase) -> Bool {
    guard let parent = state.parentCAS else { return false }
    if let cas = entry.text("cas") { return state.book.parentCAS(cas) == parent }
    guard let name = entry.text("name") else { return false }
    return state.book.register.find(name).contains { $0.cas == parent }
  }
}

/// The names, numbers and addresses of everybody in an order or a sample request.
private struct KnownNames {
  private var names: Set<String> = []
  private var numbers: Set<String> = []
  private var addresses: [String] = []
  var country: String?

  /// Numbers shorter than this match too much.
  private static let shortestNumber = 5

  init(_ state: RuleCase) throws {
    let order = state.order
    var parties: [JSON] = [order["requester"], order["collector"]].compactMap(\.self)
    if let customer = try state.customer() {
      state.mention(customer.id)
      parties.append(state.body(of: customer))
    }
    if let site = try state.named("site", form: "site") { parties.append(state.body(of: site)) }
    if let consignee = order.text("consignee") {
      addName(consignee)
      addresses.append(FoldedWords(consignee).key)
    }
    for party in parties {
      for member in ["name", "trade_name", "organisation", "contact"] {
        if let name = party.text(member) { addName(name) }
      }
      for member in [
        "registration_number", "vat", "lei", "eori", "phone", "email", "id_number",
      ] {
        if let number = party.text(member) { numbers.insert(FoldedWords(number).key) }
      }
      let address = [party.text("street"), party.text("postal_code"), party.text("city")]
      addresses.append(FoldedWords(address.compactMap(\.self).joined(separator: " ")).key)
      country = country ?? party.text("country")
    }
  }

  private mutating func addName(_ name: String) {
    let bare = LegalName.bare(name)
    if !bare.isEmpty { names.insert(bare) }
  }

  func hasName(_ name: String) -> Bool {
    let bare = LegalName.bare(name)
    return !bare.isEmpty && names.contains(bare)
  }

  func hasNumber(_ number: String) -> Bool {
    let key = FoldedWords(number).key
    return key.utf8.count >= Self.shortestNumber && numbers.contains(key)
  }

  /// Whether an address has the listed street and town, whatever else stands in it.
  func hasAddress(_ address: String) -> Bool {
    let key = FoldedWords(address).key
    let hasDigit = key.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard hasDigit, key.utf8.count > 7 else { return false }
    return addresses.contains { $0.contains(key) || (!$0.isEmpty && $0 == key) }
  }
}

/// A firm's name without what only says what sort of firm it is.
enum LegalName {
  /// The folded words of a name, its legal form left off the end; a name that is nothing but
  /// one keeps it.
  static func bare(_ name: String) -> String {
    var words = FoldedWords(name).words.map(\.folded)
    // Initials such as B.V. come as single letters.
    while words.count > 1, let last = words.last {
      if forms.contains(last) {
        words.removeLast()
      } else if last.utf8.count == 1 {
        var tail = 0
        while tail < words.count, words[words.count - 1 - tail].utf8.count == 1 { tail += 1 }
        guard tail < words.count, forms.contains(words.suffix(tail).joined()) else { break }
        words.removeLast(tail)
      } else {
        break
      }
    }
    return words.joined()
  }

  private static let forms: Set<String> = [
    "ag", "as", "ab", "aps", "bv", "bvba", "co", "company", "corp", "corporation", "doo", "eurl",
    "gmbh", "inc", "incorporated", "kg", "kft", "limited", "llc", "llp", "ltd", "nv", "ohg", "oy",
    "oyj", "plc", "pty", "sa", "sarl", "sas", "se", "sl", "slu", "snc", "spa", "srl", "spzoo",
    "vof", "zrt",
  ]
}
