import ArgumentParser
import Records
import Store

/// The command `steward inspect`.
struct BundleInspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Look into a bundle without taking anything from it.",
    discussion: """
      It says who the bundle is from, what it carries, and whether signature, digests and \
      entries hold together. Whether you trust the sender is another matter: compare the \
      fingerprint on the telephone.

        steward inspect chemie-noord-main-k3t7q2aa-0-120.steward.tar
      """,
  )

  @Argument(help: "The bundle.")
  var bundle: String

  @OptionGroup var output: FormatOption

  func run() throws {
    let report = try Store.inspect(Surroundings.current.path(bundle))
    Output.write(InspectionReport(report: report), as: output.format)
    guard report.verdict != "authentic" else { return }
    let kind: FailureKind = report.isRequestRefused ? .refused : .notAuthentic
    throw ExitCode(kind.rawValue)
  }
}

/// What `inspect` found.
struct InspectionReport: CommandResult {
  let report: InspectReport

  var json: JSON {
    [
      "id": .optional(report.id),
      "sender": .optional(report.sender?.text),
      "sender_name": .optional(report.senderName),
      "fingerprint": .optional(report.fingerprint),
      "recipients": .strings(report.recipients.map(\.text)),
      "sealed": .bool(report.isSealed),
      "part": [.integer(report.part.number), .integer(report.part.count)],
      "journals": .array(
        report.journals.map { journal in
          [
            "origin": .string(journal.origin),
            "base": .integer(journal.base),
            "size": .integer(journal.size),
            "root": .string(journal.root),
          ]
        }
      ),
      "malformed": .integer(report.malformed),
      "verdict": .string(report.verdict),
      "layer": .optional(report.layer),
      "reason": .optional(report.reason),
      "remedy": .optional(report.remedy),
    ]
  }

  func text(columns: Int) -> String {
    var table = TextTable(titles: ["", ""])
    if let id = report.id { table.rows.append(["bundle", id.shown]) }
    if let sender = report.sender {
      table.rows.append(["from", (report.senderName.map { "\($0), " } ?? "").shown + sender.text])
    }
    if let fingerprint = report.fingerprint { table.rows.append(["fingerprint", fingerprint]) }
    for recipient in report.recipients { table.rows.append(["for", recipient.text]) }
    for journal in report.journals {
      table.rows.append(["journal", "\(journal.origin.shown)"])
      table.rows.append([
        "", "entries \(Layout.number(journal.base)) up to \(Layout.number(journal.size))",
      ])
    }
    let facts = table.text(columns: columns)
    return [facts, verdict(columns)].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func verdict(_ columns: Int) -> String {
    if report.verdict == "authentic" {
      let faults =
        report.malformed == 0
        ? ""
        : " \(Layout.count(report.malformed, "line is", "lines are")) signed and not valid as an entry."
      return Layout.wrapped(
        "✓ Signature, digests and entries hold together.\(faults) That says nothing yet about who signed: "
          + "compare the fingerprint.",
        width: columns,
      )
    }
    let reason = (report.reason ?? "it does not hold together").shown
    let verdict = report.isRequestRefused ? "Of no use here" : "Not to be believed"
    var lines = [Layout.wrapped("✗ \(verdict): \(reason)", width: columns)]
    if let layer = report.layer { lines.append("  layer: \(layer.shown)") }
    if let remedy = report.remedy {
      lines.append(
        Layout.wrapped("→ \(remedy.shown)", width: columns, indent: "    ", first: "  ")
      )
    }
    return lines.joined(separator: "\n")
  }
}
