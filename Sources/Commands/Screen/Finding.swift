import Practices
import Records

/// One thing that was found, as far as whoever asks may see it.
struct Finding: Hashable {
  /// The text that was looked up; `nil` where that would give away what a confidential list
  /// says.
  let query: String?
  /// The line of the table, and its column.
  let line: Int?
  let column: String?
  /// What was found; `nil` where it is confidential.
  let hit: ScreeningHit?

  /// Whether somebody has to look before anything is supplied.
  var needsPerson: Bool { hit?.subject.needsPerson ?? true }

  /// What was found in one text; what is confidential becomes a single finding that says
  /// nothing but that somebody has to look.
  static func all(
    _ hits: [ScreeningHit],
    query: String,
    line: Int? = nil,
    column: String? = nil,
    seesConfidential: Bool,
  ) -> [Finding] {
    let open = hits.filter { seesConfidential || !$0.subject.isConfidential }
    var findings = open.map { Finding(query: query, line: line, column: column, hit: $0) }
    if open.count < hits.count {
      // In a table nobody is told which cell it was.
      let shown = line == nil ? query : nil
      findings.append(Finding(query: shown, line: line, column: nil, hit: nil))
    }
    return findings
  }

  /// The substance of the register that was found.
  var substance: Substance? {
    guard let subject = hit?.subject, subject.kind == .substance else { return nil }
    return SubstanceRegister.standard.substances.first { $0.fullName == subject.name }
  }

  /// The finding as scripts read it.
  var json: JSON {
    let subject = hit?.subject
    var members: [JSON.Member] = [
      .init("query", .optional(query)),
      .init("line", line.map { JSON.integer($0) } ?? .null),
      .init("column", .optional(column)),
      .init("kind", .string((subject?.kind ?? .list).rawValue)),
      .init("name", .optional(subject?.name)),
      .init("record", .optional(subject?.record?.text)),
      .init("organisation", .optional(subject?.organisation?.text)),
      .init("why", .optional(hit?.why.code)),
      .init("because", .optional(hit?.why.text)),
      .init("words", .optional(hit?.words)),
      .init("source", .optional(subject?.source)),
      .init("action", .optional(subject?.action)),
      .init("note", .optional(subject?.note)),
      .init("cas", .optional(subject?.cas)),
      .init("confidential", .bool(subject?.isConfidential ?? true)),
      .init("needs_person", .bool(needsPerson)),
    ]
    if let substance { members.append(.init("substance", SubstanceBlock(substance).json)) }
    return .object(members)
  }
}
