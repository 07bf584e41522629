import CentralView
import Records

/// One conflict with every value that stands, as people read it.
struct ConflictBlock {
  let conflict: ConflictSummary
  let wording: RecordWording
  let form: Form?

  /// The block; `isAlone` where the record has to be named.
  func text(columns: Int, isAlone: Bool) -> String {
    var lines: [String] = []
    if isAlone {
      let form = RecordWording.plainName(conflict.form)
      let isJudgement = conflict.kind == ConflictKind.judgement.rawValue
      let record = isJudgement ? "" : "\(form) \(wording.title(of: titled)): "
      lines.append("\(conflict.id.prefix(8))  \(record)\(label)")
      lines.append("  " + holders)
    } else {
      lines.append("Conflict \(conflict.id.prefix(8)): \(label)")
    }
    for value in conflict.orderedValues {
      let isCurrent = conflict.isConcurrent && value.value == conflict.shown
      lines.append(line(for: value, isCurrent: isCurrent, columns: columns))
    }
    if let reason = conflict.reason {
      lines.append(Layout.wrapped(reason.shown, width: columns, indent: "    ", first: "  "))
    }
    if conflict.isIncomplete {
      lines.append("  An entry is missing that may have its say too.")
    }
    if isAlone { lines += decisions(columns) }
    return lines.joined(separator: "\n")
  }

  /// The record that gives the conflict its name: of several the one that was written last.
  private var titled: EntryID {
    guard conflict.kind == ConflictKind.contradiction.rawValue else { return conflict.record }
    return conflict.orderedValues.first?.record ?? conflict.record
  }

  private var label: String {
    switch ConflictKind(rawValue: conflict.kind) {
    case .duplicate: "perhaps one party"
    case .judgement: "judgements that contradict each other"
    case .fork: "two histories of one journal"
    case .concurrent where conflict.field.isEmpty: "too many versions"
    default: RecordWording.label(of: conflict.field, in: form)
    }
  }

  private var holders: String {
    guard conflict.kind != ConflictKind.judgement.rawValue else { return "said by you" }
    guard !conflict.isConcurrent else {
      return "kept by \(wording.name(of: conflict.organisation))"
    }
    let names = conflict.organisations.map { wording.name(of: $0) }.sorted()
    return names.count > 1 ? "between \(Layout.list(names))" : "at \(names[0])"
  }

  private func line(for value: StandingValue, isCurrent: Bool, columns: Int) -> String {
    let text = wording.text(of: value.value, field: conflict.field, form: form)
    var author = value.author?.shown ?? "somebody"
    if !conflict.isConcurrent {
      let owner = wording.name(of: value.organisation)
      let record = value.record.map { ", \(wording.title(of: $0))" } ?? ""
      author = owner + record
    }
    let mark = !isCurrent ? "" : conflict.status == .resolved ? "  (holds)" : "  (shown meanwhile)"
    return Layout.wrapped(
      "\(text)\(mark)\n\(author), \(value.time.shown), entry \(value.entry.short)",
      width: columns,
      indent: "      ",
      first: "    ",
    )
  }

  /// What was decided, and how it ended.
  private func decisions(_ columns: Int) -> [String] {
    var lines = conflict.determinations.filter { !$0.isVoid }.map { determination in
      let word = conflict.status == .stale ? "stale, determined before" : "determined"
      return DeterminationWording(determination, form: form, wording: wording).line(word)
    }
    if conflict.status == .stale { lines.append("the statements have moved since") }
    if let closing = conflict.closing {
      let reason = closing.reason.map { ": \($0.shown)" } ?? ""
      lines.append("settled by \(closing.author.shown), \(closing.time.shown)\(reason)")
    } else if conflict.status == .resolved {
      lines.append("over: the statements do not disagree any more")
    }
    return lines.map { Layout.wrapped($0, width: columns, indent: "    ", first: "  ") }
  }
}

extension ConflictSummary {
  /// Whether it is between versions of one record.
  var isConcurrent: Bool { kind == ConflictKind.concurrent.rawValue }

  /// The values that stand, as people look at them: what is shown first, then the latest
  /// first.
  var orderedValues: [StandingValue] {
    values.sorted { first, second in
      let (isFirst, isSecond) = (first.value == shown, second.value == shown)
      guard isFirst == isSecond else { return isFirst }
      return (second.time, first.entry) < (first.time, second.entry)
    }
  }
}
