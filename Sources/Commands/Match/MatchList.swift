import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward matches list`.
struct MatchList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the records that may be about one customer.",
    discussion: """
      Each pair says what speaks for it. Without --all only those are listed that wait for a \
      person, and what your judgements contradict.

        steward matches list
        steward matches list --all --format json
      """,
  )

  @Flag(help: "List what registers or people decided, too.")
  var all = false

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let matches = try store.matches()
    let listing = MatchListing(
      matches: all ? matches : matches.filter(\.isOpen),
      conflicts: try store.judgementConflicts(),
      wording: RecordWording(store),
    )
    Output.write(listing, as: output.format)
  }
}

/// Matches, as `matches list` shows them.
struct MatchListing: CommandResult {
  let matches: [MatchSummary]
  let conflicts: [JudgementConflict]
  let wording: RecordWording

  var json: JSON {
    [
      "matches": .array(matches.map(\.json)),
      "contradictions": .array(
        conflicts.map { conflict in
          [
            "different": .array(conflict.different.map { .string($0.record.text) }),
            "chain": .array(conflict.chain.map { .string($0.record.text) }),
          ]
        }
      ),
    ]
  }

  func text(columns: Int) -> String {
    var blocks = matches.map { block($0, columns: columns) }
    blocks += conflicts.map { Layout.fitted(Self.sentence(of: $0, wording), columns: columns) }
    let open = matches.count(where: \.isOpen)
    if blocks.isEmpty { return "No two records wait to be compared." }
    let count = Layout.count(open, "pair waits", "pairs wait")
    let next =
      open == 0
      ? "Nothing waits for you."
      : "\(count) for you: steward matches same A B -m 'why' (or different, or unsure)"
    return (blocks + [next]).joined(separator: "\n\n")
  }

  private func block(_ match: MatchSummary, columns: Int) -> String {
    let sides = match.sides.map { side in
      (side.record.short, Self.title(of: side, wording), wording.name(of: side.organisation))
    }
    var lines = sides.sorted { ($0.1, $0.2) < ($1.1, $1.2) }
      .map { "\($0.0)  \($0.1), kept by \($0.2)" }
    if let found = match.match {
      let word = found.finding == .proposed ? "\(found.score) of 100" : found.finding.rawValue
      lines.append("  \(word): \(found.reason.shown)")
    }
    if let judgement = match.judgement {
      let reason = judgement.reason.map { ": \($0.shown)" } ?? ""
      lines.append("  you said \(judgement.verdict.rawValue)\(reason)")
    }
    return lines.map { Layout.fitted($0, columns: columns) }.joined(separator: "\n")
  }

  /// What people call a side: someone who asked for a sample by the name they gave.
  static func title(of side: MatchSummary.Side, _ wording: RecordWording) -> String {
    let isRequest = RecordWording.plainName(side.form) == "sample"
    return isRequest && !side.name.isEmpty ? side.name.shown : wording.title(of: side.record)
  }

  /// What a contradiction comes to, in a sentence.
  static func sentence(of conflict: JudgementConflict, _ wording: RecordWording) -> String {
    let names = conflict.chain.map { "‘\(wording.title(of: $0.record))’ (\($0.record.short))" }
    let between = Layout.list(Array(names.dropFirst().dropLast()))
    let contradiction =
      between.isEmpty
      ? "are said to be two, and to be one" : "are said to be two, and yet one by way of \(between)"
    return "Your judgements contradict each other: \(names.first ?? "") and \(names.last ?? "") "
      + "\(contradiction). Change one: steward matches same|different A B -m 'why'"
  }
}

extension MatchSummary {
  /// What scripts rely on.
  var json: JSON {
    var members: [JSON.Member] = [
      .init(
        "records",
        .array(
          sides.map { side in
            [
              "record": .string(side.record.text), "form": .string(side.form),
              "organisation": .string(side.organisation.text),
            ]
          }
        ),
      )
    ]
    if let match {
      members += [
        .init("finding", .string(match.finding.rawValue)),
        .init("score", .integer(Int64(match.score))),
        .init("reason", .string(match.reason)),
      ]
    }
    members.append(.init("judgement", judgement.map { .string($0.verdict.rawValue) } ?? .null))
    if let reason = judgement?.reason { members.append(.init("because", .string(reason))) }
    return .object(members)
  }
}
