import Practices
import Records

/// What was found in a table.
struct TableFindings: CommandResult {
  let file: String
  let wording: RecordWording
  /// How many rows were read.
  var rows = 0
  var findings: [Finding] = []
  /// The rows that could not be read.
  var faults: [CSVFault] = []

  init(file: String, wording: RecordWording) {
    self.file = file
    self.wording = wording
  }

  /// Whether somebody has to look, or part of the table was not looked at.
  var needsPerson: Bool { !faults.isEmpty || findings.contains(where: \.needsPerson) }

  var json: JSON { .array(findings.map(\.json) + faults.map(Self.json)) }

  private static func json(_ fault: CSVFault) -> JSON {
    [
      "query": .null, "line": .integer(fault.line), "column": .null, "kind": "unreadable",
      "name": .null, "record": .null, "why": "unreadable", "because": .string(fault.reason),
      "confidential": false, "needs_person": true,
    ]
  }

  func text(columns: Int) -> String {
    var parts: [String] = []
    if !findings.isEmpty {
      var table = TextTable(titles: ["line", "column", "what", "why"], rightColumns: [0])
      table.rows = findings.map { finding in
        [
          finding.line.map { Layout.number($0) } ?? "", finding.column?.shown ?? "",
          what(finding), finding.hit?.why.text ?? "somebody has to look",
        ]
      }
      parts.append(table.text(columns: columns))
    }
    if !faults.isEmpty {
      let lines = faults.map { fault in
        Layout.wrapped(
          "line \(Layout.number(fault.line)): \(fault.reason)",
          width: columns,
          indent: "    ",
          first: "  ",
        )
      }
      let count = Layout.count(faults.count, "row was", "rows were")
      parts.append("\(count) not read:\n" + lines.joined(separator: "\n"))
    }
    parts.append(Layout.wrapped(summary, width: columns))
    return parts.joined(separator: "\n\n")
  }

  private var summary: String {
    let head = "\(file.shown): \(Layout.count(rows, "row"))"
    guard !findings.isEmpty else {
      return "\(head), nothing found\(faults.isEmpty ? "" : " in the rest")."
    }
    let lines = Set(findings.compactMap(\.line)).count
    let urgent = Set(findings.filter(\.needsPerson).compactMap(\.line)).count
    let found = "\(head), something found in \(Layout.number(lines))"
    guard urgent > 0 else { return found + "; no list and no alert speaks of any." }
    var text = """
      \(found). Next: somebody who is responsible looks at \(Layout.count(urgent, "line")) marked \
      with ! before anything is supplied.
      """
    if findings.contains(where: { $0.hit == nil }) {
      text += " What is confidential is shown to whoever may read it, with --confidential."
    }
    return text
  }

  private func what(_ finding: Finding) -> String {
    guard let hit = finding.hit else { return "! something confidential" }
    let subject = hit.subject
    switch subject.kind {
    case .substance: return subject.cas.map { "\($0) \(subject.name)" } ?? subject.name
    case .customer:
      let name = "customer \(subject.name.shown)"
      return subject.record.map { "\(name) (\($0.short))" } ?? name
    case .list, .alert:
      let action = subject.action.map { "\($0.shown): " } ?? ""
      let record = subject.record.map { " (\($0.short))" } ?? ""
      return "! \(action)\(subject.fullTitle.shown)\(record)"
    }
  }
}
