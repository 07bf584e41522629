import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward determine`.
struct ConflictDetermine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "determine",
    abstract: "Decide, as an authority, what holds where statements disagree.",
    discussion: """
      Take what one entry wrote, set another value, or let all stand: two firms may lawfully \
      judge one customer differently. The decision holds exactly while the statements that it \
      names are the ones that stand; ‘steward conflicts’ calls it stale afterwards. Deciding \
      again replaces what was decided, and ‘steward void’ with the determination’s id takes it \
      back; both stay in the history.

      What was decided between firms stays with you. Each firm whose statement does not hold is \
      told, in the next bundle to it alone: of its own record, your reason, and what you set. Of \
      what another firm wrote it is told an address or a licence where you take that, and never \
      an outcome, a quantity or a use. The reason must not name another firm, and is refused \
      if it does; that one refused or supplied is for you to leave out.

        steward determine 4xk2q7ab --set outcome=refused -m 'no plant at the address given'
        steward determine 4xk2q7ab --take mfrggzdf -m 'as in the trade register'
        steward determine 4xk2q7ab --both-stand -m 'two plants, two uses'
      """,
  )

  @Argument(help: "The conflict: the first 4 or more characters of its id.")
  var conflict: String

  @OptionGroup var choices: ConflictChoices

  @Flag(help: "Let all the statements stand.")
  var bothStand = false

  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !choices.isEmpty || bothStand else {
      throw ValidationError("Say what holds: --take ENTRY, --set FIELD=VALUE or --both-stand.")
    }
  }

  func run() throws {
    let store = try options.open()
    let conflict = try store.conflict(named: conflict)
    // Which command closes it comes before what its fields can hold.
    try store.requireDeterminable(conflict)
    let set = try choices.changes(in: conflict, of: store, confidential: .leftOut)
    let written = try store.determine(
      conflict,
      choices.take.map { .take(entry: $0) }
        + set.map { .set(member: $0.member, $0.value) } + (bothStand ? [.bothStand] : []),
      because: try reason.reason(for: "Why does this hold"),
      author: options.writer,
    )
    let wording = RecordWording(store)
    Output.write(
      DeterminationReport(
        written: written,
        conflict: conflict,
        told: written.told.map { wording.name(of: $0) },
        recalled: written.recalled.map { wording.name(of: $0) },
      ),
      as: output.format,
    )
  }
}

/// A determination that was written, as `determine` tells of it.
struct DeterminationReport: CommandResult {
  let written: WrittenDetermination
  let conflict: ConflictSummary
  /// The names of those who are told.
  let told: [String]
  /// The names of those who are told that something is taken back.
  let recalled: [String]

  var json: JSON {
    [
      "record": .string(written.entry.record.text),
      "entry": .string(written.entry.entry.text),
      "form": .string(written.entry.form.text),
      "conflict": .string(conflict.id),
      "told": .array(written.told.map { .string($0.text) }),
      "recalled": .array(written.recalled.map { .string($0.text) }),
    ]
  }

  func text(columns: Int) -> String {
    let id = conflict.id.prefix(8)
    let first = "Determined conflict \(id), as \(written.entry.record.short)."
    var sentences: [String] = []
    if told.count == 1 {
      sentences.append("\(told[0]) is told of its own record in the next bundle to it:")
    } else if told.count > 1 {
      sentences.append(
        "\(Layout.list(told)) are told, each of its own record, in the next bundle to each alone:"
      )
    }
    if !recalled.isEmpty {
      sentences.append(
        "What \(Layout.list(recalled)) was told of it before is taken back by the next bundle to it:"
      )
    }
    let commands = [written.told, written.recalled].filter { !$0.isEmpty }.map { firms in
      firms.map { "\n  steward pack --to \($0.text.prefix(8))" }.joined()
    }
    guard !sentences.isEmpty else {
      return "\(first)\n"
        + Layout.wrapped("Nobody has to change anything, so nobody is told.", width: columns)
    }
    let parts = zip(sentences, commands).map { Layout.wrapped($0, width: columns) + $1 }
    return ([first] + parts).joined(separator: "\n")
  }
}
