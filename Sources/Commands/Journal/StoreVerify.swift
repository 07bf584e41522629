import ArgumentParser
import Journal
import Records
import Store

/// The command `steward verify`.
struct StoreVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every journal whole, and compare it with what was signed.",
    discussion: """
      A changed, missing or moved entry is found and named. It takes about a second for each \
      hundred thousand entries.

        steward verify
      """,
  )

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let verdicts = VerdictListing(verdicts: try options.open().verify())
    Output.write(verdicts, as: output.format)
    if !verdicts.isSound { throw ExitCode(FailureKind.notAuthentic.rawValue) }
  }
}

/// What verifying each journal found.
struct VerdictListing: CommandResult {
  let verdicts: [JournalVerdict]

  /// Whether nothing is wrong with any journal.
  var isSound: Bool { verdicts.allSatisfy { $0.problem == nil } }

  var json: JSON {
    [
      "journals": .array(
        verdicts.map { verdict in
          [
            "origin": .string(verdict.origin),
            "branch": .string(verdict.branch),
            "size": .integer(verdict.size),
            "root": .string(verdict.root),
            "ok": .bool(verdict.problem == nil),
            "problem": .optional(verdict.problem),
          ]
        }
      ),
      "ok": .bool(isSound),
    ]
  }

  func text(columns: Int) -> String {
    var lines = verdicts.map { verdict in
      let mark = verdict.problem == nil ? "✓" : "✗"
      let branch = verdict.branch.isEmpty ? "" : ", branch at \(verdict.branch.shown)"
      let line =
        "\(mark) \(verdict.origin.shown)\(branch): \(Layout.count(verdict.size, "entry", "entries"))"
      guard let problem = verdict.problem else { return line }
      return line + "\n" + Layout.wrapped(problem.shown, width: columns, indent: "    ")
    }
    lines.append("")
    lines.append(
      isSound
        ? "All is as it was written and signed."
        : Layout.wrapped(
          "Next: keep a copy of the folder as it is, then take a journal of your own from your backup, "
            + "and ask others to pack theirs again with --full.",
          width: columns,
        )
    )
    return lines.joined(separator: "\n")
  }
}
