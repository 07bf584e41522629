import Foundation
import GRDB
import Records

/// Keeps the tables of parties and matches in step with the records.
///
/// Filing entries only notes which records changed; these are compared when somebody asks for
/// matches, so that what it costs depends on what changed and not on what is held.
struct MatchCatalogue {
  let database: Database
  let tables = MatchTables.standard
  /// Profiles that were made ready, by party.
  private var profiles: [Int64: PartyProfile] = [:]

  /// The tables, empty.
  ///
  /// A party is a record of its own, but for those who asked for samples: the requests of one
  /// firm that describe them in the same words are about one party, with these words as its
  /// content. `party_source` names records that a party was read from beside its own.
  static let schema = """
    CREATE TABLE party(number INTEGER PRIMARY KEY, organisation INTEGER NOT NULL, content TEXT);
    CREATE UNIQUE INDEX party_content ON party(organisation, content) WHERE content IS NOT NULL;
    CREATE TABLE party_record(record INTEGER PRIMARY KEY, party INTEGER NOT NULL);
    CREATE INDEX party_record_party ON party_record(party);
    CREATE TABLE party_source(
      source INTEGER, record INTEGER, PRIMARY KEY(source, record)) WITHOUT ROWID;
    CREATE INDEX party_source_record ON party_source(record);
    CREATE TABLE party_key(key INTEGER, party INTEGER, PRIMARY KEY(key, party)) WITHOUT ROWID;
    CREATE INDEX party_key_party ON party_key(party);
    CREATE TABLE party_match(
      first INTEGER, second INTEGER, finding TEXT NOT NULL, score INTEGER NOT NULL,
      reason TEXT NOT NULL, PRIMARY KEY(first, second)) WITHOUT ROWID;
    CREATE INDEX party_match_second ON party_match(second);
    CREATE TABLE party_pending(record INTEGER PRIMARY KEY);
    """

  /// How many parties are kept in memory between comparisons.
  private static let mostProfiles = 120_000

  init(_ database: Database) { self.database = database }

  /// Whether ``catchUp()`` would find nothing to do.
  func isCurrent() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT NOT EXISTS(SELECT 1 FROM party_pending)") ?? true
  }

  /// Compares everything that changed with everything else.
  mutating func catchUp() throws {
    let changed = try changed()
    for record in changed { try forget(record) }
    var new: Set<Int64> = []
    for record in changed {
      if let party = try file(record) { new.insert(party) }
    }
    for party in new.sorted() { try compare(party, new: new) }
    try database.execute(sql: "DELETE FROM party_pending")
  }

  // MARK: What changed

  /// The records to read anew: those that changed, those that were read from them, the sites
  /// of customers and the holders of licences that changed.
  private func changed() throws -> [Int64] {
    // A cross join is done from left to right: few records changed, and many are held.
    try Int64.fetchAll(
      database,
      sql: """
        SELECT record FROM party_pending
        UNION SELECT s.record FROM party_pending p CROSS JOIN party_source s ON s.source = p.record
        UNION SELECT t.number FROM party_pending p CROSS JOIN record c ON c.number = p.record
          CROSS JOIN record t ON t.subject = c.id AND t.organisation = c.organisation
            AND t.form IN (SELECT number FROM form WHERE name GLOB 'site/*')
          WHERE c.form IN (SELECT number FROM form WHERE name GLOB 'customer/*')
        UNION SELECT e.record FROM party_pending p CROSS JOIN record l ON l.number = p.record
          CROSS JOIN entry e ON e.id = l.subject AND e.organisation = l.organisation
          WHERE l.form IN (SELECT number FROM form WHERE name GLOB 'licence/*')
            AND e.record IS NOT NULL
        """,
    )
  }

  // MARK: Filing

  private mutating func forget(_ record: Int64) throws {
    try run("DELETE FROM party_source WHERE record = ?", [record])
    let party = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT party FROM party_record WHERE record = ?"),
      arguments: [record],
    )
    guard let party else { return }
    try run("DELETE FROM party_record WHERE record = ?", [record])
    let isNamed = try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM party_record WHERE party = ?)"),
      arguments: [party],
    )
    guard isNamed != true else { return }
    for sql in [
      "DELETE FROM party WHERE number = ?", "DELETE FROM party_key WHERE party = ?",
      "DELETE FROM party_match WHERE first = ?", "DELETE FROM party_match WHERE second = ?",
    ] {
      try run(sql, [party])
    }
    profiles[party] = nil
  }

  /// Files the party that a record describes.
  ///
  /// - Returns: Its number, if it is a new one.
  private mutating func file(_ record: Int64) throws -> Int64? {
    guard let row = try PartyRow(record, on: database) else { return nil }
    for source in row.sources {
      try run("INSERT OR IGNORE INTO party_source VALUES (?, ?)", [source, record])
    }
    guard let reading = row.reading else { return nil }
    let content = reading.isNamedAnew ? reading.party.text : nil
    if let content, let party = try party(with: content, of: row.organisation) {
      try run("INSERT INTO party_record VALUES (?, ?)", [record, party])
      return nil
    }
    try run("INSERT INTO party(organisation, content) VALUES (?, ?)", [row.organisation, content])
    let party = database.lastInsertedRowID
    try run("INSERT INTO party_record VALUES (?, ?)", [record, party])
    let profile = PartyProfile(reading.party, owner: reading.owner, tables: tables)
    for key in MatchKeys(profile, pool: reading.pool).keys {
      try run("INSERT INTO party_key VALUES (?, ?)", [key, party])
    }
    keep(profile, of: party)
    return party
  }

  private func party(with content: String, of organisation: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT number FROM party WHERE organisation = ? AND content = ?"
      ),
      arguments: [organisation, content],
    )
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  // MARK: Comparing

  /// Compares a party with all that share enough keys with it.
  ///
  /// `new`: The parties that are compared, too: each two of them once.
  private mutating func compare(_ party: Int64, new: Set<Int64>) throws {
    guard let profile = try profile(of: party) else { return }
    // A strong key is odd and counts twice; two are needed. For the bit of 2 see `MatchKeys`.
    let others = try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT o.party FROM party_key k CROSS JOIN party_key o
            ON o.key BETWEEN k.key - (k.key & 2) AND k.key + 2 - 2 * (k.key & 2)
          WHERE k.party = ?1 AND o.party <> ?1
          GROUP BY o.party HAVING sum(1 + (k.key & 1)) >= 2
          """
      ),
      arguments: [party],
    )
    for other in others where other < party || !new.contains(other) {
      guard let second = try self.profile(of: other), let match = PartyMatch(profile, second)
      else { continue }
      try run(
        "INSERT INTO party_match VALUES (?, ?, ?, ?, ?)",
        [
          min(party, other), max(party, other), match.finding.rawValue, match.score, match.reason,
        ],
      )
    }
  }

  private mutating func profile(of party: Int64) throws -> PartyProfile? {
    if let profile = profiles[party] { return profile }
    let record = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT min(record) FROM party_record WHERE party = ?"),
      arguments: [party],
    )
    guard let record, let reading = try PartyRow(record, on: database)?.reading else { return nil }
    let profile = PartyProfile(reading.party, owner: reading.owner, tables: tables)
    keep(profile, of: party)
    return profile
  }

  private mutating func keep(_ profile: PartyProfile, of party: Int64) {
    if profiles.count >= Self.mostProfiles { profiles.removeAll(keepingCapacity: true) }
    profiles[party] = profile
  }
}
