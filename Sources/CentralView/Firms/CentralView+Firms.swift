import GRDB
public import Records

/// What is asked of the records of all firms at once.
extension CentralView {
  /// The states of the records of every firm that a question fits, by record.
  ///
  /// Records without conflicts are found without reading a body; of the others, which are few,
  /// every state that stands is looked at by itself.
  public func firmBriefs(_ question: BriefQuestion) throws -> [FirmBrief] {
    guard let rule = BriefRule.rule(of: question.form) else { return [] }
    var found = try ask { database in
      let rows = try Statement(Self.sql(question, condition: "1"), on: database)
      Self.bind(question, rule: rule, to: rows)
      var found: [FirmBrief] = []
      while try rows.next() { found.append(try Self.firmBrief(rows, question)) }
      return found
    }
    found += try disputed(question, rule: rule)
    return found
  }

  /// The states of records about these ones, each a record with whose it is.
  ///
  /// A firm's records are about its own customers: the record's organisation counts as well.
  public func firmBriefs(
    _ question: BriefQuestion,
    about subjects: some Sequence<(record: EntryID, organisation: OrganisationID)>,
  ) throws -> [FirmBrief] {
    guard let rule = BriefRule.rule(of: question.form) else { return [] }
    var wanted: Set<Subject> = []
    var found = try ask { database in
      let rows = try Statement(
        Self.sql(
          question,
          condition: """
            b.organisation = (SELECT number FROM organisation WHERE id = ?2) AND b.subject = ?3
            """,
        ),
        on: database,
      )
      Self.bind(question, rule: rule, to: rows)
      var found: [FirmBrief] = []
      for subject in subjects
      where
        wanted.insert(Subject(record: subject.record, organisation: subject.organisation)).inserted
      {
        rows.bindText(2, subject.organisation.text)
        rows.bind(3, subject.record)
        while try rows.next() { found.append(try Self.firmBrief(rows, question)) }
      }
      return found
    }
    found += try disputed(question, rule: rule).filter { state in
      state.brief.subject.map {
        wanted.contains(Subject(record: $0, organisation: state.organisation))
      } ?? false
    }
    return found
  }

  private struct Subject: Hashable {
    let record: EntryID
    let organisation: OrganisationID
  }

  // MARK: Undisputed records

  private static let columns = """
    o.id, b.id, b.subject, b.substance, b.part, b.kind, b.state, b.start, b.finish, b.seals,
    b.open, b.incomplete
    """

  /// The statement of a question; its parameters are the form, and what `condition` has.
  private static func sql(_ question: BriefQuestion, condition: String) -> String {
    // The names of members are written in this program, never read.
    let details = question.details.map { ", r.body -> '$.\($0)'" }.joined()
    let bodies = question.details.isEmpty ? "" : "JOIN record r ON r.number = b.record"
    var conditions = [
      condition, "b.form = ?1", "b.open = 0",
      "NOT EXISTS (SELECT 1 FROM temp.hidden h WHERE h.family = ?6 AND h.owner <> o.id)",
    ]
    func list(_ column: String, _ values: [String]) {
      guard !values.isEmpty else { return }
      let texts = values.map { value in
        "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
          + "'"
      }
      conditions.append("b.\(column) IN (\(texts.joined(separator: ", ")))")
    }
    list("kind", question.kinds)
    list("state", question.states)
    list("substance", question.substances)
    if question.first != nil { conditions.append("(b.start IS NULL OR b.start >= ?4)") }
    if question.last != nil { conditions.append("(b.start IS NULL OR b.start <= ?5)") }
    if question.hasPacks { conditions.append("b.seals > 0") }
    return """
      SELECT \(columns)\(details) FROM brief b JOIN organisation o ON o.number = b.organisation
      \(bodies) WHERE \(conditions.joined(separator: " AND "))
      """
  }

  private static func bind(
    _ question: BriefQuestion,
    rule: BriefRule,
    to rows: borrowing Statement,
  ) {
    rows.bind(1, rule.code)
    rows.bindText(6, question.form)
    if let first = question.first { rows.bind(4, Int64(first.dayNumber)) }
    if let last = question.last { rows.bind(5, Int64(last.dayNumber)) }
  }

