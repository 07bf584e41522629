import Foundation
import GRDB
import Records

/// Journals that forked.
extension Projector {
  /// Works out where journals part, which forks are settled, and which records have entries
  /// past one that is not.
  func settleForks(in source: some JournalSource) throws {
    let branched = Dictionary(grouping: source.journals, by: \.origin).filter { $0.value.count > 1 }
    let old = try String.fetchAll(database, sql: "SELECT id FROM fork WHERE settled IS NULL")
    guard !branched.isEmpty || !old.isEmpty else { return }
    // What bears on a fork is in journals of its organisation, or had a record worked out.
    let isTouched = branched.values.contains { advanced.contains($0[0].organisation) }
    guard isTouched || hasReworked || branched.isEmpty else { return }
    for id in old { conflicts.remove(id) }
    try database.execute(
      sql: """
        DELETE FROM fork;
        DELETE FROM fork_side;
        DELETE FROM fork_mark;
        DELETE FROM forked;
        """
    )
    for (origin, journals) in branched {
      let survey = try ForkSurvey(journals, in: source)
      for point in survey.points { try file(point, of: origin, journals) }
    }
    try markRecords()
    tally.opened = conflicts.opened.count
    tally.closed = conflicts.closed.count
    tally.open = try CentralView.openConflicts(database)
  }

  private func file(
    _ point: ForkSurvey.Point,
    of origin: String,
    _ journals: [HeldJournal],
  ) throws {
    let id = ConflictID(fork: origin, at: point.position, entries: Array(point.sides.keys))
    let settled = try settler(of: point, origin: origin, organisation: journals[0].organisation)
    try database.execute(
      sql: "INSERT INTO fork VALUES (?, ?, ?, ?, ?)",
      arguments: [
        id.text, try number(of: journals[0].organisation), origin, Int64(point.position), settled,
      ],
    )
    for (entry, members) in point.sides {
      for member in members {
        try database.execute(
          sql: """
            INSERT INTO fork_side
            SELECT ?, ?, number FROM journal WHERE origin = ? AND branch = ?
            """,
          arguments: [id.text, Data(entry.hash.bytes), origin, journals[member].branch],
        )
      }
    }
    guard settled == nil else { return }
    conflicts.add(id.text)
    try database.execute(
      sql: """
        INSERT INTO fork_mark SELECT number, ?1 FROM journal WHERE origin = ?2
        ON CONFLICT(journal) DO UPDATE SET first = min(first, excluded.first)
        """,
      arguments: [Int64(point.position), origin],
    )
  }

  /// The journal of the same organisation whose first entry says that it goes on after this
  /// fork, and knows every entry at which its branches part.
  private func settler(
    of point: ForkSurvey.Point,
    origin: String,
    organisation: OrganisationID,
  ) throws -> String? {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT r.body, j.origin FROM form f JOIN record r ON r.form = f.number
        JOIN entry e ON e.id = r.id AND e.organisation = r.organisation AND e.kind = 0
        JOIN journal j ON j.number = e.number >> 32
        WHERE f.name IN ('journal/1') AND r.void = 0 AND r.organisation = ?
          AND e.number & 4294967295 = 0 AND j.origin <> ? ORDER BY j.origin
        """,
      arguments: [try number(of: organisation), origin],
    )
    while let row = try rows.next() {
      guard let body = try? JSON(parsing: row["body"] as String) else { continue }
      let isNamed = (body["after_forks"]?.elements ?? []).contains { (fork: JSON) -> Bool in
        guard let name = fork["origin"]?.string, name.utf8.elementsEqual(origin.utf8),
          fork["position"]?.integer == Int64(point.position)
        else { return false }
        let known = (fork["entries"]?.elements ?? []).compactMap { entry in
          entry.string.flatMap { EntryID($0) }
        }
        return Set(known).isSuperset(of: point.sides.keys)
      }
      if isNamed { return row["origin"] }
    }
    return nil
  }

  private func markRecords() throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO forked
        SELECT e.record FROM fork_mark m JOIN entry e
          ON e.number >= (m.journal << 32) + m.first AND e.number < ((m.journal + 1) << 32)
        WHERE e.record IS NOT NULL AND \(CentralView.isForked)
        """
    )
  }

  /// Remembers that an entry stands at one more place of its organisation.
  func notePlace(_ number: Int64, of entry: FiledEntry) throws {
    guard number > 0 else { return }
    try database.execute(
      sql: "INSERT OR IGNORE INTO place VALUES (?, ?, ?)",
      arguments: [number, Data(entry.id.hash.bytes), entry.organisation],
    )
  }
}

extension ConflictID {
  /// Names a fork: by the journal, the position, and what stands there.
  init(fork origin: String, at position: UInt64, entries: [EntryID]) {
    self.init(
      kind: "fork",
      subject: origin,
      field: String(position),
      writes: entries,
    )
  }
}
