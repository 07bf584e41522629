import Foundation
import GRDB
public import Records

extension CentralView {
  /// The forks of the journals held, those that are settled among them, by id.
  public func forks() throws -> [ForkSummary] {
    try ask { try Self.forks($0) }
  }

  /// The fork whose id begins with these characters, open or settled; `nil` where none or
  /// several do.
  public func fork(named prefix: String) throws -> ForkSummary? {
    let letters = prefix.lowercased()
    let found = try forks().filter { $0.id.hasPrefix(letters) }
    return found.count == 1 && letters.utf8.count >= 4 ? found[0] : nil
  }

  static func forks(_ database: Database) throws -> [ForkSummary] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT k.id, k.origin, k.position, k.settled, o.id AS organisation FROM fork k
        JOIN organisation o ON o.number = k.organisation ORDER BY k.id
        """,
    )
    return try rows.map { row in
      let sides = try Row.fetchAll(
        database,
        sql: """
          SELECT s.entry, j.branch, j.size FROM fork_side s JOIN journal j ON j.number = s.journal
          WHERE s.fork = ? ORDER BY s.entry, j.size, j.branch
          """,
        arguments: [row["id"] as String],
      )
      let entries = Dictionary(grouping: sides) { $0["entry"] as Data }
      return ForkSummary(
        id: row["id"],
        origin: row["origin"],
        organisation: try organisation(row["organisation"]),
        position: UInt64(row["position"] as Int64),
        sides: try entries.map { entry, rows in
          ForkSummary.Side(
            entry: try id(entry),
            branches: rows.map { (name: $0["branch"], size: UInt64($0["size"] as Int64)) },
          )
        }.sorted { $0.entry < $1.entry },
        settledBy: row["settled"],
      )
    }
  }

  /// The condition that holds for an entry `e` all of whose places lie past a fork that is not
  /// settled.
  ///
  /// An entry that stands in another journal too is none of the fork's any more: that journal
  /// vouches for it.
  static let isForked = """
    EXISTS (SELECT 1 FROM fork_mark m
      WHERE m.journal = e.number >> 32 AND e.number & 4294967295 >= m.first)
    AND NOT EXISTS (SELECT 1 FROM place p LEFT JOIN fork_mark m
        ON m.journal = p.number >> 32 AND p.number & 4294967295 >= m.first
      WHERE p.id = e.id AND p.organisation = e.organisation AND m.journal IS NULL)
    """
}

extension CentralView {
  /// Where these journals, branches of one, part from each other, with what stands there.
  public static func forkPoints(
    of journals: [HeldJournal],
    in source: some JournalSource,
  ) throws -> [(position: UInt64, entries: [EntryID])] {
    try ForkSurvey(journals, in: source).points.map { ($0.position, $0.sides.keys.sorted()) }
  }
}
