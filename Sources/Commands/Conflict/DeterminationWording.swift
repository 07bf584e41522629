import CentralView
import Records
import Store

/// Puts determinations into words.
struct DeterminationWording {
  let determination: Determination
  let form: Form?
  let wording: RecordWording

  /// Words for a determination about a record of this form.
  init(_ determination: Determination, form: Form?, wording: RecordWording) {
    self.determination = determination
    self.form = form
    self.wording = wording
  }

  /// What was decided.
  var decision: String {
    switch determination.decision {
    case .take: return "entry \(determination.entry?.short ?? "?") holds"
    case .bothStand: return "all stand"
    case .doesNotStand: return "this does not stand; look into it again"
    case .set:
      return (determination.value?.members ?? []).map { member in
        let label = RecordWording.label(of: member.name, in: form)
        guard member.value != .null else { return "\(label): left out" }
        return "\(label): \(wording.text(of: member.value, field: member.name, form: form))"
      }.joined(separator: ", ")
    }
  }

  /// A line with who, when and why.
  func line(_ word: String) -> String {
    let who = wording.name(of: determination.organisation)
    let reason = determination.reason.map { "; because: \($0.shown)" } ?? ""
    return "\(word) by \(who), \(determination.time.shown), \(determination.record.short): "
      + decision + reason
  }
}

/// What authorities decided about a record, as `show` tells it.
struct DeterminationBlock {
  let note: DeterminationNote
  let form: Form?
  let wording: RecordWording

  /// The block; with `history` every entry of the determination.
  func text(columns: Int, history: Bool) -> String {
    let determination = note.determination
    let label = RecordWording.label(of: determination.field, in: form)
    let words = DeterminationWording(determination, form: form, wording: wording)
    let author = note.author.map { "\($0.shown), " } ?? ""
    var lines = [
      "Determination \(determination.record.short): \(label)",
      "    \(words.decision)",
      "      \(author)\(wording.name(of: determination.organisation)), \(determination.time.shown)",
    ]
    if let reason = determination.reason { lines.append("      because: \(reason.shown)") }
    lines.append("      \(state)")
    if let duty = note.duty { lines.append("  Next: \(duty.command.shown)") }
    if history { lines += entries }
    return lines.map { line in
      let indent = String(line.prefix { $0 == " " })
      // A command is never cut, so that it can be copied.
      guard !line.hasPrefix("  Next: ") else { return line }
      return Layout.wrapped(
        String(line.dropFirst(indent.count)),
        width: columns,
        indent: indent + "  ",
        first: indent,
      )
    }.joined(separator: "\n")
  }

  private var state: String {
    switch note.state {
    case .holds: "it holds: the statements that it names stand"
    case .settled: "settled: the statement has been written anew, or does not disagree any more"
    case .incomplete:
      "it names entries that are not here yet: import the newest bundle of your other office or copy"
    case .stale: "stale: the statements have moved since, and still disagree"
    case .disputed: "in dispute: another determination or another version of it says otherwise"
    case .withdrawn: "taken back"
    }
  }

  private var entries: [String] {
    note.history.map { item in
      guard let entry = item.entry else {
        return "      entry \(item.id.short) cannot be read here"
      }
      let what = entry.isVoid ? "taken back" : entry.body?["decision"]?.string ?? ""
      let reason = entry.because ?? entry.body?["reason"]?.string ?? ""
      return "      \(entry.time.shown)  \(entry.author.shown), entry \(item.id.short): "
        + "\(what.replacing("_", with: " ").shown); because: \(reason.shown)"
    }
  }
}

extension Determination {
  /// The determination as `conflicts` and `show` give it to scripts.
  var members: [JSON.Member] {
    [
      .init("record", .string(record.text)), .init("organisation", .string(organisation.text)),
      .init("time", .string(time.text)), .init("conflict", .string(conflict)),
      .init("about", .optional(about?.text)), .init("field", .string(field)),
      .init("writes", .strings(writes.map(\.text))),
      .init("decision", .string(decision.rawValue)), .init("entry", .optional(entry?.text)),
      .init("value", value ?? .null), .init("reason", .optional(reason)),
      .init("void", .bool(isVoid)),
    ]
  }
}

extension DeterminationNote {
  /// The determination with what became of it, as `show` gives it to scripts.
  func json(history isWanted: Bool) -> JSON {
    var members = determination.members
    members.append(.init("author", .optional(author)))
    members.append(.init("state", .string(state.rawValue)))
    members.append(.init("command", .optional(duty?.command)))
    if isWanted {
      members.append(.init("history", .array(history.map(RecordHistory.json))))
    }
    return .object(members)
  }
}
