import Records

/// The entries of one firm over five years: customers, sites, licences, assessments,
/// declarations, orders and what was decided about them, movements and samples.
///
/// The same seed gives the same bytes. Some customers order often and most seldom.
struct FirmGenerator {
  private let organisation: OrganisationID
  /// How many companies there are that other firms sell to as well; 0 for none.
  private let known: Int
  /// Whether anybody decides on orders; if not, goods leave all the same.
  private let isDeciding: Bool
  private var random: SeededGenerator
  private var customers: [Customer] = []
  /// Orders that nothing was decided about yet, and some of those that were supplied.
  private var orders: [Order] = []
  private var supplied: [Order] = []
  private var written = 0
  private var day = CalendarDate(year: 2021, month: 7, day: 1)?.dayNumber ?? 0

  /// The day after the last entry, for which the firm is judged.
  static let judgedOn = "2026-06-30"

  private struct Customer {
    let id: EntryID
    var sites: [EntryID] = []
  }

  private struct Order {
    let id: EntryID
    let customer: EntryID
    let members: [(name: String, value: String)]
  }

  /// Writes for this organisation.
  ///
  /// `known`: How many companies there are that other firms sell to as well. Of three customers
  /// and of three requests for samples, one is theirs.
  /// `isDeciding`: Whether anybody decides on orders; if not, goods leave all the same.
  init(organisation: OrganisationID, seed: UInt64, known: Int = 0, isDeciding: Bool = true) {
    self.organisation = organisation
    self.known = known
    self.isDeciding = isDeciding
    random = SeededGenerator(seed: seed)
  }

  /// The next lines of `total` altogether, spread over the five years.
  mutating func lines(_ count: Int, of total: Int) -> [[UInt8]] {
    (0..<count).map { _ in
      let line = next()
      written += 1
      let last = CalendarDate(Self.judgedOn)?.dayNumber ?? day
      let first = CalendarDate(year: 2021, month: 7, day: 1)?.dayNumber ?? day
      day = first + (last - first) * written / max(total, 1)
      return line
    }
  }

  private mutating func next() -> [UInt8] {
    if customers.count < 50 { return customer() }
    switch Int.random(in: 0..<1_000, using: &random) {
    case ..<20: return customer()
    case ..<45: return site()
    case ..<55: return licence()
    case ..<95: return assessment()
    case ..<155: return declaration()
    case ..<400: return order()
    case ..<740: return movement()
    case ..<755: return sample()
    case ..<757: return own()
    default: return decision()
    }
  }

  // MARK: Records, their members in the order of their names

  private mutating func customer() -> [UInt8] {
    if isShared() { return knownCustomer() }
    let name = "\(one(of: Words.names)) \(one(of: Words.trades)) \(one(of: Words.legalForms))"
    let (city, code, country) = one(of: Words.places)
    let (id, line) = begin(
      "customer/1",
      [
        ("activity", one(of: Words.activities)), ("city", city), ("country", country),
        ("email", "orders@\(name.lowercased().filter { $0.isLetter && $0.isASCII }).example"),
        ("kind", "company"), ("name", name), ("phone", "+31 20 \(number(1_000_000..<9_999_999))"),
        ("postal_code", "\(code)\(number(100..<999))"), ("reference", "K-\(customers.count)"),
        ("role", "end_user"), ("street", "\(one(of: Words.streets)) \(number(1..<250))"),
      ],
    )
    customers.append(Customer(id: id))
    return line
  }

  private mutating func site() -> [UInt8] {
    let index = anyCustomer()
    let (city, code, country) = one(of: Words.places)
    let (id, line) = begin(
      "site/1",
      [
        ("city", city), ("country", country), ("customer", customers[index].id.text),
        ("name", "\(one(of: Words.trades)) plant \(number(1..<9))"),
        ("postal_code", "\(code)\(number(100..<999))"), ("reference", "S-\(written)"),
        ("street", "\(one(of: Words.streets)) \(number(1..<250))"),
      ].inserting(known > 0 ? need() : nil),
    )
    customers[index].sites.append(id)
    return line
  }

  private mutating func licence() -> [UInt8] {
    begin(
      "licence/1",
      [
        ("holder", customers[anyCustomer()].id.text), ("issued_by", "Ministry of Health"),
        ("kind", "registration"), ("number", "R-\(written)"), ("valid_from", date(day)),
        ("valid_until", date(day + 1_095)),
      ],
    ).line
  }

