import Records

/// Entries as a firm with many customers writes them: customers, their sites and
/// assessments, and revisions of all three, about 600 bytes each.
///
/// The same seed gives the same bytes. Records to revise or to point at are drawn from
/// a sample of everything written so far, so that ids are looked up all over the index.
struct EntryGenerator {
  private let organisation: OrganisationID
  private var random: SeededGenerator
  private var customers: [WrittenRecord] = []
  private var others: [WrittenRecord] = []
  private var written = 0
  private var time: Int64 = 1_577_865_600_000

  /// How many records of each sort are remembered.
  private static let sampleSize = 50_000

  /// Writes for this organisation.
  init(organisation: OrganisationID, seed: UInt64) {
    self.organisation = organisation
    random = SeededGenerator(seed: seed)
  }

  /// The next `count` lines.
  mutating func lines(_ count: Int) -> [[UInt8]] { (0..<count).map { _ in next() } }

  private mutating func next() -> [UInt8] {
    written += 1
    time += Int64.random(in: 1_000...9_000, using: &random)
    if customers.isEmpty { return begin(customer()) }
    switch Int.random(in: 0..<100, using: &random) {
    case ..<35: return begin(customer())
    case ..<55: return begin(site())
    case ..<78: return begin(assessment())
    default: return revise()
    }
  }

  // MARK: Bodies, their members in the order of their names

  private mutating func customer() -> Draft {
    let name = "\(one(of: Words.names)) \(one(of: Words.trades)) \(one(of: Words.legalForms))"
    let domain = name.lowercased().filter { $0.isLetter }
    let (city, code, country) = one(of: Words.places)
    return Draft(
      form: "customer/1",
      members: [
        ("activity", one(of: Words.activities)),
        ("city", city),
        ("contact", "\(one(of: Words.people)), purchasing"),
        ("country", country),
        ("email", "orders@\(domain).example"),
        ("kind", "company"),
        ("name", name),
        ("phone", "+31 20 \(number(1_000_000..<9_999_999))"),
        ("postal_code", "\(code)\(number(100..<999))"),
        ("reference", "K-\(written)"),
        ("registration_number", "\(number(10_000_000..<99_999_999))"),
        ("role", "end_user"),
        ("street", "\(one(of: Words.streets)) \(number(1..<250))"),
      ],
    )
  }

  private mutating func site() -> Draft {
    let (city, code, country) = one(of: Words.places)
    return Draft(
      form: "site/1",
      members: [
        ("city", city),
        ("country", country),
        ("customer", one(of: customers).record.text),
        ("name", "\(one(of: Words.trades)) plant \(number(1..<9)), \(one(of: Words.activities))"),
        ("postal_code", "\(code)\(number(100..<999))"),
        ("reference", "S-\(written)"),
        ("street", "\(one(of: Words.streets)) \(number(1..<250))"),
      ],
    )
  }

  private mutating func assessment() -> Draft {
    let year = number(2020..<2027)
    let day = "\(number(10..<13))-\(number(10..<29))"
    return Draft(
      form: "assessment/1",
      members: [
        ("assessor", one(of: Words.people)),
        ("customer", one(of: customers).record.text),
        ("date", "\(year)-\(day)"),
        ("outcome", one(of: ["approved", "approved", "conditional", "refused"])),
        ("reason", one(of: Words.reasons)),
        ("risk", one(of: ["low", "medium", "high"])),
        ("trigger", "yearly renewal"),
        ("valid_until", "\(year + 2)-\(day)"),
      ],
    )
  }

  // MARK: Lines

  private mutating func begin(_ draft: Draft) -> [UInt8] {
    var line = head(draft)
    line += time(#""audience":["authority"],"#)
    line += tail(draft)
    let id = EntryID(line: line.utf8.span.bytes)
    let record = WrittenRecord(record: id, head: id, draft: draft)
    if draft.form == "customer/1" {
      Self.keep(record, in: &customers, &random)
    } else {
      Self.keep(record, in: &others, &random)
    }
    return Array(line.utf8)
  }

  private mutating func revise() -> [UInt8] {
    let isCustomer = others.isEmpty || Bool.random(using: &random)
    let index = Int.random(in: 0..<(isCustomer ? customers : others).count, using: &random)
    var known = isCustomer ? customers[index] : others[index]
    let field: String
    switch known.draft.form {
    case "customer/1":
      field = "phone"
      known.draft.set("phone", "+31 20 \(number(1_000_000..<9_999_999))")
    case "site/1":
      field = "name"
      known.draft.set("name", "\(one(of: Words.trades)) plant, \(one(of: Words.activities))")
    default:
      field = "reason"
      known.draft.set("reason", one(of: Words.reasons))
    }
    var line = head(known.draft)
    line += #""record":"\#(known.record.text)","parents":["\#(known.head.text)"],"#
    line += #""writes":["\#(field)"],"#
    line += time(#""because":"corrected by telephone","#)
    line += tail(known.draft)
    known.head = EntryID(line: line.utf8.span.bytes)
    if isCustomer { customers[index] = known } else { others[index] = known }
    return Array(line.utf8)
  }

  private func head(_ draft: Draft) -> String {
    #"{"form":"\#(draft.form)","organisation":"\#(organisation.text)","#
  }

  private mutating func time(_ rest: String) -> String {
    let moment = Timestamp(milliseconds: time).text
    return #""time":"\#(moment)","author":"\#(one(of: Words.people))",\#(rest)"#
  }

  private mutating func tail(_ draft: Draft) -> String {
    let salt = Base32.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    let body = draft.members.map { #""\#($0.name)":"\#($0.value)""# }.joined(separator: ",")
    return #""salt":"\#(salt)","body":{\#(body)}}"#
  }

  // MARK: Choices

  private static func keep(
    _ record: WrittenRecord,
    in sample: inout [WrittenRecord],
    _ random: inout SeededGenerator,
  ) {
    if sample.count < sampleSize {
      sample.append(record)
    } else {
      sample[Int.random(in: 0..<sampleSize, using: &random)] = record
    }
  }

  private mutating func one<Element>(of choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func number(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// A body before it is a line; the values need no escapes.
  private struct Draft {
    let form: String
    var members: [(name: String, value: String)]

    mutating func set(_ name: String, _ value: String) {
      for index in members.indices where members[index].name == name {
        members[index].value = value
      }
    }
  }

  /// A record that may be revised.
  private struct WrittenRecord {
    let record: EntryID
    var head: EntryID
    var draft: Draft
  }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
