import CentralView
import Records

/// One conflict with every value that stands, as people read it.
struct ConflictBlock {
  let conflict: ConflictSummary
  let wording: RecordWording
  let form: Form?

  /// The block; `isAlone` where the record has to be named.
  func text(columns: Int, isAlone: Bool) -> String {
    let label =
      conflict.field.isEmpty
      ? "too many versions" : RecordWording.label(of: conflict.field, in: form)
    var lines: [String] = []
    if isAlone {
      let form = RecordWording.plainName(conflict.form)
      lines.append(
        "\(conflict.id.prefix(8))  \(form) \(wording.title(of: conflict.record)): \(label)"
      )
      lines.append("  kept by \(wording.name(of: conflict.organisation))")
    } else {
      lines.append("Conflict \(conflict.id.prefix(8)): \(label)")
    }
    for value in conflict.orderedValues {
      let isCurrent = value.value == conflict.shown
      lines.append(line(for: value, isCurrent: isCurrent, columns: columns))
    }
    if conflict.isIncomplete {
      lines.append("  An entry is missing that may have its say too.")
    }
    return lines.joined(separator: "\n")
  }

  private func line(for value: StandingValue, isCurrent: Bool, columns: Int) -> String {
    let text = wording.text(of: value.value, field: conflict.field, form: form)
    let author = value.author?.shown ?? "somebody"
    let mark = isCurrent ? "  (shown meanwhile)" : ""
    return Layout.wrapped(
      "\(text)\(mark)\n\(author), \(value.time.shown), entry \(value.entry.short)",
      width: columns,
      indent: "      ",
      first: "    ",
    )
  }
}

extension ConflictSummary {
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
