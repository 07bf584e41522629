import GRDB
import Records

/// Turns the lines of journals into rows.
///
/// Most lines begin a record, or revise one whose only head they name; those are
/// filed as they come. Whatever is less plain is stored and its record marked, and the
/// record is worked out whole, once, at the end: the result depends on the entries
/// that are held and not on their order.
final class Projector {
  let database: Database
  let statements: ProjectionStatements
  /// The statements that file what records are found by.
  let names: NameStatements
  /// The statements that keep a few members beside records.
  let briefs: BriefStatements
  var forms: FormTable
  var tally = ProjectionTally()

  /// Whether names and words wait for the end: see ``beginBulk()``.
  var isBulk = false

  /// The conflicts that came and went.
  var conflicts = ConflictChanges()

  /// The records to work out at the end.
  var dirty: Set<Int64> = []
  /// Whose journals had something new, and whether records had to be worked out.
  var advanced: Set<OrganisationID> = []
  var hasReworked = false
  /// The records that changed, of forms of which something is kept beside records.
  var touched: Set<Int64> = []

  /// What the line at hand says.
  var reader = EntryReader()
  /// What the record that it revises shows.
  var shownTape = JSONTape()
  private var organisations: [OrganisationID: Int64] = [:]
  private var audiences: [(bytes: [UInt8], number: Int64)] = []
  /// The forms that are shown to nobody here, and whose own records are shown all the same.
  private var hidden: [String: String] = [:]

  /// Whether anything waits for an entry that is not held, so that most catch-ups need
  /// not ask for each line.
  var hasAwaited: Bool
  /// The number of the entry that was last found missing; below zero.
  var lastMissing: Int64

