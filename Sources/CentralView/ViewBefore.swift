import GRDB
import Records

/// How far the view was before a catch-up, as far as a report of it needs that.
struct ViewBefore {
  /// The conflicts that were open, and whether each is about a confidential record.
  let conflicts: [String: Bool]
  /// The forks that were open.
  let forks: Set<String>
  private let rows: [JournalRow]

  init(_ database: Database) throws {
    guard try database.tableExists("fork") else {
      (conflicts, forks, rows) = ([:], [], [])
      return
    }
    var conflicts: [String: Bool] = [:]
    let open = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.id, f.confidential FROM conflict c JOIN record r ON r.number = c.record
        JOIN form f ON f.number = r.form
        """,
    )
    while let row = try open.next() { conflicts[row["id"]] = row["confidential"] }
    self.conflicts = conflicts
    forks = Set(try String.fetchAll(database, sql: "SELECT id FROM fork WHERE settled IS NULL"))
    rows = try JournalRow.fetchAll(database)
  }

  /// What of a journal was not filed before, and where stubs became readable.
  func news(of journal: HeldJournal) -> [NewsRange] {
    let row = rows.first { $0.isFor(journal) }
    let filed = max(row?.size ?? journal.first, journal.first)
    func range(_ positions: Range<UInt64>, isCompletion: Bool) -> NewsRange {
      NewsRange(
        origin: journal.origin,
        organisation: journal.organisation,
        branch: journal.branch,
        positions: positions,
        isCompletion: isCompletion,
      )
    }
    var ranges: [NewsRange] = []
    for completed in journal.completions.dropFirst(row?.completions ?? 0) {
      let start = max(completed.lowerBound, journal.first)
      let end = min(completed.upperBound + 1, filed)
      if start < end { ranges.append(range(start..<end, isCompletion: true)) }
    }
    if filed < journal.size {
      ranges.append(range(filed..<journal.size, isCompletion: false))
    }
    return ranges
  }
}
