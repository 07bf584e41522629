import Foundation
import GRDB
public import Records

extension CentralView {
  /// A digest of what the view says, the same for every way of arriving there.
  ///
  /// It covers, each on a line of its own and in an order that depends on nothing but
  /// the content: the journals, the records with their heads and what is shown, the
  /// conflicts with every value that stands, and the entries that are withheld, revoked
  /// or malformed.
  ///
  /// `excluded`: An organisation to leave out, so that two stores can be
  ///   compared that hold the same of everybody else.
  public func digest(excluding excluded: OrganisationID? = nil) throws -> NodeHash {
    try ask { database in
      var hasher = ContentHasher()
      hasher.update("steward/view/1\n")
      let text = excluded?.text ?? ""
      try Self.hashJournals(database, excluding: text, into: &hasher)
      try Self.hashForks(database, excluding: text, into: &hasher)
      try Self.hashRecords(database, excluding: text, into: &hasher)
      try Self.hashConflicts(database, excluding: text, into: &hasher)
      try Self.hashUnreadable(database, excluding: text, into: &hasher)
      return hasher.digest()
    }
  }

  private static func hashJournals(
    _ database: Database,
    excluding excluded: String,
    into hasher: inout ContentHasher,
  ) throws {
    // Which branch of a fork came first is an accident: only the sizes are said.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT j.origin, j.size, j.forked_from, j.revoked_from FROM journal j
        JOIN organisation o ON o.number = j.organisation WHERE o.id <> ?
        ORDER BY j.origin, j.size
        """,
      arguments: [excluded],
    )
    while let row = try rows.next() {
      let forked = (row["forked_from"] as Int64?).map(String.init) ?? "-"
      let revoked = (row["revoked_from"] as Int64?).map(String.init) ?? "-"
      hasher.update(
        "journal \(row["origin"] as String) \(row["size"] as Int64) \(forked) \(revoked)\n"
      )
    }
  }

  private static func hashForks(
    _ database: Database,
    excluding excluded: String,
    into hasher: inout ContentHasher,
  ) throws {
    for fork in try forks(database) where fork.organisation.text != excluded {
      hasher.update("fork \(fork.id) \(fork.origin) \(fork.position) \(fork.settledBy ?? "-")\n")
    }
  }

  private static func hashRecords(
    _ database: Database,
    excluding excluded: String,
    into hasher: inout ContentHasher,
  ) throws {
    let record = try database.cachedStatement(
      sql: """
        SELECT r.id, o.id AS organisation, f.name, r.head, r.heads, r.revisions, r.void,
          r.incomplete, r.body
        FROM record r JOIN organisation o ON o.number = r.organisation
        JOIN form f ON f.number = r.form WHERE r.number = ?
        """
    )
    var tape = JSONTape()
    var canonical: [UInt8] = []
    let numbers = try Int64.fetchCursor(
      database,
      sql: """
        SELECT r.number FROM record r JOIN organisation o ON o.number = r.organisation
        WHERE o.id <> ? ORDER BY r.id, o.id
        """,
      arguments: [excluded],
    )
    while let number = try numbers.next() {
      guard let row = try Row.fetchOne(record, arguments: [number]) else { continue }
      let heads = try heads(of: number, single: row["head"], count: row["heads"], in: database)
      let id = Base32.encode(row["id"] as Data)
      hasher.update(
        """
        record \(id) \(row["organisation"] as String) \(row["name"] as String) \
        \(row["revisions"] as Int64) \(row["void"] as Int64) \(row["incomplete"] as Int64) \
        \(heads.joined(separator: ",")) 
        """
      )
      let body = Array((row["body"] as String).utf8)
      try tape.parse(body.span.bytes)
      canonical.removeAll(keepingCapacity: true)
      tape.appendCanonical(in: body.span.bytes, to: &canonical)
      canonical.append(UInt8(ascii: "\n"))
      hasher.update(canonical.span.bytes)
    }
  }

  private static func heads(
    of record: Int64,
    single: Int64?,
    count: Int,
    in database: Database,
  ) throws -> [String] {
    if count == 1, let single {
      let find = try database.cachedStatement(sql: "SELECT id FROM entry WHERE number = ?")
      return try Data.fetchAll(find, arguments: [single]).map { Base32.encode($0) }
    }
    let find = try database.cachedStatement(
      sql: """
        SELECT e.id FROM head h JOIN entry e ON e.number = h.entry WHERE h.record = ? ORDER BY e.id
        """
    )
    return try Data.fetchAll(find, arguments: [record]).map { Base32.encode($0) }
  }

  private static func hashConflicts(
    _ database: Database,
    excluding excluded: String,
    into hasher: inout ContentHasher,
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.id, c.field, c.shown, s.id AS entry, s.value FROM conflict c
        JOIN record r ON r.number = c.record JOIN organisation o ON o.number = r.organisation
        LEFT JOIN standing s ON s.conflict = c.id WHERE o.id <> ? ORDER BY c.id, s.id
        """,
      arguments: [excluded],
    )
    while let row = try rows.next() {
      let fields: [String] = [
        row["id"], JSON.string(row["field"]).text, row["shown"] ?? "-",
        (row["entry"] as Data?).map { Base32.encode($0) } ?? "-", row["value"] ?? "-",
      ]
      hasher.update("conflict " + fields.joined(separator: " ") + "\n")
    }
  }

  private static func hashUnreadable(
    _ database: Database,
    excluding excluded: String,
    into hasher: inout ContentHasher,
  ) throws {
    let kinds = [EntryKind.withheld, .revoked, .malformed, .malformedFirst].map(\.rawValue)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT e.id, o.id AS organisation, e.kind FROM entry e
        JOIN organisation o ON o.number = e.organisation
        WHERE e.kind IN (\(kinds.map(String.init).joined(separator: ","))) AND o.id <> ?1
        UNION SELECT m.id, o.id, 2 FROM malformed m
        JOIN organisation o ON o.number = m.organisation
        WHERE o.id <> ?1 ORDER BY 1, 2, 3
        """,
      arguments: [excluded],
    )
    while let row = try rows.next() {
      let kind = EntryKind(rawValue: row["kind"]) ?? .malformed
      let id = Base32.encode(row["id"] as Data)
      hasher.update("\(kind) \(id) \(row["organisation"] as String)\n")
    }
  }
}
