import Practices
import Records

/// Records to compare texts with, written as short as possible.
struct ScreeningWorld {
  private(set) var records = ScreeningRecords()
  private var count = 0

  static let day = "2026-06-01"

  /// A world with customers of these names and nothing else.
  init(customers names: [String] = []) throws {
    for name in names { try customer(JSON.object([.init("name", .string(name))]).text) }
  }

  mutating func customer(_ body: String) throws { try add("customer", body) }

  mutating func list(_ entries: String, members: String = "", isConfidential: Bool = true) throws {
    let body = #"{"name":"Watch list"\#(members),"entries":[\#(entries)]}"#
    try add("surveillance_list", body, isConfidential: isConfidential)
  }

  mutating func alert(_ body: String) throws { try add("alert", body) }

  /// Adds a record that belongs to the record that was added as number `owner`, a customer.
  mutating func belonging(
    _ form: String,
    of owner: Int,
    _ members: String,
    subject: String,
  ) throws {
    let line = Array("customer \(owner)".utf8)
    try add(form, #"{"\#(subject)":"\#(EntryID(line: line.span.bytes).text)",\#(members)}"#)
  }

  private mutating func add(
    _ form: String,
    _ body: String,
    isConfidential: Bool = false,
  ) throws {
    count += 1
    let line = Array("\(form) \(count)".utf8)
    guard let organisation = OrganisationID("aaaaaaaaaaaaaaaaaaaaaaaaaa"),
      let date = CalendarDate(Self.day)
    else { return }
    let record = KnownRecord(
      id: EntryID(line: line.span.bytes),
      form: form,
      organisation: organisation,
      bodies: [try JSON(parsing: body)],
      isConfidential: isConfidential,
    )
    records.add(record, on: date)
  }

  /// What a text speaks of, as `name: reason`, substances of the register left out.
  func found(_ text: String, _ manner: ScreeningIndex.Manner = .cell) -> [String] {
    ScreeningIndex(records).hits(in: text, manner: manner)
      .filter { $0.subject.kind != .substance }
      .map { "\($0.subject.name): \($0.why.code)" }
  }
}
