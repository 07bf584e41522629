import Foundation
import GRDB
import Records

/// A record of a firm as far as contradictions look at it.
struct StatedRecord {
  let number: Int64
  let id: EntryID
  let organisation: OrganisationID
  /// The form's name, with version.
  let form: String
  let body: JSON
  let isIncomplete: Bool
  /// Every value that stands of the fields in conflict.
  let disputed: [String: [JSON?]]

  /// The form's name without its version.
  var family: String { String(form.prefix { $0 != "/" }) }

  /// A record of the organisation that keeps it; `nil` where it is withdrawn or not here.
  static func record(_ party: PartyRecord, in database: Database) throws -> StatedRecord? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          \(columns) WHERE r.void = 0 AND r.id = ?1 AND o.id = ?2
            AND r.number IN (SELECT record FROM entry WHERE id = ?1)
          """
      ),
      arguments: [Data(party.record.hash.bytes), party.organisation.text],
    )
    return try row.map { try StatedRecord($0, in: database) }
  }

  /// What the organisation that keeps a customer has on record about it.
  static func about(_ party: PartyRecord, in database: Database) throws -> [StatedRecord] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          \(columns) WHERE r.void = 0 AND r.subject = ?1 AND o.id = ?2
            AND substr(f.name, 1, instr(f.name, '/') - 1) IN ('assessment', 'licence', 'declaration')
          ORDER BY r.id
          """
      ),
      arguments: [Data(party.record.hash.bytes), party.organisation.text],
    ).map { try StatedRecord($0, in: database) }
  }

  private static let columns = """
    SELECT r.number, r.id, r.incomplete, r.open, r.body, f.name AS form, o.id AS organisation
    FROM record r JOIN form f ON f.number = r.form AND f.confidential = 0
    JOIN organisation o ON o.number = r.organisation
    """

  private init(_ row: Row, in database: Database) throws {
    number = row["number"]
    id = try CentralView.id(row["id"])
    organisation = try CentralView.organisation(row["organisation"])
    form = row["form"]
    body = try JSON(parsing: row["body"] as String)
    isIncomplete = row["incomplete"]
    var disputed: [String: [JSON?]] = [:]
    if (row["open"] as Int) > 0 {
      let standing = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT c.field, s.value FROM conflict c JOIN standing s ON s.conflict = c.id
            WHERE c.record = ? ORDER BY c.field, s.id
            """
        ),
        arguments: [number],
      )
      for write in standing {
        let value = try (write["value"] as String?).map { try JSON(parsing: $0) }
        disputed[write["field"], default: []].append(value)
      }
    }
    self.disputed = disputed
  }

  /// Every value of a field that stands.
  private func values(of rule: ContradictionRule) -> [JSON] {
    if let disputed = disputed[rule.field] { return disputed.map(rule.compared) }
    return [rule.compared(body)]
  }

  /// What the record says under a rule; `nil` where it says nothing that is compared.
  ///
  /// `sites`: Under which name a site of one firm and of another is one place.
  func statement(_ rule: ContradictionRule, sites: [EntryID: EntryID]) -> FirmStatement? {
    guard rule.form.utf8.elementsEqual(family.utf8) else { return nil }
    if let (member, value) = rule.passedOver, body[member] == .string(value) { return nil }
    let values = values(of: rule).filter { $0.members?.isEmpty == false }
    guard !values.isEmpty else { return nil }
    let key = rule.key.map { member -> Text in
      guard let value = body[member] else { return "" }
      guard member == "site", let id = value.string.flatMap({ EntryID($0) }) else {
        return Text(value.text)
      }
      return Text((sites[id] ?? id).text)
    }
    let days =
      rule.field == "decision"
      ? (disputed[rule.field] ?? [body]).compactMap { $0?["date"]?.string }
      : rule.rank.compactMap { body[$0]?.string }.prefix(1).map(\.self)
    return FirmStatement(
      record: self,
      topic: FirmStatement.Topic(rule: rule, key: key),
      values: values,
      rank: days.max() ?? "",
    )
  }
}

/// What a firm says about one thing.
struct FirmStatement {
  /// What two statements have to share to be compared.
  struct Topic: Hashable {
    let rule: ContradictionRule
    let key: [Text]
  }

  let record: StatedRecord
  let topic: Topic
  /// Every value that stands, with the members that are compared.
  let values: [JSON]
  /// How new it is: a date, or nothing.
  let rank: String

  /// Of each firm the newest, all of them where several are as new.
  static func newest(_ statements: [FirmStatement]) -> [FirmStatement] {
    var ranks: [OrganisationID: String] = [:]
    for statement in statements {
      let organisation = statement.record.organisation
      ranks[organisation] = max(ranks[organisation] ?? "", statement.rank)
    }
    return statements.filter { $0.rank == ranks[$0.record.organisation] }
  }

  /// Whether statements of two firms differ.
  static func disagree(_ statements: [FirmStatement], _ rule: ContradictionRule) -> Bool {
    let byFirm = Dictionary(grouping: statements, by: \.record.organisation)
      .mapValues { Set($0.flatMap(\.values)) }
    let firms = Array(byFirm.values)
    for first in firms.indices {
      for second in firms.indices where second > first {
        if rule.isOneOfSeveral {
          if firms[first].isDisjoint(with: firms[second]) { return true }
        } else if firms[first].contains(where: { one in
          firms[second].contains { differ(one, $0) }
        }) {
          return true
        }
      }
    }
    return false
  }

  /// Whether a member that both have has two values.
  private static func differ(_ one: JSON, _ other: JSON) -> Bool {
    (one.members ?? []).contains { member in
      other[member.name].map { $0 != member.value } ?? false
    }
  }
}
