import Foundation
import GRDB
public import Records

/// What is asked about many records at once, without reading a body.
extension CentralView {
  /// The records of a form in brief, those about one subject beside each other.
  ///
  /// `form`: A form's name without version; one of which no briefs are kept has none.
  /// `isPending`: Only those that wait for a decision, or are held.
  public func briefs(
    ofForm form: String,
    organisation: OrganisationID,
    isPending: Bool = false,
  ) throws -> [RecordBrief] {
    guard let rule = BriefRule.rule(of: form) else { return [] }
    return try ask { database in
      let rows = try Statement(
        """
        SELECT id, subject, substance, part, kind, state, start, finish, seals, open, incomplete
        FROM brief WHERE form = ?1
          AND organisation = (SELECT number FROM organisation WHERE id = ?2 AND NOT EXISTS (
            SELECT 1 FROM temp.hidden WHERE family = ?3 AND owner <> ?2))
          \(isPending ? "AND pending = 1" : "") ORDER BY subject, substance
        """,
        on: database,
      )
      rows.bind(1, rule.code)
      rows.bindText(2, organisation.text)
      rows.bindText(3, form)
      var briefs: [RecordBrief] = []
      while try rows.next() {
        briefs.append(
          RecordBrief(
            id: EntryID(try rows.hash(0)),
            subject: rows.isNull(1) ? nil : EntryID(try rows.hash(1)),
            substance: rows.isNull(2) ? nil : rows.text(2),
            part: rows.isNull(3) ? nil : rows.text(3),
            kind: rows.isNull(4) ? nil : rows.text(4),
            state: rows.isNull(5) ? nil : rows.text(5),
            start: rows.optionalInteger(6).map { CalendarDate(dayNumber: Int($0)) },
            finish: rows.optionalInteger(7).map { CalendarDate(dayNumber: Int($0)) },
            seals: RecordBrief.Seals(rawValue: rows.integer(8)) ?? .notSaid,
            isInConflict: rows.integer(9) > 0,
            isIncomplete: rows.integer(10) > 0,
          )
        )
      }
      return briefs
    }
  }

  /// The orders or samples since a day that were to go without a check made here, at most so
  /// many: those of which nobody says the day, then the newest first.
  public func uncheckedRequests(
    ofForm form: String,
    organisation: OrganisationID,
    since first: CalendarDate,
    limit: Int,
  ) throws -> [EntryID] {
    guard let rule = BriefRule.rule(of: form) else { return [] }
    return try ask { database in
      let ids = try Data.fetchAll(
        database,
        sql: """
          SELECT id FROM brief WHERE form = ?1 AND state = 'supply' AND part = 'unchecked'
            AND organisation = (SELECT number FROM organisation WHERE id = ?2)
            AND coalesce(start, ?3) >= ?3 AND coalesce(kind, '') <> 'cancelled'
          ORDER BY start IS NOT NULL, start DESC, id LIMIT ?4
          """,
        arguments: [rule.code, organisation.text, first.dayNumber, limit],
      )
      return ids.compactMap { NodeHash(bytes: Array($0)).map { EntryID($0) } }
    }
  }