  private mutating func assessment() -> [UInt8] {
    begin(
      "assessment/1",
      [
        ("assessor", one(of: Words.people)), ("customer", customers[anyCustomer()].id.text),
        ("date", date(day)), ("outcome", one(of: outcomes)),
        ("reason", one(of: Words.reasons)), ("risk", one(of: ["low", "medium", "high"])),
        ("valid_until", date(day + 730)),
      ],
    ).line
  }

  private mutating func declaration() -> [UInt8] {
    begin(
      "declaration/1",
      [
        ("customer", customers[anyCustomer()].id.text), ("end_use", one(of: Words.activities)),
        ("kind", "code"), ("quantity", "\(number(100..<20_000))"), ("reference", "D-\(written)"),
        ("signatory", one(of: Words.people)), ("signed_on", date(day)),
        ("substance", substance()), ("unit", "kg"), ("valid_from", date(day)),
        ("valid_until", date(day + 364)),
      ],
    ).line
  }

  private mutating func order() -> [UInt8] {
    let index = anyCustomer()
    let customer = customers[index].id
    let site = known > 0 ? customers[index].sites.randomElement(using: &random) : nil
    let members = [
      ("customer", customer.text), ("date", date(day)), ("end_use", one(of: Words.activities)),
      ("payment", "invoice"), ("quantity", "\(number(1..<900))"), ("reference", "PO-\(written)"),
      ("stage", "order"), ("substance", substance()), ("transfer", "carrier"), ("unit", "kg"),
    ].inserting(site.map { ("site", $0.text) })
    let (id, line) = begin("order/1", members)
    orders.append(Order(id: id, customer: customer, members: members))
    return line
  }

  private mutating func movement() -> [UInt8] {
    let choices = isDeciding ? supplied : orders.suffix(1_000)
    let order = choices.isEmpty ? nil : one(of: choices)
    let counterparty = order?.customer ?? customers[anyCustomer()].id
    var members = [
      ("carrier", "Transport Zuid"), ("counterparty", counterparty.text), ("date", date(day)),
      ("kind", "supplied"),
    ]
    if let order { members.append(("order", order.id.text)) }
    members += [
      ("quantity", "\(number(1..<900))"), ("substance", substance()), ("unit", "kg"),
    ]
    if known > 0 { members = sealed(members) }
    return begin("movement/1", members).line
  }

  private mutating func sample() -> [UInt8] {
    if isShared() { return knownSample() }
    return begin(
      "sample/1",
      [
        ("customer", customers[anyCustomer()].id.text), ("date", date(day)),
        ("decided_by", one(of: Words.people)), ("decision", "supply"),
        ("end_use", one(of: Words.activities)), ("quantity", "0.\(number(1..<9))"),
        ("reference", "M-\(written)"), ("substance", substance()), ("unit", "kg"),
      ],
    ).line
  }

  /// What the firm keeps about itself.
  private mutating func own() -> [UInt8] {
    begin(
      "policy/1",
      [
        ("approver", one(of: Words.people)), ("owner", one(of: Words.people)),
        ("review_on", date(day + 365)), ("title", "Procedure \(written)"), ("version", "1"),
      ],
    ).line
  }

