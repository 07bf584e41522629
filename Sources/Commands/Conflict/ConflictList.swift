import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward conflicts list`.
struct ConflictList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the conflicts that wait for somebody.",
    discussion: """
      Each conflict is shown with every value that stands, who wrote it and when, and what was \
      decided about it. Its kind says who closes it:

        concurrent     one record, changed apart: its owner, steward conflicts resolve
        contradiction  statements of several firms: an authority, steward determine
        duplicate      two records of perhaps one party: steward matches same|different
        judgement      your judgements contradict each other: steward determine, or matches
        fork           a journal with two histories: the firm, steward restore --after-fork

      An authority may determine a concurrent conflict, too; its owner settles it all the same.

        steward conflicts list
        steward conflicts list --kind contradiction --firm 'Chemie Noord B.V.' --older-than 30
        steward conflicts list --status all --format json
      """,
  )

  @OptionGroup var which: ConflictOptions
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let listing = ConflictListing(
      conflicts: try store.conflicts(
        which.filter(in: store),
        confidential: confidential.confidentiality,
      ),
      forks: try which.forks(in: store),
      store: store,
      confidential: confidential.confidentiality,
      isNarrow: which.isNarrow,
    )
    Output.write(listing, as: output.format)
  }
}

/// Conflicts, as `conflicts list` shows them.
struct ConflictListing: CommandResult {
  let conflicts: [ConflictSummary]
  var forks: [ForkSummary] = []
  let store: Store
  var confidential = Confidentiality.leftOut
  /// Whether not all that wait were asked for.
  var isNarrow = false

  var json: JSON { .array(conflicts.map(\.json) + forks.map(\.json)) }

  func text(columns: Int) -> String {
    if conflicts.isEmpty, forks.isEmpty {
      return isNarrow ? "No such conflict." : "No conflict is open."
    }
    let wording = RecordWording(store, confidential: confidential)
    let forked = forks.map {
      ForkBlock(fork: $0, wording: wording, own: store.settings.organisation).text(columns: columns)
    }
    return (blocks(columns: columns) + forked + [Layout.wrapped(summary, width: columns)])
      .joined(separator: "\n\n")
  }

  private var summary: String {
    let waiting = conflicts.filter(\.status.isWaiting)
    let open = waiting.count + forks.count(where: \.isOpen)
    guard open > 0 else {
      let all = conflicts.count + forks.count
      return "\(Layout.count(all, "conflict")); none of them waits for anybody."
    }
    let count = Layout.count(open, "conflict is", "conflicts are")
    guard !waiting.isEmpty else { return "\(count) open." }
    let own = waiting.contains {
      $0.organisation == store.settings.organisation && $0.isConcurrent
    }
    if own {
      return
        "\(count) open. Settle one of yours: steward conflicts resolve ID --take ENTRY -m 'why'"
    }
    guard waiting.allSatisfy(\.isConcurrent) else {
      return "\(count) open. How to close one: steward conflicts show ID"
    }
    return
      "\(count) open. Only the organisation that keeps a record settles its conflicts: tell it."
  }

  /// A block for each conflict.
  func blocks(columns: Int) -> [String] {
    let wording = RecordWording(store, confidential: confidential)
    return conflicts.map { conflict in
      let form = FormName(conflict.form).flatMap { store.forms[$0] }
      return ConflictBlock(conflict: conflict, wording: wording, form: form)
        .text(columns: columns, isAlone: true)
    }
  }
}
