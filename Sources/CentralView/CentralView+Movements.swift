import Foundation
import GRDB
public import Records

extension CentralView {
  /// The movements of an organisation that may be of one of these substances on or after a
  /// day, the newest first, those without a day last.
  ///
  /// Those about which writes disagree are all among them.
  public func movements(
    of substances: Set<String>,
    by organisation: OrganisationID,
    since first: CalendarDate,
  ) throws -> [EntryID] {
    let list = JSON.array(substances.sorted().map { .string($0) }).text
    return try ask { database in
      let rows = try Statement(
        """
        SELECT id, start FROM brief WHERE form = ?1
          AND organisation = (SELECT number FROM organisation WHERE id = ?2)
          AND (substance IS NULL OR substance IN (SELECT value FROM json_each(?3)))
          AND (start IS NULL OR start >= ?4)
        UNION
        SELECT b.id, b.start FROM conflict c JOIN brief b ON b.record = c.record WHERE b.form = ?1
          AND b.organisation = (SELECT number FROM organisation WHERE id = ?2)
        ORDER BY start DESC, id
        """,
        on: database,
      )
      rows.bind(1, BriefRule.rule(of: "movement")?.code ?? 0)
      rows.bindText(2, organisation.text)
      rows.bindText(3, list)
      rows.bind(4, Int64(first.dayNumber))
      var ids: [EntryID] = []
      while try rows.next() { ids.append(EntryID(try rows.hash(0))) }
      return ids
    }
  }
}
