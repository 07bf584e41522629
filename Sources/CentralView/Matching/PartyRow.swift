import Foundation
import GRDB
import Records

/// What a record says about a party, with what is said elsewhere about it.
struct PartyRow {
  /// The number of the organisation whose record it is.
  let organisation: Int64
  /// The party; `nil` where the record describes none.
  let reading: PartyReading.Reading?
  /// The records that had a part in the reading.
  let sources: [Int64]

  /// Reads a record; `nil` where it is not in force.
  init?(_ record: Int64, on database: Database) throws {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT f.name AS form, r.id, r.organisation, r.body, c.number AS source,
            c.body AS customer
          FROM record r JOIN form f ON f.number = r.form AND f.confidential = 0
          LEFT JOIN entry e ON f.name GLOB 'site/*' AND e.id = r.subject
            AND e.organisation = r.organisation
          LEFT JOIN record c ON c.number = e.record WHERE r.number = ? AND r.void = 0
          """
      ),
      arguments: [record],
    )
    guard let row else { return nil }
    let form = String((row["form"] as String).prefix { $0 != "/" })
    organisation = row["organisation"]
    var sources: [Int64] = []
    if let source = row["source"] as Int64? { sources.append(source) }
    var licences: [JSON] = []
    if form == "customer" {
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT r.number, r.body FROM record r
            WHERE r.subject = ? AND r.organisation = ? AND r.void = 0
              AND r.form IN (SELECT number FROM form WHERE name GLOB 'licence/*') ORDER BY r.id
            """
        ),
        arguments: [row["id"] as Data, organisation],
      )
      for row in rows {
        sources.append(row["number"])
        licences.append(try JSON(parsing: row["body"] as String))
      }
    }
    reading = PartyReading.party(
      form: form,
      body: try JSON(parsing: row["body"] as String),
      customer: try (row["customer"] as String?).map { try JSON(parsing: $0) },
      licences: licences,
    )
    self.sources = sources
  }
}
