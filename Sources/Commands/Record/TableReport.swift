import Practices
import Records
import Store

/// What `load` did with a table.
struct TableReport: CommandResult {
  let report: LoadReport
  let form: String
  /// The table's name, as the person knows it.
  let file: String
  let isRehearsal: Bool
  /// What the rules say of orders and samples; `nil` where they were not asked.
  var requests: RequestsReport?

  /// How many of the columns that are left out are named.
  private static let mostNames = 12

  var json: JSON {
    [
      "rows": .integer(report.rows),
      "created": .integer(report.created),
      "revised": .integer(report.revised),
      "unchanged": .integer(report.unchanged),
      "refused": .array(
        report.refused.map { problem in
          [
            "line": .integer(problem.line),
            "column": .string(problem.column),
            "value": .string(problem.value),
            "reason": .string(problem.reason),
          ]
        }
      ),
      "ignored": .strings(report.ignored),
      "dry_run": .bool(isRehearsal),
      "judged": requests?.json ?? .null,
    ]
  }

  func text(columns: Int) -> String {
    var lines: [String] = []
    if isRehearsal { lines.append("Rehearsal: nothing was written.") }
    let refusedRows = Set(report.refused.map(\.line)).count
    lines.append("\(file.shown): \(Layout.count(report.rows, "row"))")
    lines.append(
      "  \(Layout.number(report.created)) new, \(Layout.number(report.revised)) changed, "
        + "\(Layout.number(report.unchanged)) as before, \(Layout.number(refusedRows)) refused"
    )
    if !report.ignored.isEmpty {
      var names = report.ignored.prefix(Self.mostNames).map { "‘\($0.shown)’" }.joined(
        separator: ", "
      )
      let more = report.ignored.count - Self.mostNames
      if more > 0 { names += " and \(Layout.number(more)) more" }
      lines.append(
        Layout.wrapped("left out: \(names)", width: columns, indent: "  ")
      )
    }
    if !report.refused.isEmpty {
      lines += ["", "\(Layout.count(refusedRows, "row was", "rows were")) refused:"]
      lines += report.refused.map {
        Layout.wrapped(Self.line(for: $0), width: columns, indent: "    ", first: "  ")
      }
    }
    if let requests { lines += ["", requests.text(columns: columns)] }
    lines += ["", Layout.wrapped(next, width: columns)]
    return lines.joined(separator: "\n")
  }

  private static func line(for problem: RowProblem) -> String {
    guard !problem.column.isEmpty else { return "line \(problem.line): \(problem.reason.shown)" }
    let cell = "line \(problem.line), column ‘\(problem.column.shown)’"
    let isSaid = problem.value.isEmpty || problem.reason.hasPrefix("‘\(problem.value)’")
    let value = isSaid ? "" : ": ‘\(problem.value.shown)’"
    return "\(cell)\(value): \(problem.reason.shown)"
  }

  private var next: String {
    if report.rows == 0 { return "The table has no rows, so there is nothing to load." }
    let columns = Set(report.refused.map(\.column)).subtracting([""])
    if !report.refused.isEmpty {
      let leave =
        columns.count == 1
        ? " Or leave that column out: --ignore '\(columns.first?.shown ?? "")'" : ""
      return
        "Next: correct these rows in the table and load it again; rows that are loaded already change nothing.\(leave)"
    }
    if isRehearsal {
      return report.created + report.revised == 0
        ? "Everything in the table is recorded already."
        : "Next: run the same command without -n to write this."
    }
    return report.created + report.revised == 0
      ? "Everything in the table was recorded already."
      : report.undecided.count > LoadedRequests.most
        ? "Next: nobody judged so many; ‘steward due’ lists those that wait for a decision."
        : "Next: ‘steward list \(form)’ shows what is recorded."
  }
}
