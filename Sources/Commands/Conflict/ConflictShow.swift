import ArgumentParser
import CentralView
import Records
import Sealing
import Store

/// The command `steward conflicts show`.
struct ConflictShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one conflict, and how to settle it.",
    discussion: """
      A conflict is named by the first 4 or more characters of its id. One that is over is \
      shown with what it was about and how it ended.

        steward conflicts show 4xk2q7ab

      Of a fork, -o writes the proof: two checkpoints that the journal’s key signed and that \
      cannot both be true. Tools/verify-bundle checks it without this program. --branches \
      copies the branches’ entries into a folder, so that whoever keeps the journal can take \
      back what it lost:

        steward conflicts show 4xk2q7ab -o fork.proof --branches /media/stick
      """,
  )

  @Argument(help: "The conflict: the first 4 or more characters of its id.")
  var conflict: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Of a fork: the file to write the proof to.", valueName: "file"),
  )
  var proof: String?

  @Option(
    help: ArgumentHelp(
      "Of a fork: the folder to copy each branch’s entries to, as far as they are here.",
      valueName: "folder",
    )
  )
  var branches: String?

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    if let fork = try store.view.fork(named: conflict) {
      let file = proof.map { Surroundings.current.path($0) }
      let folder = branches.map { Surroundings.current.path($0) }
      if let file { try InputFile.write(store.proof(of: fork), to: file) }
      let copies = try folder.map { try store.copyBranches(of: fork, to: $0) } ?? []
      let portrait = ForkPortrait(fork: fork, store: store, proof: file, copies: copies)
      return Output.write(portrait, as: output.format)
    }
    guard proof == nil, branches == nil else { throw CommandFault.noFork(conflict) }
    let conflict = try store.conflict(
      named: conflict,
      confidential: confidential.confidentiality,
    )
    Output.write(
      ConflictPortrait(
        conflict: conflict,
        store: store,
        confidential: confidential.confidentiality,
      ),
      as: output.format,
    )
  }
}

/// One conflict, as `conflicts show` tells it.
struct ConflictPortrait: CommandResult {
  let conflict: ConflictSummary
  let store: Store
  let confidential: Confidentiality

  var json: JSON { conflict.json }

  func text(columns: Int) -> String {
    let block = ConflictListing(
      conflicts: [conflict],
      store: store,
      confidential: confidential,
    ).blocks(columns: columns)
    return (block + [next(columns)]).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func next(_ columns: Int) -> String {
    guard conflict.status != .resolved else { return "" }
    let isOwn = conflict.organisation == store.settings.organisation
    switch ConflictKind(rawValue: conflict.kind) {
    case .concurrent, nil:
      return isOwn ? ways("conflicts resolve") : owner(columns)
    case .contradiction, .judgement:
      guard store.settings.role == .authority else {
        return Layout.wrapped("Only an authority decides this.", width: columns)
      }
      return ways("determine")
    case .duplicate, .fork:
      guard let command = store.closingCommand(for: conflict) else { return owner(columns) }
      let others = conflict.kind == ConflictKind.duplicate.rawValue
      return "Close it\(others ? " (or say different, or unsure)" : ""):\n  \(command)"
    }
  }

  private func owner(_ columns: Int) -> String {
    let name = RecordWording(store).name(of: conflict.organisation)
    let sentence = Layout.wrapped(
      "Only \(name) settles this, as it keeps the record: tell it, and import its next bundle.",
      width: columns,
    )
    guard conflict.isConcurrent, conflict.status != .determined,
      let command = store.closingCommand(for: conflict)
    else { return sentence }
    return "\(sentence)\nOr say how you see it, and send it that:\n  \(command)"
  }

  private func ways(_ command: String) -> String {
    let id = conflict.id.prefix(8)
    let entry = conflict.orderedValues.first?.entry.short ?? "ENTRY"
    // Where values that agree break the form together, none of them settles it.
    let isBroken = conflict.isConcurrent && conflict.reason != nil
    var lines: [String] = []
    if !isBroken {
      lines.append("Take what one entry wrote:")
      lines.append("  steward \(command) \(id) --take \(entry) -m 'why'")
    }
    let form = FormName(conflict.form).flatMap { store.forms[$0] }
    let rule = ContradictionRule.rule(form: conflict.form, field: conflict.field)
    let group = form?.groups.first { $0.name == conflict.field }?.members.first
    let member = conflict.isConcurrent ? group ?? conflict.field : rule?.members.first
    if let member, !member.isEmpty {
      lines.append(
        isBroken ? "Set values that keep the form together:" : "Or set another value:"
      )
      lines.append("  steward \(command) \(id) --set \(member)=VALUE -m 'why'")
    }
    if !conflict.isConcurrent {
      lines.append("Or let all of them stand:")
      lines.append("  steward \(command) \(id) --both-stand -m 'why'")
    }
    return lines.joined(separator: "\n")
  }
}
