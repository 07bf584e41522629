import Foundation
import GRDB
public import Records

extension CentralView {
  /// A few members of the records of a form of every firm, withdrawn ones left out, by id.
  ///
  /// `form`: A form's name without version.
  /// `members`: The members of the body that are wanted.
  /// `having`: A member without which a record is left out.
  public func firmRecords(
    ofForm form: String,
    members: [StaticString],
    having needed: StaticString? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> [FirmRecord] {
    var (records, disputed) = try ask { database in
      try Self.shownRecords(
        ofForm: form,
        members: members,
        // A record in conflict may have the member in a state that is not shown.
        condition: needed.map { "AND (instr(r.body, '\"\($0)\"') > 0 OR r.open > 0)" } ?? "",
        confidential: confidential,
        in: database,
      )
    }
    for place in disputed {
      let record = records[place]
      guard
        let summary = try self.record(
          record.id,
          of: record.organisation,
          confidential: confidential,
        )
      else { continue }
      var states: [JSON] = []
      for body in try standingBodies(of: summary) {
        let state = JSON.object(
          members.compactMap { name in
            body[name.description].map { JSON.Member(name.description, $0) }
          }
        )
        if !states.contains(state) { states.append(state) }
      }
      records[place].states = states
    }
    if let needed {
      records.removeAll { record in record.states.allSatisfy { $0[needed.description] == nil } }
    }
    return records
  }

  /// The records with what is shown of them, and the places of those in conflict.
  private static func shownRecords(
    ofForm form: String,
    members: [StaticString],
    condition: String,
    confidential: Confidentiality,
    in database: Database,
  ) throws -> (records: [FirmRecord], disputed: [Int]) {
    // The names of members are written in this program, never read.
    let columns = members.map { "r.body -> '$.\($0)'" }.joined(separator: ", ")
    let rows = try Statement(
      """
      SELECT r.id, o.id, r.open, r.incomplete, \(columns)
      FROM record r JOIN form f ON f.number = r.form AND \(confidential.condition)
      JOIN organisation o ON o.number = r.organisation
      WHERE r.void = 0 AND f.name > ?1 || '/' AND f.name < ?1 || '0' \(condition) ORDER BY r.id
      """,
      on: database,
    )
    rows.bindText(1, form)
    var records: [FirmRecord] = []
    var disputed: [Int] = []
    while try rows.next() {
      var body: [JSON.Member] = []
      for (place, name) in members.enumerated() where !rows.isNull(Int32(4 + place)) {
        let value = rows.bytes(Int32(4 + place))
        body.append(JSON.Member(name.description, try JSON(parsing: value.span.bytes)))
      }
      if rows.integer(2) > 0 { disputed.append(records.count) }
      records.append(
        FirmRecord(
          id: EntryID(try rows.hash(0)),
          organisation: try organisation(rows.text(1)),
          states: [.object(body)],
          isIncomplete: rows.integer(3) != 0,
        )
      )
    }
    return (records, disputed)
  }

  /// Where each journal stands at the end of a day; forked ones, which are a conflict, and
  /// revoked ones are left out.
  public func journalTails(on date: CalendarDate) throws -> [JournalTail] {
    let end = Int64(date.adding(days: 1).dayNumber) * 86_400_000
    return try ask { database in
      let journals = try Row.fetchAll(
        database,
        sql: """
          SELECT j.number, j.origin, o.id AS organisation, j.size FROM journal j
          JOIN organisation o ON o.number = j.organisation
          WHERE j.branch = '' AND j.forked_from IS NULL AND j.revoked_from IS NULL
            AND j.size > j.first ORDER BY j.origin
          """,
      )
      return try journals.map { row in
        let number: Int64 = row["number"]
        let size: Int64 = row["size"]
        let newest = try Row.fetchOne(
          database,
          sql: """
            SELECT id, time FROM entry WHERE number BETWEEN ?1 << 32 AND (?1 << 32) + ?2 - 1
              AND time < ?3 ORDER BY number DESC LIMIT 1
            """,
          arguments: [number, size, end],
        )
        return JournalTail(
          origin: row["origin"],
          organisation: try Self.organisation(row["organisation"]),
          entry: try (newest?["id"] as Data?).map(Self.id),
          time: (newest?["time"] as Int64?).map { Timestamp(milliseconds: $0) },
        )
      }
    }
  }
}
