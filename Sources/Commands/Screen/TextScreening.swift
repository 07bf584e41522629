import Practices
import Records

/// What is known of one text that a person typed.
struct TextScreening: CommandResult {
  let query: String
  let findings: [Finding]
  let wording: RecordWording

  /// Whether somebody has to look before anything is supplied.
  var needsPerson: Bool { findings.contains(where: \.needsPerson) }

  var json: JSON { .array(findings.map(\.json)) }

  func text(columns: Int) -> String {
    guard !findings.isEmpty else {
      let likely = SubstanceRegister.standard.nearest(to: query)
      return Layout.wrapped(
        "Nothing found: no substance, customer, list or alert here fits ‘\(query.shown)’."
          + (likely.map { " Did you mean the substance \($0)?" } ?? ""),
        width: columns,
      )
    }
    var parts = substances(columns)
    parts += customers(columns)
    parts += warnings(columns)
    return parts.joined(separator: "\n\n")
  }

  private func hits(_ kinds: Set<ScreeningSubject.Kind>) -> [ScreeningHit] {
    findings.compactMap(\.hit).filter { kinds.contains($0.subject.kind) }
  }

  private func substances(_ columns: Int) -> [String] {
    let blocks = findings.compactMap(\.substance).map { SubstanceBlock($0) }
    let isMarked = blocks.contains(where: \.hasUnconfirmed)
    return blocks.map { $0.text(columns: columns) }
      + (isMarked ? [Layout.wrapped("[\(SubstanceBlock.unconfirmed)]", width: columns)] : [])
  }

  private func customers(_ columns: Int) -> [String] {
    let hits = hits([.customer])
    guard !hits.isEmpty else { return [] }
    var table = TextTable(titles: ["", "", "", ""])
    table.rows = hits.map { hit in
      [
        hit.subject.record?.short ?? "", hit.subject.name.shown, hit.why.text,
        hit.subject.organisation.map { wording.name(of: $0) } ?? "",
      ]
    }
    return ["Customers:\n" + table.text(columns: columns, indent: "  ")]
  }

  private func warnings(_ columns: Int) -> [String] {
    guard needsPerson else { return [] }
    var lines: [String] = []
    for hit in hits([.list, .alert]) {
      lines.append(
        Layout.wrapped(Self.warning(hit), width: columns, indent: "    ", first: "  ! ")
      )
    }
    if findings.contains(where: { $0.hit == nil }) {
      let sentence = """
        Something confidential speaks of this. What it says is shown only to whoever may read \
        it, with --confidential.
        """
      lines.append(Layout.wrapped(sentence, width: columns, indent: "    ", first: "  ! "))
    }
    let next = "Next: somebody who is responsible looks at this before anything is supplied."
    return [
      "Lists and alerts:\n" + lines.joined(separator: "\n"), Layout.wrapped(next, width: columns),
    ]
  }

  /// What a list or an alert says of somebody.
  static func warning(_ hit: ScreeningHit) -> String {
    let subject = hit.subject
    var text = subject.fullTitle.shown
    if let record = subject.record { text += " (\(record.short))" }
    text += ": \(hit.why.text)"
    if let action = subject.action { text += "; it says \(action.shown)" }
    if let note = subject.note { text += "; \(note.shown)" }
    if subject.isConfidential { text += " [confidential]" }
    return text
  }
}