  /// How many records of a form there are in brief, with the newest day on which one of
  /// them begins and not after `date`.
  public func briefCount(
    ofForm form: String,
    organisation: OrganisationID,
    on date: CalendarDate,
  ) throws -> (count: Int, newest: CalendarDate?) {
    guard let rule = BriefRule.rule(of: form) else { return (0, nil) }
    return try ask { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) AS count, max(CASE WHEN start <= ?3 THEN start END) AS newest
          FROM brief WHERE form = ?1
            AND organisation = (SELECT number FROM organisation WHERE id = ?2 AND NOT EXISTS (
              SELECT 1 FROM temp.hidden WHERE family = ?4 AND owner <> ?2))
          """,
        arguments: [rule.code, organisation.text, date.dayNumber, form],
      )
      guard let row else { return (0, nil) }
      let newest: Int? = row["newest"]
      return (row["count"] as Int, newest.map { CalendarDate(dayNumber: $0) })
    }
  }

  /// What each customer ordered, asked for or was supplied with, of each substance, between
  /// two days.
  ///
  /// What was cancelled does not count.
  public func trade(
    _ kind: TradeKind,
    of organisation: OrganisationID,
    from first: CalendarDate,
    through last: CalendarDate,
  ) throws -> [TradeSum] {
    try ask { database in
      let rows = try Statement(
        """
        SELECT subject, substance, count(*), max(CASE WHEN state = 'refuse' THEN NULL ELSE start END),
          sum(state IS NULL), sum(state = 'hold'), sum(seals = 2), sum(seals = 1)
        FROM brief WHERE \(kind.condition)
          AND organisation = (SELECT number FROM organisation WHERE id = ?1)
          AND start BETWEEN ?2 AND ?3
        GROUP BY subject, substance
        """,
        on: database,
      )
      rows.bindText(1, organisation.text)
      rows.bind(2, Int64(first.dayNumber))
      rows.bind(3, Int64(last.dayNumber))
      var sums: [TradeSum] = []
      while try rows.next() {
        sums.append(
          TradeSum(
            customer: rows.isNull(0) ? nil : EntryID(try rows.hash(0)),
            substance: rows.isNull(1) ? nil : rows.text(1),
            count: Int(rows.integer(2)),
            last: rows.optionalInteger(3).map { CalendarDate(dayNumber: Int($0)) },
            undecided: Int(rows.integer(4)),
            held: Int(rows.integer(5)),
            sealed: Int(rows.integer(6)),
            unsealed: Int(rows.integer(7)),
          )
        )
      }
      return sums
    }
  }

  /// What people call these records; those that are not here are left out.
  public func titles(of ids: some Sequence<EntryID>) throws -> [EntryID: RecordTitle] {
    try ask { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT f.name, r.void, json_extract(r.body, '$.reference'),
            coalesce(json_extract(r.body, '$.name'), json_extract(r.body, '$.title'))
          FROM entry e JOIN record r ON r.number = e.record AND r.id = e.id
          JOIN form f ON f.number = r.form WHERE e.id = ?
          """
      )
      var titles: [EntryID: RecordTitle] = [:]
      for id in ids where titles[id] == nil {
        guard let row = try Row.fetchOne(statement, arguments: [Data(id.hash.bytes)]) else {
          continue
        }
        titles[id] = RecordTitle(form: row[0], reference: row[2], name: row[3], isVoid: row[1])
      }
      return titles
    }
  }

  /// The organisations that have records here, but for one.
  public func organisations(but own: OrganisationID) throws -> [OrganisationID] {
    try ask { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT o.id FROM organisation o WHERE o.id <> ?
            AND EXISTS(SELECT 1 FROM record r WHERE r.organisation = o.number)
          ORDER BY o.id
          """,
        arguments: [own.text],
      ).map(Self.organisation)
    }
  }
}

/// What a journal holds that somebody has not been sent yet.
public struct UnsentEntries: Hashable, Sendable {
  /// How many entries of records that they may read.
  public var count: Int
  /// Whether there are more than were looked at.
  public var isMore: Bool
  /// The time that the first of them claims.
  public var since: Timestamp?

  /// Counts entries.
  public init(count: Int, isMore: Bool = false, since: Timestamp? = nil) {
    self.count = count
    self.isMore = isMore
    self.since = since
  }
}

extension CentralView {
  /// How many entries are looked at when unsent ones are counted.
  private static let mostUnsent = 2_000

  /// The entries from a position on that a reader with one of these names may read.
  ///
  /// `readers`: The names that an audience can have for them: roles, and the id.
  public func unsentEntries(
    of origin: String,
    from position: UInt64,
    to readers: Set<String>,
  ) throws -> UnsentEntries {
    try ask { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT e.time, a.readers FROM journal j
          JOIN entry e ON e.number BETWEEN (j.number << 32) + ?2 AND (j.number << 32) + j.size
          LEFT JOIN record r ON r.number = e.record
          LEFT JOIN audience a ON a.number = r.audience
          WHERE j.origin = ?1 AND j.branch = '' ORDER BY e.number LIMIT ?3
          """,
        arguments: [origin, Int64(position), Self.mostUnsent],
      )
      var unsent = UnsentEntries(count: 0, isMore: rows.count == Self.mostUnsent)
      var known: [String: Bool] = [:]
      for row in rows {
        guard let text = row["readers"] as String? else { continue }
        if known[text] == nil {
          let names = try JSON(parsing: text).elements?.compactMap(\.string) ?? []
          known[text] = !readers.isDisjoint(with: names)
        }
        guard known[text] == true else { continue }
        unsent.count += 1
        let time = (row["time"] as Int64?).map { Timestamp(milliseconds: $0) }
        unsent.since = unsent.since ?? time
      }
      return unsent
    }
  }

  /// The time that an entry claims.
  public func time(of entry: EntryID) throws -> Timestamp? {
    try times(of: [entry])[entry]
  }

  /// The times that entries claim; those that claim none are left out.
  public func times(of entries: some Sequence<EntryID>) throws -> [EntryID: Timestamp] {
    try ask { database in
      let statement = try database.cachedStatement(
        sql: "SELECT time FROM entry WHERE id = ? AND time IS NOT NULL"
      )
      var times: [EntryID: Timestamp] = [:]
      for entry in entries where times[entry] == nil {
        let time = try Int64.fetchOne(statement, arguments: [Data(entry.hash.bytes)])
        times[entry] = time.map { Timestamp(milliseconds: $0) }
      }
      return times
    }
  }

  /// The time that the entry at a position of a journal claims.
  public func time(of origin: String, at position: UInt64) throws -> Timestamp? {
    try ask { database in
      let time = try Int64.fetchOne(
        database,
        sql: """
          SELECT e.time FROM journal j JOIN entry e ON e.number = (j.number << 32) + ?2
          WHERE j.origin = ?1 AND j.branch = ''
          """,
        arguments: [origin, Int64(position)],
      )
      return time.map { Timestamp(milliseconds: $0) }
    }
  }
}
