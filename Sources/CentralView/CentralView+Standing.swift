import Foundation
import GRDB
public import Records

/// What rules ask: the records about another one, and every state that a record may have.
extension CentralView {
  /// The records of a form that name `subject` in the form's subject member, by id.
  ///
  /// A record whose subject is in conflict is about every subject that stands.
  ///
  /// `form`: A form's name without version.
  /// `organisation`: Whose records; everybody's without one.
  public func records(
    ofForm form: String,
    about subject: EntryID,
    organisation: OrganisationID? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> [RecordSummary] {
    try ask { database in
      let others = try Self.numbers(ofForm: form, perhapsAbout: subject, forms, in: database)
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            \(Self.summaries(confidential))
            WHERE r.number IN (
              SELECT number FROM record WHERE subject = ?1 AND form IN (
                SELECT number FROM form WHERE name > ?3 || '/' AND name < ?3 || '0')
              UNION SELECT value FROM json_each(?2))
              AND f.name > ?3 || '/' AND f.name < ?3 || '0' AND (?4 IS NULL OR o.id = ?4)
            ORDER BY r.id
            """
        ),
        arguments: [
          Data(subject.hash.bytes), JSON.array(others.map { .integer($0) }).text, form,
          organisation?.text,
        ],
      )
      return try rows.map { try Self.summary($0, in: database) }
    }
  }

  /// The records of a form of which a standing write, if not what is shown, names `subject`.
  private static func numbers(
    ofForm form: String,
    perhapsAbout subject: EntryID,
    _ forms: FormSet,
    in database: Database,
  ) throws -> [Int64] {
    // The conflicts come first, as there are few: SQLite would begin with the form's records.
    let versions = forms.all.filter { $0.name.name.utf8.elementsEqual(form.utf8) }
    var numbers: [Int64] = []
    for version in versions {
      guard let member = version.subject else { continue }
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT c.record, s.value FROM conflict c CROSS JOIN standing s ON s.conflict = c.id
            CROSS JOIN record r ON r.number = c.record CROSS JOIN form f ON f.number = r.form
            WHERE c.field = ? AND f.name = ? AND instr(s.value, ?) > 0
            """
        ),
        arguments: [version.fieldName(ofMember: member), version.name.text, subject.text],
      )
      for row in rows {
        let value = try JSON(parsing: row["value"] as String)
        if (value[member] ?? value).string == subject.text { numbers.append(row["record"]) }
      }
    }
    return numbers
  }

  /// What is shown of a record first, then, where fields are in conflict, every other
  /// combination of the values that stand, at most ``StandingStates/limit``.
  ///
  /// The members of a group go together, as one value. Whether the record is withdrawn is no
  /// part of its body; while that is in conflict it is in force.
  public func standingBodies(of record: RecordSummary) throws -> [JSON] {
    try standingStates(of: record).bodies
  }

  /// ``standingBodies(of:)``, and whether these are all.
  public func standingStates(of record: RecordSummary) throws -> StandingStates {
    guard !record.conflicts.isEmpty else {
      return StandingStates(shown: record.body, alternatives: [], isWhole: true)
    }
    let rows = try ask { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT c.field, s.value FROM record r JOIN organisation o ON o.number = r.organisation
            JOIN conflict c ON c.record = r.number JOIN standing s ON s.conflict = c.id
            WHERE r.number IN (SELECT record FROM entry WHERE id = ?1) AND r.id = ?1 AND o.id = ?2
            ORDER BY c.field, s.id
            """
        ),
        arguments: [Data(record.id.hash.bytes), record.organisation.text],
      )
    }
    let form = FormName(record.form).flatMap { forms[$0] }
    var alternatives: [StandingStates.Alternative] = []
    let fields = record.conflicts.filter { !$0.isEmpty && Text($0) != FieldRules.void }
    for field in fields {
      let group = form?.group(field)
      let shown = Self.value(of: field, group: group, in: record.body)
      var values: [JSON?] = []
      for row in rows where (row["field"] as String).utf8.elementsEqual(field.utf8) {
        let value = try (row["value"] as String?).map { try JSON(parsing: $0) }
        if value != shown, !values.contains(value) { values.append(value) }
      }
      alternatives.append(
        StandingStates.Alternative(
          members: group?.members ?? [field],
          isGroup: group != nil,
          values: values,
        )
      )
    }
    // With too many heads the record has one conflict without a field, and no values.
    return StandingStates(
      shown: record.body,
      alternatives: alternatives,
      isWhole: !record.conflicts.contains(""),
    )
  }

  /// What a body holds of a field: of a group an object of the members present.
  private static func value(of field: String, group: FormGroup?, in body: JSON) -> JSON? {
    guard let group else { return body[field] }
    let members = (body.members ?? []).filter { member in
      group.members.contains { $0.utf8.elementsEqual(member.name.utf8) }
    }
    return members.isEmpty ? nil : .object(members)
  }
}