  /// What was decided about an order.
  private mutating func decision() -> [UInt8] {
    guard isDeciding, let order = orders.popLast() else { return self.order() }
    supplied.append(order)
    if supplied.count > 1_000 { supplied.removeFirst(500) }
    let added = [
      ("decided_by", one(of: Words.people)), ("decision", "supply"),
      ("decision_reason", "the declared use fits the plant"),
    ]
    let members = (order.members + added).sorted { $0.0 < $1.0 }
    var line = head("order/1")
    line += #""record":"\#(order.id.text)","parents":["\#(order.id.text)"],"#
    line += #""writes":["verdict"],"#
    line += time(#""because":"decided","#)
    line += tail(members)
    return Array(line.utf8)
  }

  // MARK: What several firms have to do with

  private mutating func isShared() -> Bool { known > 0 && number(0..<3) == 0 }

  private var outcomes: [String] {
    known > 0
      ? ["approved", "approved", "approved", "conditional", "refused"]
      : ["approved", "approved", "conditional"]
  }

  /// A company that other firms describe alike.
  private func company(_ index: Int) -> [(name: String, value: String)] {
    var own = SeededGenerator(seed: UInt64(index))
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &own) ?? "" }
    let place = Words.places.randomElement(using: &own) ?? Words.places[0]
    let syllables = ["Bar", "cor", "den", "fal", "gra", "hol", "kem", "lun", "mar", "nes", "tor"]
    let name = "\(pick(syllables))\(pick(syllables)) \(pick(Words.names)) \(pick(Words.trades))"
    return [
      ("city", place.0), ("country", place.2), ("name", name),
      ("postal_code", "\(place.1)\(Int.random(in: 100..<999, using: &own))"),
      ("street", "\(pick(Words.streets)) \(Int.random(in: 1..<250, using: &own))"),
    ]
  }

  private mutating func knownCustomer() -> [UInt8] {
    let index = number(0..<known)
    var members = company(index)
    members += [
      ("kind", "company"), ("reference", "K-\(customers.count)"), ("role", "end_user"),
      ("registration_number", "\(10_000_000 + index)"),
    ]
    let (id, line) = begin("customer/1", members.sorted { $0.name < $1.name })
    customers.append(Customer(id: id))
    return line
  }

  private mutating func knownSample() -> [UInt8] {
    let index = number(0..<known)
    var requester = company(index).map { ($0.name == "name" ? "organisation" : $0.name, $0.value) }
    requester.append(("email", "buyer\(index)@company.example"))
    let body = requester.filter { $0.0 != "postal_code" }.sorted { $0.0 < $1.0 }
      .map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",")
    let members = [
      ("date", date(day)), ("quantity", "0.\(number(1..<9))"), ("reference", "M-\(written)"),
      ("requester", "{\(body)}"), ("substance", substance()), ("unit", "kg"),
    ]
    return begin("sample/1", members).line
  }

  private mutating func need() -> (name: String, value: String) {
    let quantity = number(100..<9_000)
    return (
      "need_per_year", #"[{"quantity":"\#(quantity)","substance":"110-63-4","unit":"kg"}]"#,
    )
  }

  /// A delivery with its packs; of ten, one is of goods received.
  private mutating func sealed(
    _ members: [(name: String, value: String)]
  ) -> [(name: String, value: String)] {
    let isReceived = number(0..<10) == 0
    let lot = number(0..<2_000)
    let seals = #"["S-\#(lot)-\#(number(1..<9))","S-\#(lot)-0"]"#
    let packs = #"[{"count":2,"lot":"B-\#(lot)","seals":\#(seals)}]"#
    return members.map { $0.name == "kind" && isReceived ? ("kind", "received") : $0 }
      .filter { !isReceived || $0.name != "order" && $0.name != "counterparty" }
      .inserting(("packs", packs))
  }

  // MARK: Lines

  private mutating func begin(
    _ form: String,
    _ members: [(name: String, value: String)],
  ) -> (id: EntryID, line: [UInt8]) {
    let line = Array((head(form) + time(#""audience":["authority"],"#) + tail(members)).utf8)
    return (EntryID(line: line.span.bytes), line)
  }

  private func head(_ form: String) -> String {
    #"{"form":"\#(form)","organisation":"\#(organisation.text)","#
  }

  private mutating func time(_ rest: String) -> String {
    let milliseconds = Int64(day) * 86_400_000 + Int64(written % 86_400) * 1_000
    let moment = Timestamp(milliseconds: milliseconds).text
    return #""time":"\#(moment)","author":"\#(one(of: Words.people))",\#(rest)"#
  }

  private mutating func tail(_ members: [(name: String, value: String)]) -> String {
    let salt = Base32.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    let body = members.map { member in
      // A list or a group is written as it is.
      member.value.hasPrefix("[") || member.value.hasPrefix("{")
        ? #""\#(member.name)":\#(member.value)"# : #""\#(member.name)":"\#(member.value)""#
    }.joined(separator: ",")
    return #""salt":"\#(salt)","body":{\#(body)}}"#
  }

  // MARK: Choices

  private func date(_ day: Int) -> String { CalendarDate(dayNumber: day).text }

  private mutating func substance() -> String {
    one(of: ["110-63-4", "110-63-4", "96-48-0", "108-24-7", "7722-64-7"])
  }

  /// A customer; the first ones order the most.
  private mutating func anyCustomer() -> Int {
    let first = Int.random(in: customers.indices, using: &random)
    let second = Int.random(in: customers.indices, using: &random)
    return min(first, second)
  }

  private mutating func one<Element>(of choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  private mutating func number(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
}

extension [(name: String, value: String)] {
  /// The same with one more in its place, if there is one.
  fileprivate func inserting(_ member: (name: String, value: String)?) -> Self {
    guard let member else { return self }
    return (self + [member]).sorted { $0.name < $1.name }
  }
}
