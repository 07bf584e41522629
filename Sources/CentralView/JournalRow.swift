import Foundation
import GRDB
import Records

/// A row of the table `journal`: how far a journal has been filed.
struct JournalRow {
  let number: Int64
  let origin: String
  let branch: String
  let first: UInt64
  let size: UInt64
  let root: NodeHash?
  let forkedFrom: UInt64?
  let revokedFrom: UInt64?
  let completions: Int

  private init(_ row: Row) {
    number = row["number"]
    origin = row["origin"]
    branch = row["branch"]
    first = UInt64(row["first"] as Int64)
    size = UInt64(row["size"] as Int64)
    root = (row["root"] as Data?).flatMap { NodeHash(bytes: Array($0)) }
    forkedFrom = (row["forked_from"] as Int64?).map(UInt64.init)
    revokedFrom = (row["revoked_from"] as Int64?).map(UInt64.init)
    completions = row["completions"]
  }

  static func fetchAll(_ database: Database) throws -> [JournalRow] {
    try Row.fetchAll(database, sql: "SELECT * FROM journal ORDER BY origin, branch")
      .map(JournalRow.init)
  }

  /// Whether the row is about this journal and this branch of it.
  func isFor(_ journal: HeldJournal) -> Bool {
    origin == journal.origin && branch == journal.branch
  }

  /// Whether what was filed is still a beginning of what the journal says.
  func isBeginning(of journal: HeldJournal) -> Bool {
    guard first == journal.first, size <= journal.size,
      revokedFrom == journal.revokedFrom, completions <= journal.completions.count
    else { return false }
    guard size == journal.size, let root, let other = journal.root else { return true }
    return root == other
  }

  /// Whether all that the journal says was filed.
  func isCurrent(with journal: HeldJournal) -> Bool {
    isBeginning(of: journal) && size == journal.size && completions == journal.completions.count
      && forkedFrom == journal.forkedFrom
  }
}

extension Projector {
  /// Files what is new in a journal.
  func project(_ journal: HeldJournal, from source: some JournalSource) throws {
    let organisation = try number(of: journal.organisation)
    let known = try JournalRow.fetchAll(database).first { $0.isFor(journal) }
    if known?.isCurrent(with: journal) != true { advanced.insert(journal.organisation) }
    let number = try known?.number ?? add(journal, organisation: organisation)
    let filed = known?.size ?? journal.first
    let organisationBytes = Array(journal.organisation.text.utf8)
    let ahead = ReadAhead(source: source, journal: journal, forms: forms.forms)
    func file(from start: UInt64, to end: UInt64) throws {
      guard start < end else { return }
      try ahead.forEachBatch(in: start..<end) { batch in
        try limitDirectory()
        for index in 0..<batch.count {
          let position = batch.lines[index].position
          try project(
            index,
            of: &batch,
            at: Place(
              number: number << 32 | Int64(position),
              organisation: organisation,
              organisationBytes: organisationBytes,
              isRevoked: journal.revokedFrom.map { position >= $0 } ?? false,
            ),
          )
        }
      }
    }
    for range in journal.completions.dropFirst(known?.completions ?? 0) {
      try file(from: max(range.lowerBound, journal.first), to: min(range.upperBound + 1, filed))
    }
    try file(from: filed, to: journal.size)
    try database.execute(
      sql: """
        UPDATE journal SET size = ?, root = ?, completions = ?, forked_from = ? WHERE number = ?
        """,
      arguments: [
        Int64(journal.size), journal.root.map { Data($0.bytes) }, journal.completions.count,
        journal.forkedFrom.map(Int64.init), number,
      ],
    )
  }

  private func add(_ journal: HeldJournal, organisation: Int64) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO journal(origin, branch, organisation, first, size, forked_from, revoked_from,
          completions)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0)
        """,
      arguments: [
        journal.origin, journal.branch, organisation, Int64(journal.first), Int64(journal.first),
        journal.forkedFrom.map(Int64.init), journal.revokedFrom.map(Int64.init),
      ],
    )
    return database.lastInsertedRowID
  }
}