  private static func firmBrief(
    _ row: borrowing Statement,
    _ question: BriefQuestion,
  ) throws -> FirmBrief {
    let brief = RecordBrief(
      id: EntryID(try row.hash(1)),
      subject: row.isNull(2) ? nil : EntryID(try row.hash(2)),
      substance: row.isNull(3) ? nil : row.text(3),
      part: row.isNull(4) ? nil : row.text(4),
      kind: row.isNull(5) ? nil : row.text(5),
      state: row.isNull(6) ? nil : row.text(6),
      start: row.optionalInteger(7).map { CalendarDate(dayNumber: Int($0)) },
      finish: row.optionalInteger(8).map { CalendarDate(dayNumber: Int($0)) },
      seals: RecordBrief.Seals(rawValue: row.integer(9)) ?? .notSaid,
      isInConflict: row.integer(10) > 0,
      isIncomplete: row.integer(11) > 0,
    )
    var details: [JSON.Member] = []
    for (place, name) in question.details.enumerated() {
      let column = Int32(12 + place)
      guard !row.isNull(column) else { continue }
      let value = row.bytes(column)
      details.append(JSON.Member(name.description, try JSON(parsing: value.span.bytes)))
    }
    return FirmBrief(
      organisation: try organisation(row.text(0)),
      brief: brief,
      details: .object(details),
    )
  }

  // MARK: Disputed ones

  /// Every state that stands of the form's records in conflict, as far as the question fits.
  private func disputed(_ question: BriefQuestion, rule: BriefRule) throws -> [FirmBrief] {
    let records = try ask { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          \(Self.summaries(.included)) JOIN brief b ON b.record = r.number
          WHERE r.number IN (SELECT record FROM conflict) AND +b.form = ? AND b.open > 0
          ORDER BY r.id
          """,
        arguments: [rule.code],
      )
      var records: [RecordSummary] = []
      while let row = try rows.next() { records.append(try Self.summary(row, in: database)) }
      return records
    }
    let subject = forms.newest(rule.form)?.subject
    return try records.flatMap { record in
      var states = Set<FirmBrief>()
      for body in try standingBodies(of: record) {
        var brief = RecordBrief(body, by: rule, subject: subject, id: record.id)
        brief.isIncomplete = record.isIncomplete
        guard question.fits(brief) else { continue }
        let details = question.details.compactMap { name in
          body[name.description].map { JSON.Member(name.description, $0) }
        }
        states.insert(
          FirmBrief(organisation: record.organisation, brief: brief, details: .object(details))
        )
      }
      return states.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }
  }
}

extension FirmBrief {
  /// What orders the states of one record, the same everywhere.
  fileprivate var order: [UInt8] {
    let day = brief.start.map(\.text) ?? ""
    let members = [brief.subject?.text, brief.substance, brief.kind, brief.state, day]
    return Array((members.map { $0 ?? "" }.joined(separator: "\n") + details.text).utf8)
  }
}

extension RecordBrief {
  /// One state of a record in conflict, in brief.
  fileprivate init(_ body: JSON, by rule: BriefRule, subject: String?, id: EntryID) {
    func text(_ member: StaticString?) -> String? {
      guard let value = member.flatMap({ body[$0.description] }) else { return nil }
      return value.string ?? value.text
    }
    func day(_ member: StaticString?) -> CalendarDate? {
      text(member).flatMap { CalendarDate($0.prefix(10)) }
    }
    var seals = Seals.notSaid
    if let packs = rule.packs.flatMap({ body[$0.description]?.elements }), !packs.isEmpty {
      seals = packs.allSatisfy { $0["seals"]?.elements?.isEmpty == false } ? .sealed : .open
    }
    self.init(
      id: id,
      subject: subject.flatMap { body[$0]?.string }.flatMap { EntryID($0) },
      substance: text(rule.substance),
      part: text(rule.part),
      kind: text(rule.kind),
      state: text(rule.state),
      start: rule.start.lazy.compactMap { day($0) }.first,
      finish: day(rule.finish),
      seals: seals,
      isInConflict: true,
    )
  }
}
