import Foundation
import GRDB
import Records

/// What one catch-up brought, for whoever reports it: the entries that are new, the records
/// that merged by themselves, the conflicts that came and went.
///
/// It is read inside the transaction that files all of it, so that a rehearsal, which undoes
/// everything in the end, can report the same. Nothing is kept in memory; it must not be used
/// after that. The view itself answers meanwhile as it does afterwards.
public final class ViewNews {
  /// What was counted.
  public let tally: ProjectionTally
  /// Where the new entries stand, by journal and position.
  public let ranges: [NewsRange]

  let database: Database
  /// The view that caught up, which answers from within the transaction.
  let view: CentralView
  private let source: any JournalSource
  private let before: ViewBefore
  private let confidential: Confidentiality

  init(
    _ view: CentralView,
    _ database: Database,
    source: any JournalSource,
    before: ViewBefore,
    tally: ProjectionTally,
    confidential: Confidentiality,
  ) {
    self.view = view
    self.database = database
    self.source = source
    self.before = before
    self.tally = tally
    self.confidential = confidential
    ranges = source.journals.sorted { ($0.origin, $0.branch) < ($1.origin, $1.branch) }
      .flatMap { before.news(of: $0) }
  }

  // MARK: Entries

  /// Hands out every entry of a range, in order.
  ///
  /// - Returns: how many were left out, being of confidential records.
  public func forEachEntry(
    of range: NewsRange,
    _ body: (NewsEntry) throws -> Void,
  ) throws -> Int {
    guard let journal = journal(range.origin, range.branch),
      let number = try Int64.fetchOne(
        database,
        sql: "SELECT number FROM journal WHERE origin = ? AND branch = ?",
        arguments: [range.origin, range.branch],
      )
    else { return 0 }
    let find = try database.cachedStatement(sql: entryQuery)
    var leftOut = 0
    try source.forEachLine(of: journal, in: range.positions) { position, line in
      let entryNumber = number << 32 | Int64(position)
      let id = Stub(line: line)?.leaf ?? EntryID(line: line)
      let row = try Row.fetchOne(find, arguments: [entryNumber, Data(id.hash.bytes)])
      if (row?["shown"] as Int64?) == 0 {
        leftOut += 1
      } else {
        // A stub that stands for a stub is no news.
        guard !range.isCompletion || Stub(line: line) == nil else { return }
        try body(NewsEntry(row, id: id, at: position, number: entryNumber, line: line))
      }
    }
    return leftOut
  }

  private var entryQuery: String {
    """
    SELECT e.number, e.kind, f.name AS form, r.id AS record, r.body, m.reason,
      ifnull(\(confidential.condition), 1) AS shown
    FROM journal j JOIN entry e ON e.id = ?2 AND e.organisation = j.organisation
    LEFT JOIN record r ON r.number = e.record
    LEFT JOIN form f ON f.number = coalesce(r.form, e.form)
    LEFT JOIN malformed m ON m.number = ?1 WHERE j.number = ?1 >> 32
    """
  }

  private func journal(_ origin: String, _ branch: String) -> HeldJournal? {
    source.journals.first { $0.origin == origin && $0.branch == branch }
  }

  // MARK: Records

  /// Hands out the fields that merged by themselves in records which have new entries, with
  /// who wrote what.
  public func forEachMerge(_ body: (NewsMerge) throws -> Void) throws {
    let spans = try spans()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT m.record AS number, m.field, m.writes, r.id, r.body, f.name AS form,
          o.id AS organisation
        FROM merged m JOIN record r ON r.number = m.record
        JOIN form f ON f.number = r.form AND \(confidential.condition)
        JOIN organisation o ON o.number = r.organisation ORDER BY r.id, o.id, m.field
        """,
    )
    while let row = try rows.next() {
      guard try hasNews(row["number"], in: spans) else { continue }
      let organisation = try CentralView.organisation(row["organisation"])
      let writes = try JSON(parsing: row["writes"] as String).elements ?? []
      try body(
        NewsMerge(
          record: try CentralView.id(row["id"]),
          form: row["form"],
          organisation: organisation,
          title: NewsEntry.title(row["body"]),
          field: row["field"],
          writes: try writes.compactMap { try write($0, of: organisation) },
        )
      )
    }
  }

  private func write(_ json: JSON, of organisation: OrganisationID) throws -> StandingValue? {
    guard let id = json["entry"]?.string.flatMap({ EntryID($0) }) else { return nil }
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT j.origin, j.branch, e.number, e.time FROM entry e
        JOIN organisation o ON o.number = e.organisation JOIN journal j ON j.number = e.number >> 32
        WHERE e.id = ? AND o.id = ?
        """,
      arguments: [Data(id.hash.bytes), organisation.text],
    )
    var author: String?
    if let row, let journal = journal(row["origin"], row["branch"]) {
      let position = UInt64((row["number"] as Int64) & 0xFFFF_FFFF)
      try source.forEachLine(of: journal, in: position..<position + 1) { _, line in
        author = (try? Entry(line: line))?.author
      }
    }
    return StandingValue(
      value: json["value"],
      entry: id,
      organisation: organisation,
      time: Timestamp(milliseconds: row?["time"] ?? 0),
      author: author,
    )
  }

  /// The numbers that the new entries have.
  func spans() throws -> [Range<Int64>] {
    try ranges.compactMap { range in
      let number = try Int64.fetchOne(
        database,
        sql: "SELECT number FROM journal WHERE origin = ? AND branch = ?",
        arguments: [range.origin, range.branch],
      )
      return number.map { number in
        let start = number << 32
        return start + Int64(range.positions.lowerBound)..<start + Int64(range.positions.upperBound)
      }
    }
  }

  private func hasNews(_ record: Int64, in spans: [Range<Int64>]) throws -> Bool {
    let numbers = try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT number FROM entry WHERE record = ?1 AND record <> number
          UNION ALL SELECT number FROM entry WHERE number = ?1
          """
      ),
      arguments: [record],
    )
    return numbers.contains { number in spans.contains { $0.contains(number) } }
  }

  // MARK: Conflicts

  /// The conflicts that were not there before, by id.
  public func opened() throws -> [ConflictSummary] {
    try CentralView.conflicts(confidential, in: database).filter { before.conflicts[$0.id] == nil }
  }

  /// The forks that were not open before, by id.
  public func openedForks() throws -> [ForkSummary] {
    try CentralView.forks(database).filter { $0.isOpen && !before.forks.contains($0.id) }
  }

  /// The ids of conflicts that are open no more, forks among them, in order.
  public func closed() throws -> [String] {
    let open = Set(try String.fetchAll(database, sql: "SELECT id FROM conflict"))
    let forks = Set(
      try String.fetchAll(database, sql: "SELECT id FROM fork WHERE settled IS NULL")
    )
    let closed = before.conflicts.filter { id, isConfidential in
      !open.contains(id) && (confidential == .included || !isConfidential)
    }.map(\.key)
    return (closed + before.forks.filter { !forks.contains($0) }).sorted()
  }
}
