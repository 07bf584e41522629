import GRDB
import Records

/// The few members that are kept beside records: see ``BriefRule``.
extension Projector {
  /// Files what is kept beside the records that changed.
  func fileChangedBriefs() throws {
    for number in touched.sorted() { try fileBrief(of: number) }
    touched.removeAll()
  }

  private func fileBrief(of number: Int64) throws {
    try briefs.remove(number)
    guard let record = try briefs.record(number), let rule = forms[record.form]?.brief else {
      return
    }
    var tape = JSONTape()
    try tape.parse(record.body.span.bytes)
    try fileBrief(record.head, rule: rule, tape: tape, in: record.body.span.bytes)
  }

  /// Files what is kept beside a record whose body was read into `tape`.
  func fileBrief(
    _ head: BriefHead,
    rule: BriefRule,
    tape: JSONTape,
    in bytes: RawSpan,
  ) throws {
    guard var members = try BriefMembers(rule, tape: tape, in: bytes) else { return }
    if head.open > 0 { try takeWorst(of: head.number, rule: rule, into: &members) }
    try briefs.insert(head, rule: rule, members: members)
  }

  /// Where writes disagree, the worst that stands counts: the earliest end, and no state
  /// where one of them gives none.
  private func takeWorst(
    of record: Int64,
    rule: BriefRule,
    into members: inout BriefMembers,
  ) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT c.field, s.value FROM conflict c JOIN standing s ON s.conflict = c.id
        WHERE c.record = ?
        """,
      arguments: [record],
    )
    for row in rows {
      let field: String = row["field"]
      let value = try (row["value"] as String?).map { try JSON(parsing: $0) }
      func standing(_ member: StaticString) -> JSON? {
        if field.utf8.elementsEqual(member.description.utf8) { return value }
        return value?[member.description]
      }
      if let finish = rule.finish, let text = standing(finish)?.string, let day = Self.day(text) {
        members.finish = min(members.finish ?? day, day)
      }
      if let state = rule.state, try decides(field, state, of: record), standing(state) == nil {
        members.state = nil
      }
    }
  }

  /// Whether a field in conflict is, or holds, this member.
  private func decides(_ field: String, _ member: StaticString, of record: Int64) throws -> Bool {
    if field.utf8.elementsEqual(member.description.utf8) { return true }
    let number = try Int64.fetchOne(
      database,
      sql: "SELECT form FROM record WHERE number = ?",
      arguments: [record],
    )
    let form = number.flatMap { forms[$0]?.form }
    return form?.fieldName(ofMember: member.description).utf8.elementsEqual(field.utf8) ?? false
  }

  private static func day(_ text: String) -> Int64? {
    CalendarDate(text.prefix(10)).map { Int64($0.dayNumber) }
  }
}

extension BriefRule {
  /// Whether the record whose body was read into `tape` is of a kind that is kept.
  func isWorthARow(_ tape: JSONTape, in bytes: RawSpan) -> Bool {
    guard !kinds.isEmpty else { return true }
    guard let kind, let node = tape.member(kind, of: JSONTape.root, in: bytes) else { return false }
    return kinds.contains { tape.isText(node, equalTo: $0, in: bytes) }
  }
}

extension BriefMembers {
  /// Takes a rule's members from the object that was read into `tape`; `nil` where the
  /// record is not worth a row.
  init?(_ rule: BriefRule, tape: JSONTape, in bytes: RawSpan) throws {
    func value(_ member: StaticString?) -> Int? {
      member.flatMap { tape.member($0, of: JSONTape.root, in: bytes) }
    }
    func text(_ member: StaticString?) -> [UInt8]? {
      guard let node = value(member) else { return nil }
      if tape.nodes[node].kind == .string { return tape.text(of: node, in: bytes) }
      let range = tape.outerRange(of: node)
      return bytes.withUnsafeBytes { Array($0[range]) }
    }
    func day(_ member: StaticString?) -> Int64? {
      guard let node = value(member), tape.nodes[node].kind == .string else { return nil }
      let range = tape.range(of: node)
      guard range.count >= 10 else { return nil }
      // A moment begins with its day.
      let date = CalendarDate(utf8: bytes.extracting(range.lowerBound..<range.lowerBound + 10))
      return (date?.dayNumber).map { Int64($0) }
    }
    guard rule.isWorthARow(tape, in: bytes) else { return nil }
    substance = text(rule.substance)
    part = text(rule.part)
    kind = text(rule.kind)
    state = text(rule.state)
    for member in rule.start where start == nil { start = day(member) }
    finish = day(rule.finish)
    if rule.isRequest, state?.elementsEqual("supply".utf8) == true {
      try takeBasis(tape, in: bytes)
    }
    if let packs = value(rule.packs) { seals = Self.seals(packs, tape: tape, in: bytes).rawValue }
  }

  /// Notes how a decision to supply stands; one that no longer holds is none.
  private mutating func takeBasis(_ tape: JSONTape, in bytes: RawSpan) throws {
    guard tape.member("decision_digest", of: JSONTape.root, in: bytes) != nil else {
      part = Array(DecisionBasis.unchecked.rawValue.utf8)
      return
    }
    guard DecisionBasis(of: try JSON(parsing: bytes)) == .stale else { return }
    part = Array(DecisionBasis.stale.rawValue.utf8)
    state = nil
  }

  /// How the containers listed at `packs` were closed.
  private static func seals(_ packs: Int, tape: JSONTape, in bytes: RawSpan) -> RecordBrief.Seals {
    guard tape.nodes[packs].kind == .array else { return .notSaid }
    var (count, sealed) = (0, 0)
    tape.forEachElement(of: packs) { pack in
      count += 1
      guard let seals = tape.member("seals", of: pack, in: bytes) else { return }
      let isEmpty = tape.nodes[seals].kind == .array && tape.count(of: seals) == 0
      if !isEmpty { sealed += 1 }
    }
    if count == 0 { return .notSaid }
    return sealed == count ? .sealed : .open
  }
}