  init(_ database: Database, forms: FormSet) throws {
    self.database = database
    self.forms = try FormTable(forms, on: database)
    statements = try ProjectionStatements(on: database)
    names = try NameStatements(on: database)
    briefs = try BriefStatements(on: database)
    hasAwaited =
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS(SELECT 1 FROM awaited) OR EXISTS(SELECT 1 FROM entry WHERE number < 0)
          """,
      ) ?? false
    for row in try Row.fetchAll(database, sql: "SELECT family, owner FROM temp.hidden") {
      hidden[row["family"]] = row["owner"]
    }
    // An entry that is missing keeps its number when the record that named it is given up, and
    // where it arrived since, its revisions do.
    let numbers = try Int64.fetchAll(
      database,
      sql: """
        SELECT ifnull(min(number), 0) FROM record UNION SELECT ifnull(min(number), 0) FROM entry
        UNION SELECT ifnull(min(record), 0) FROM entry WHERE record <> number
        """,
    )
    lastMissing = min(numbers.min() ?? 0, 0)
    for row in try Row.fetchAll(database, sql: "SELECT number, id FROM organisation") {
      guard let id = OrganisationID(row["id"] as String) else { continue }
      organisations[id] = row["number"]
    }
  }

  /// The number that stands for an organisation in the tables.
  func number(of organisation: OrganisationID) throws -> Int64 {
    if let number = organisations[organisation] { return number }
    try database.execute(
      sql: "INSERT INTO organisation(id) VALUES (?)",
      arguments: [organisation.text],
    )
    organisations[organisation] = database.lastInsertedRowID
    return database.lastInsertedRowID
  }

  /// Counts an entry that its form keeps from whoever holds the view.
  func noteHidden(_ form: FormTable.Row, by organisation: Int64) {
    guard let owner = hidden[form.family],
      let writer = organisations.first(where: { $0.value == organisation })?.key,
      !writer.text.utf8.elementsEqual(owner.utf8)
    else { return }
    tally.misdirected[writer, default: 0] += 1
  }

  // MARK: One line

  /// Files a line of a batch that stands at `place`.
  func project(_ index: Int, of batch: inout LineBatch, at place: Place) throws {
    let (id, verdict) = (batch.lines[index].id, batch.lines[index].verdict)
    if place.isRevoked {
      tally.revoked += 1
      _ = try insert(FiledEntry(place, id: id, kind: .revoked))
      return
    }
    switch verdict {
    case .stub:
      tally.withheld += 1
      _ = try insert(FiledEntry(place, id: id, kind: .withheld))
    case .malformed(let reason):
      try noteMalformed(place, id: id, because: reason)
      _ = try insert(FiledEntry(place, id: id, kind: .malformed))
    case .entry(let problem):
      // The reader moves here and back, since it is what everything below asks.
      swap(&reader, &batch.lines[index].reader)
      defer { swap(&reader, &batch.lines[index].reader) }
      let line = batch.text.span.bytes.extracting(batch.lines[index].range)
      try projectEntry(line, id: id, at: place, problem: problem)
    }
  }

  private func projectEntry(
    _ line: RawSpan,
    id: EntryID,
    at place: Place,
    problem: String?,
  ) throws {
    let header = reader.header
    let range = reader.tape.range(of: header.organisation)
    let isOwn = line.withUnsafeBytes { place.organisationBytes.elementsEqual($0[range]) }
    guard isOwn else {
      // The entry belongs to another organisation's journals: here it is a copy, which says
      // nothing but that the id is no entry of this organisation.
      try noteMalformed(
        place,
        id: id,
        because: "the entry is written by another organisation than the journal’s",
      )
      _ = try insert(FiledEntry(place, id: id, kind: .copied))
      return
    }
    let form = try forms.row(namedAt: header.form, of: reader.tape, in: line, on: database)
    if header.record == nil {
      try projectFirst(line, id: id, at: place, form: form, problem: problem)
    } else {
      try projectRevision(line, id: id, at: place, form: form, problem: problem)
    }
  }

  /// Records why a line writes nothing.
  func noteMalformed(_ place: Place, id: EntryID, because reason: String) throws {
    try statements.insertMalformed(
      number: place.number,
      id: id,
      organisation: place.organisation,
      reason: reason,
    )
    tally.malformed += 1
  }

  // MARK: First entries

  private func projectFirst(
    _ line: RawSpan,
    id: EntryID,
    at place: Place,
    form: FormTable.Row,
    problem: String?,
  ) throws {
    let header = reader.header
    var entry = FiledEntry(
      place,
      id: id,
      kind: problem == nil ? .first : .malformedFirst,
    )
    entry.record = place.number
    entry.form = form.number
    entry.time = header.moment.milliseconds
    if let problem { try noteMalformed(place, id: entry.id, because: problem) }
    let outcome = try insert(entry)
    guard outcome != .known else { return }
    if case .completed(let earlier) = outcome, let record = earlier.record {
      // Revisions came first and have given the record a number.
      let body = reader.tape.outerRange(of: header.body)
      try statements.insertRevision(entry: place.number, line: line.extracting(body))
      dirty.insert(record)
      // It was given up if nothing that was held so far had a say in it.
      try statements.ensureRecord(
        NewRecord(number: record, id: id, organisation: place.organisation, form: form.number)
      )
      try database.execute(
        sql: "UPDATE record SET audience = ? WHERE number = ?",
        arguments: [audience(of: header, in: line), record],
      )
      if problem == nil, !form.isConfidential { tally.created += 1 }
      noteHidden(form, by: place.organisation)
      return
    }
    noteHidden(form, by: place.organisation)
    guard problem == nil else { return }
    if !form.isConfidential { tally.created += 1 }
    try statements.insertRecord(
      NewRecord(
        number: place.number,
        id: entry.id,
        organisation: place.organisation,
        form: form.number,
        audience: audience(of: header, in: line),
      ),
      subject: subject(form, header: header, line: line),
      body: reader.tape.outerRange(of: header.body),
      of: line,
    )
    if form.isFollowed, !isBulk { touched.insert(place.number) }
    try fileNames(ofNew: place.number, form: form, tape: reader.tape, body: header.body, in: line)
  }

  /// The number of a first entry's audience, of which a store has few.
  private func audience(of header: EntryHeader, in line: RawSpan) throws -> Int64 {
    let range = reader.tape.outerRange(of: header.audience)
    let found = line.withUnsafeBytes { bytes in
      audiences.first { $0.bytes.elementsEqual(bytes[range]) }
    }
    if let found { return found.number }
    let readers = reader.texts(of: header.audience, in: line) ?? []
    let text = JSON.array(readers.map(JSON.string)).text
    try database.execute(
      sql: "INSERT OR IGNORE INTO audience(readers) VALUES (?)",
      arguments: [text],
    )
    let number = try Int64.fetchOne(
      database,
      sql: "SELECT number FROM audience WHERE readers = ?",
      arguments: [text],
    )
    guard let number else { throw ViewError.database("an audience was not kept") }
    audiences.append((line.withUnsafeBytes { Array($0[range]) }, number))
    return number
  }

  /// The record that the entry at hand is about.
  func subject(_ form: FormTable.Row, header: EntryHeader, line: RawSpan) -> EntryID? {
    guard let name = form.subject else { return nil }
    guard let node = reader.tape.member(name, of: header.body, in: line),
      reader.tape.nodes[node].kind == .string
    else { return nil }
    return reader.tape.id(of: node, in: line)
  }

  // MARK: Entries

  /// Adds the entry, or completes what was known of it.
  func insert(_ entry: FiledEntry) throws -> Insertion {
    if try statements.insertEntry(entry) {
      tally.new += 1
      if hasAwaited { try wakeWaiting(for: entry.id) }
      return .new
    }
    guard let known = try statements.entry(entry.id, of: entry.organisation) else { return .known }
    if known.kind == .withheld, entry.kind == .revoked {
      // Whichever came first, a line that is held and kept out says more than a stub.
      try statements.complete(known, with: entry)
      if known.number != entry.number { try notePlace(known.number, of: entry) }
      return .known
    }
    let isNews = known.kind.isOpen && (!entry.kind.isOpen || known.kind == .missing)
    if known.number != entry.number {
      try notePlace(isNews ? known.number : entry.number, of: entry)
    }
    guard isNews else {
      if !entry.kind.isOpen { tally.known += 1 }
      return .known
    }
    try statements.complete(known, with: entry)
    if entry.kind.isOpen {
      tally.new += 1
    } else {
      tally.completed += known.kind == .missing ? 0 : 1
    }
    if known.kind == .missing, !entry.kind.isOpen { tally.new += 1 }
    if let record = known.record { dirty.insert(record) }
    if hasAwaited { try wakeWaiting(for: entry.id) }
    return .completed(known)
  }

  /// Marks the records that could not be told apart or completed without this entry.
  private func wakeWaiting(for id: EntryID) throws {
    for record in try statements.recordsAwaiting(id) { dirty.insert(record) }
  }

  /// What became of an entry that was to be filed.
  enum Insertion: Equatable {
    case new
    case known
    case completed(FiledEntry)
  }

  /// Where a line stands, and whose journal that is.
  struct Place {
    let number: Int64
    let organisation: Int64
    let organisationBytes: [UInt8]
    let isRevoked: Bool
  }
}
