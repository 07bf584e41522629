import ArgumentParser
import Records
import Store

/// The command `steward repair`.
struct StoreRepair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Tidy up after a crash: make everything anew that can be made anew.",
    discussion: """
      What an interrupted command left is removed, and the view is rebuilt from the journals. \
      No entry is ever removed; what is damaged beyond that is named.

        steward repair
      """,
  )

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let report = try options.open().repair()
    Output.write(RepairListing(report: report), as: output.format)
    if !report.problems.isEmpty { throw ExitCode(FailureKind.notAuthentic.rawValue) }
  }
}

/// What `repair` did.
struct RepairListing: CommandResult {
  let report: RepairReport

  var json: JSON {
    [
      "actions": .strings(report.actions),
      "problems": .strings(report.problems),
      "ok": .bool(report.problems.isEmpty),
    ]
  }

  func text(columns: Int) -> String {
    var lines = report.actions.map {
      Layout.wrapped($0.shown, width: columns, indent: "    ", first: "✓ ")
    }
    lines += report.problems.map {
      Layout.wrapped($0.shown, width: columns, indent: "    ", first: "✗ ")
    }
    if !report.problems.isEmpty {
      lines += ["", "Next: ‘steward verify’ says which journals these are and what to do."]
    }
    return lines.joined(separator: "\n")
  }
}
