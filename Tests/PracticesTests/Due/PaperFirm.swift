import CentralView
import Practices
import Records

/// A firm whose journal is in memory: records are added, and questions asked of the view.
struct PaperFirm: JournalSource {
  let organisation: OrganisationID
  private(set) var lines: [[UInt8]] = []
  private let origin: String
  private var salts: UInt64 = 0

  init(_ number: UInt8 = 1) {
    organisation = OrganisationID(firstKey: [UInt8](repeating: number, count: 32))
    origin = "steward/\(organisation.text)/office-abcdefgh"
  }

  // MARK: Writing

  /// Begins a record.
  @discardableResult
  mutating func add(_ form: String, _ body: JSON) throws -> EntryID {
    try append(entry(form, record: nil, parents: [], writes: nil, body: body))
  }

  /// Revises a record that had `parents` for heads.
  @discardableResult
  mutating func revise(
    _ record: EntryID,
    _ form: String,
    after parents: [EntryID],
    writing fields: [String],
    _ body: JSON,
  ) throws -> EntryID {
    try append(entry(form, record: record, parents: parents, writes: fields.sorted(), body: body))
  }

  /// Withdraws a record that has its first entry only.
  mutating func void(_ record: EntryID, _ form: String) throws {
    var entry = try entry(form, record: record, parents: [record], writes: nil, body: .object([]))
    entry.isVoid = true
    entry.body = nil
    try append(entry)
  }

  @discardableResult
  private mutating func append(_ entry: Entry) throws -> EntryID {
    let line = try entry.line()
    lines.append(line)
    return EntryID(line: line.span.bytes)
  }

  private mutating func entry(
    _ form: String,
    record: EntryID?,
    parents: [EntryID],
    writes: [String]?,
    body: JSON,
  ) throws -> Entry {
    guard let name = FormName("\(form)/1") else { preconditionFailure("A form has a name.") }
    salts += 1
    let salt = (0..<16).map { UInt8(truncatingIfNeeded: salts >> (8 * ($0 % 8))) }
    return Entry(
      form: name,
      organisation: organisation,
      record: record,
      parents: parents,
      writes: writes,
      time: Timestamp(milliseconds: 1_767_225_600_000 + Int64(salts) * 1_000),
      author: "Test",
      audience: record == nil ? ["authority"] : nil,
      because: record == nil ? nil : "a change",
      isVoid: false,
      salt: Base32.encode(salt),
      body: body,
    )
  }

  // MARK: Asking

  var journals: [HeldJournal] {
    [HeldJournal(origin: origin, organisation: organisation, size: UInt64(lines.count))]
  }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    for position in positions {
      let line = lines[Int(position)]
      try body(position, line.span.bytes)
    }
  }

  /// The view of what was written so far.
  func view(bulkSize: UInt64 = .max) throws -> CentralView {
    let view = try CentralView(inMemoryWith: FormLibrary.forms, bulkSize: bulkSize)
    try view.catchUp(with: self)
    return view
  }

  /// What is due.
  func due(
    _ date: CalendarDate,
    within: Int = 90,
    options: DueSurvey.Options = DueSurvey.Options(),
  ) throws -> DueList {
    var survey = try DueSurvey(
      view(),
      of: organisation,
      on: date,
      within: within,
      options: options,
    )
    return try survey.list()
  }

  /// The scorecard.
  func card(
    _ date: CalendarDate,
    isOwn: Bool = true,
    isConfidential: Bool = false,
  ) throws -> ScoreCard {
    try ScoreSurvey(
      view(),
      of: organisation,
      on: date,
      isOwn: isOwn,
      isConfidential: isConfidential,
    ).card()
  }
}

/// A day that a test writes down.
func day(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text) else { preconditionFailure("‘\(text)’ is no day.") }
  return date
}

extension JSON {
  /// The object with one more member.
  func with(_ name: String, _ value: JSON) -> JSON {
    .object((members ?? []).filter { $0.name != name } + [Member(name, value)])
  }

  /// The order or sample with a decision as `decide` records it.
  func decided(_ decision: String = "supply") -> JSON {
    let body = with("decision", .string(decision))
    return body.with(DecisionBasis.member, .string(DecisionBasis.digest(of: body)))
  }

  /// A record's id as bodies hold it.
  static func id(_ id: EntryID) -> JSON { .string(id.text) }
}
