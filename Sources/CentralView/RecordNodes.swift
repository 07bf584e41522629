import Foundation
import GRDB
import Records

/// The entries of one record as the tables hold them, read for working it out.
struct RecordNodes {
  let number: Int64
  /// The row that begins the record, readable or not; `nil` when what was taken for its
  /// beginning turned out to belong to another record.
  let start: FiledEntry?
  let nodes: [Node]

  /// One entry with what its line says.
  struct Node {
    var entry: FiledEntry
    /// The line; of a first entry its body alone, and of one that breaks its form nothing.
    let line: [UInt8]
    let formName: String?
  }

  init(_ number: Int64, on database: Database) throws {
    self.number = number
    var start: FiledEntry?
    var nodes: [Node] = []
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT e.number, e.id, e.organisation, e.kind, e.record, e.form, e.time,
            coalesce(v.line, CAST(r.body AS BLOB)) AS line, f.name
          FROM (SELECT * FROM entry WHERE record = ?1 AND record <> number
            UNION ALL SELECT * FROM entry WHERE number = ?1 AND record = ?1) e
          LEFT JOIN revision v ON v.entry = e.number
          LEFT JOIN record r ON r.number = e.number AND e.kind = 0
          LEFT JOIN form f ON f.number = e.form
          ORDER BY e.id
          """
      ),
      arguments: [number],
    )
    while let row = try rows.next() {
      let entry = try FiledEntry(row)
      if entry.kind.canBeginRecord { start = entry }
      guard !entry.kind.isOpen else { continue }
      let line = row["line"] as Data?
      nodes.append(Node(entry: entry, line: line.map(Array.init) ?? [], formName: row["name"]))
    }
    self.start = start
    self.nodes = nodes
  }
}

extension FiledEntry {
  init(_ row: Row) throws {
    guard let id = NodeHash(bytes: Array(row["id"] as Data)).map(EntryID.init),
      let kind = EntryKind(rawValue: row["kind"])
    else { throw ViewError.database("an entry has no id or no known kind") }
    self.init(number: row["number"], id: id, organisation: row["organisation"], kind: kind)
    record = row["record"]
    form = row["form"]
    time = row["time"]
  }
}
