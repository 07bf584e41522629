import TestSupport
import Records

/// Makes journals with everything in them that can go wrong, from a seed.
///
/// Every organisation writes in one or two journals; each place sees what the other has
/// written only now and then, so that histories branch and join.
struct HistoryMaker {
  private var random: SeededGenerator
  private(set) var lines: [String: [[UInt8]]] = [:]
  private(set) var owners: [String: OrganisationID] = [:]
  private var places: [Place] = []
  private var clock: Int64 = 1_700_000_000_000

  private struct Place {
    let origin: String
    let organisation: OrganisationID
    /// The entries of each record that this place knows, with their parents.
    var known: [EntryID: [EntryID: [EntryID]]] = [:]

    func heads(of record: EntryID) -> [EntryID] {
      let entries = known[record] ?? [:]
      let parents = Set(entries.values.joined())
      return entries.keys.filter { !parents.contains($0) }.sorted()
    }
  }

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for (number, journals) in [2, 1, 2].enumerated() {
      let organisation = OrganisationID(firstKey: [UInt8](repeating: UInt8(number), count: 32))
      for journal in 0..<journals {
        let origin = "steward/\(organisation.text)/office\(journal)-abcdefgh"
        places.append(Place(origin: origin, organisation: organisation))
        owners[origin] = organisation
        lines[origin] = []
      }
    }
  }

  /// Writes `count` entries at places chosen at random.
  mutating func write(_ count: Int) throws {
    for _ in 0..<count {
      let place = Int.random(in: places.indices, using: &random)
      if Int.random(in: 0..<4, using: &random) == 0 { exchange(place) }
      try writeOne(at: place)
    }
  }

  /// The place learns what the other offices of its organisation have written.
  private mutating func exchange(_ place: Int) {
    for other in places where other.organisation == places[place].organisation {
      places[place].known.merge(other.known) { $0.merging($1) { mine, _ in mine } }
    }
  }

  private mutating func writeOne(at place: Int) throws {
    clock += Int64.random(in: -5_000...60_000, using: &random)
    let record = places[place].known.keys.sorted().randomElement(using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0: append(Array("not an entry at all \(clock)".utf8), at: place)
    case 1: try copyFromOthers(to: place)
    case 2: try reviseForeignRecord(at: place)
    case 3: try withhold(at: place)
    case 4..<9: try begin(at: place)
    case 9: if let record { try void(record, at: place) } else { try begin(at: place) }
    default: if let record { try revise(record, at: place) } else { try begin(at: place) }
    }
  }

  private mutating func append(_ line: [UInt8], at place: Int) {
    lines[places[place].origin, default: []].append(line)
  }

  private mutating func body() -> JSON {
    var members = [JSON.Member("name", .string("Firm \(Int.random(in: 0..<5, using: &random))"))]
    for field in ["city", "website", "trade_name"] where Bool.random(using: &random) {
      members.append(
        JSON.Member(field, .string("\(field) \(Int.random(in: 0..<4, using: &random))"))
      )
    }
    return .object(members)
  }

  private mutating func entry(at place: Int, record: EntryID?, parents: [EntryID]) -> Entry {
    Entry(
      form: customer,
      organisation: places[place].organisation,
      record: record,
      parents: parents,
      writes: nil,
      time: Timestamp(milliseconds: clock),
      author: "Test",
      audience: record == nil ? ["authority"] : nil,
      because: record == nil ? nil : "a change",
      isVoid: false,
      salt: Base32.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }),
      body: nil,
    )
  }

  private mutating func file(_ entry: Entry, at place: Int, of record: EntryID?) throws {
    let line = try entry.line()
    let id = EntryID(line: line.span.bytes)
    places[place].known[record ?? id, default: [:]][id] = entry.parents
    append(line, at: place)
  }

  private mutating func begin(at place: Int) throws {
    var entry = entry(at: place, record: nil, parents: [])
    entry.body = body()
    // One in ten breaks its form: a customer has a name.
    if Int.random(in: 0..<10, using: &random) == 0 { entry.body = .object([]) }
    try file(entry, at: place, of: nil)
  }

  private mutating func revise(_ record: EntryID, at place: Int) throws {
    var heads = places[place].heads(of: record)
    if heads.count > 1, Bool.random(using: &random) { heads = [heads[0]] }
    var entry = entry(at: place, record: record, parents: heads)
    entry.body = body()
    let fields = ["city", "name", "trade_name", "website"]
    entry.writes = fields.filter { _ in Bool.random(using: &random) }
    if Int.random(in: 0..<15, using: &random) == 0 { entry.writes?.append("void") }
    entry.writes?.sort()
    try file(entry, at: place, of: record)
  }

  private mutating func void(_ record: EntryID, at place: Int) throws {
    var entry = entry(at: place, record: record, parents: places[place].heads(of: record))
    entry.isVoid = true
    try file(entry, at: place, of: record)
  }

  /// Copies a line of another organisation's journal, which is malformed here.
  private mutating func copyFromOthers(to place: Int) throws {
    let others = places.filter { $0.organisation != places[place].organisation }
    let line = others.randomElement(using: &random).flatMap { lines[$0.origin]?.last }
    if let line { append(line, at: place) } else { try begin(at: place) }
  }

  /// Revises what is another organisation's, or what is no record's first entry.
  private mutating func reviseForeignRecord(at place: Int) throws {
    let all = places.flatMap { $0.known.values.flatMap(\.keys) }.sorted()
    guard let target = all.randomElement(using: &random) else { return try begin(at: place) }
    var entry = entry(at: place, record: target, parents: [target])
    entry.body = body()
    entry.writes = ["name"]
    append(try entry.line(), at: place)
  }

  /// Writes an entry of which a stub is all that anybody sees, and revises it.
  private mutating func withhold(at place: Int) throws {
    var hidden = entry(at: place, record: nil, parents: [])
    hidden.body = body()
    let line = try hidden.line()
    let id = EntryID(line: line.span.bytes)
    append(Array(#"{"leaf":"\#(id.text)","withheld":"audience"}"#.utf8), at: place)
    if Bool.random(using: &random) {
      places[place].known[id] = [id: []]
    }
  }

  private var customer: FormName {
    guard let name = FormName("customer/1") else { preconditionFailure("a form's name") }
    return name
  }
}
