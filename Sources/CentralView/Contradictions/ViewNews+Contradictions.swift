import Foundation
import GRDB
public import Records

extension ViewNews {
  /// The contradictions between firms that are new, and those that are over.
  ///
  /// Only customers are looked at of whom something arrived, and who is held to be one with
  /// them, before or now: what it costs depends on what arrived.
  ///
  /// `judge`: Whose judgements say who is one.
  ///
  /// - Returns: `nil` where too much arrived at once to look.
  public func contradictions(judgedBy judge: OrganisationID) throws -> ContradictionNews? {
    guard try CentralView.fewPartiesArePending(database), let earlier = try view.before(database),
      try earlier.ask({ try MatchCatalogue($0).isCurrent() })
    else { return nil }
    var touched = try touchedParties()
    var (old, new): ([ConflictSummary], [ConflictSummary]) = ([], [])
    guard !touched.isEmpty else { return ContradictionNews(opened: [], closed: []) }
    try view.matchParties()
    // Who was one with them may be one with others now, and the other way round.
    var count = 0
    while touched.count > count {
      count = touched.count
      for (view, isOld) in [(view, false), (earlier, true)] {
        let found = try view.contradictions(touching: touched, judgedBy: judge)
        if isOld { old = found.conflicts } else { new = found.conflicts }
        touched.formUnion(found.members)
      }
    }
    let (oldIDs, newIDs) = (Set(old.map(\.id)), Set(new.map(\.id)))
    return ContradictionNews(
      opened: new.filter { !oldIDs.contains($0.id) },
      closed: oldIDs.subtracting(newIDs).sorted(),
    )
  }

  /// The records that describe parties and changed, or of which something arrived that is
  /// about them.
  private func touchedParties() throws -> Set<PartyRecord> {
    var touched: Set<PartyRecord> = []
    for span in try spans() {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT DISTINCT r.id, r.subject, o.id AS organisation, r.body, f.name AS form
          FROM entry e JOIN record r ON r.number = e.record
          JOIN form f ON f.number = r.form
          JOIN organisation o ON o.number = r.organisation
          WHERE e.number >= ? AND e.number < ? AND substr(f.name, 1, instr(f.name, '/') - 1) IN
            ('customer', 'site', 'sample', 'assessment', 'licence', 'declaration', 'judgement')
          """,
        arguments: [span.lowerBound, span.upperBound],
      )
      while let row = try rows.next() {
        let organisation = try CentralView.organisation(row["organisation"])
        touched.insert(PartyRecord(try CentralView.id(row["id"]), of: organisation))
        if let subject = row["subject"] as Data? {
          touched.insert(PartyRecord(try CentralView.id(subject), of: organisation))
        }
        if (row["form"] as String).hasPrefix("judgement/") {
          touched.formUnion(try judged(row["body"]))
        }
      }
    }
    return touched
  }

  /// The records that a judgement is about.
  private func judged(_ body: String) throws -> [PartyRecord] {
    let ids = (try JSON(parsing: body)["records"]?.elements ?? []).compactMap {
      $0.string.flatMap { EntryID($0) }
    }
    return try ids.flatMap { id in
      try String.fetchAll(
        database,
        sql: """
          SELECT o.id FROM entry e JOIN organisation o ON o.number = e.organisation
          WHERE e.id = ? AND e.record IS NOT NULL
          """,
        arguments: [Data(id.hash.bytes)],
      ).map { PartyRecord(id, of: try CentralView.organisation($0)) }
    }
  }
}

extension CentralView {
  /// How many records wait to be compared at most where an import looks for contradictions:
  /// with more of them it would take minutes longer.
  private static var mostPending: Int { 5_000 }

  /// Compares what waits for it, where that is little: so that what an import changes can be
  /// told from what was so before.
  public func matchFewParties() throws {
    if try ask(Self.fewPartiesArePending) { try matchParties() }
  }

  fileprivate static func fewPartiesArePending(_ database: Database) throws -> Bool {
    let pending = try Int.fetchOne(database, sql: "SELECT count(*) FROM party_pending") ?? 0
    return pending <= mostPending
  }

  /// The contradictions about parties that these records describe, and every record of these
  /// parties; what is to be compared was compared.
  fileprivate func contradictions(
    touching records: Set<PartyRecord>,
    judgedBy judge: OrganisationID,
  ) throws -> (conflicts: [ConflictSummary], members: Set<PartyRecord>) {
    let judgements = try judgements(of: judge)
    let groups = try ask { database in
      let book = try PartyBook(database, judgements: judgements)
      let groups = try book.groups(of: records)
      // A site of one firm and of another may be one place.
      let sites = try Self.sites(of: Set(groups.flatMap(\.parties)), in: database)
      return (touched: groups, sites: try book.groups(of: sites))
    }
    let parties = (groups.touched + groups.sites).map(\.parties)
    return (try contradictions(among: parties), Set(groups.touched.flatMap(\.parties)))
  }

  private static func sites(
    of customers: Set<PartyRecord>,
    in database: Database,
  ) throws -> Set<PartyRecord> {
    let find = try database.cachedStatement(
      sql: """
        SELECT t.id FROM record t JOIN organisation o ON o.number = t.organisation
        JOIN form f ON f.number = t.form AND f.name GLOB 'site/*'
        WHERE t.subject = ? AND o.id = ?
        """
    )
    var sites: Set<PartyRecord> = []
    for customer in customers {
      let found = try Data.fetchAll(
        find,
        arguments: [Data(customer.record.hash.bytes), customer.organisation.text],
      )
      for id in found {
        sites.insert(PartyRecord(try CentralView.id(id), of: customer.organisation))
      }
    }
    return sites
  }
}

extension PartyGroup {
  /// The records, as contradictions look for them.
  fileprivate var parties: [PartyRecord] {
    members.map { PartyRecord($0.record, of: $0.organisation) }
  }
}
