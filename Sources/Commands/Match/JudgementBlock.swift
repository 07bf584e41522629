import CentralView
import Records
import Store

/// What was said of a record and another one, as `show` tells it.
struct JudgementBlock {
  let note: JudgementNote
  let wording: RecordWording

  /// The block; with `history` every entry of the judgement.
  func text(columns: Int, history: Bool) -> String {
    let state = note.record.isVoid ? ", taken back" : ""
    var lines = [
      Layout.wrapped(
        "Judgement \(note.record.id.short): \(verdict) \(wording.title(of: note.other))\(state)",
        width: columns,
      )
    ]
    for item in history ? note.history : note.newest.map({ [$0] }) ?? [] {
      lines.append(Layout.wrapped(line(item), width: columns, indent: "      ", first: "    "))
    }
    return lines.joined(separator: "\n")
  }

  private var verdict: String {
    switch note.verdict {
    case "same": "one party with"
    case "different": "another party than"
    default: "it is not sure whether it is one party with"
    }
  }

  private func line(_ item: HistoryEntry) -> String {
    guard let entry = item.entry else { return "entry \(item.id.short) cannot be read here" }
    let said = entry.isVoid ? "taken back" : entry.body?["judgement"]?.string?.shown ?? ""
    let reason = entry.because ?? entry.body?["reason"]?.string ?? ""
    return "\(said), \(entry.author.shown), \(entry.time.shown)\nbecause: \(reason.shown)"
  }
}

extension JudgementNote {
  /// The judgement as `show` gives it to scripts.
  func json(history isWanted: Bool) -> JSON {
    var members: [JSON.Member] = [
      .init("record", .string(record.id.text)), .init("other", .string(other.text)),
      .init("judgement", .string(verdict)), .init("void", .bool(record.isVoid)),
      .init("author", .optional(newest?.entry?.author)),
      .init("reason", .optional(record.body["reason"]?.string)),
    ]
    if isWanted { members.append(.init("history", .array(history.map(RecordHistory.json)))) }
    return .object(members)
  }
}
