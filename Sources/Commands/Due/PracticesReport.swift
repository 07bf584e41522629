import Practices
import Records
import Store

/// How firms stand with the practices, as `practices` shows it.
struct PracticesReport: CommandResult {
  let cards: [ScoreCard]
  let store: Store
  let saved: WrittenEntry?
  /// Whether one firm is looked at, not a table of all.
  let isOne: Bool

  private var wording: RecordWording { RecordWording(store) }

  // MARK: For programs

  var json: JSON {
    var members: [JSON.Member] = [
      .init(
        "organisations",
        .array(
          cards.map { card in
            [
              "organisation": .string(card.organisation.text),
              "name": .string((try? store.name(of: card.organisation)) ?? ""),
              "date": .string(card.date.text),
              "practices": .array(card.scores.map(Self.json)),
            ]
          }
        ),
      )
    ]
    if let saved { members.append(.init("saved", .string(saved.record.text))) }
    return .object(members)
  }

  private static func json(_ score: PracticeScore) -> JSON {
    [
      "practice": .integer(score.practice),
      "title": .string(score.title),
      "verdict": .string(score.source == .nothing ? "not seen" : score.verdict.rawValue),
      "applies": .bool(score.applies),
      "reason": .optional(score.reason),
      "records": .integer(score.records),
      "current": .integer(score.current),
      "lapsed": .integer(score.lapsed),
      "missing": .integer(score.missing),
      "from": .string(score.source.name),
      "evidence": .array(
        score.evidence.map {
          [
            "what": .string($0.what), "count": .integer($0.count),
            "newest": .optional($0.newest?.text),
          ]
        }
      ),
      "gaps": .array(
        score.gaps.map {
          [
            "text": .string($0.text), "count": .integer($0.count), "lapse": .bool($0.isLapse),
            "customers": .strings($0.customers.map(\.text)), "command": .string($0.command),
          ]
        }
      ),
    ]
  }

  // MARK: For people

  func text(columns: Int) -> String {
    var parts: [String] = []
    if isOne {
      parts = cards.map { text(of: $0, columns: columns) }
    } else if cards.isEmpty {
      parts = ["No firm’s records are held here yet."]
    } else {
      parts = [table(columns: columns)]
    }
    if let saved {
      parts.append(
        "Saved as summary \(saved.record.short): counts only. It goes with the next bundle."
      )
    }
    return parts.joined(separator: "\n\n")
  }

  private func text(of card: ScoreCard, columns: Int) -> String {
    let name = wording.name(of: card.organisation)
    var blocks = ["The eight practices of \(name) on \(card.date)"]
    blocks += card.scores.map { text(of: $0, isOwn: isOwn(card), columns: columns) }
    blocks.append(summary(of: card))
    return blocks.joined(separator: "\n\n")
  }

  private func isOwn(_ card: ScoreCard) -> Bool {
    card.organisation == store.settings.organisation
  }

  private func text(of score: PracticeScore, isOwn: Bool, columns: Int) -> String {
    let from =
      switch score.source {
      case .records: ""
      case .summary(let date): " (from its summary of \(date))"
      case .nothing: ""
      }
    var lines = ["\(score.practice)  \(score.title): \(score.word)\(from)"]
    func add(_ text: String) {
      lines.append(Layout.wrapped(text, width: columns, indent: "     ", first: "   "))
    }
    if let reason = score.reason { add("because: \(reason.shown)") }
    if case .summary = score.source {
      if score.applies, score.records + score.missing > 0 {
        add(
          "\(Layout.count(score.records, "record")), \(Layout.number(score.current)) in order, "
            + "\(Layout.number(score.lapsed)) lapsed, \(Layout.number(score.missing)) missing"
        )
      }
      return lines.joined(separator: "\n")
    }
    let evidence = score.evidence.map { evidence in
      Layout.count(evidence.count, evidence.what, evidence.plural)
        + (evidence.newest.map { ", newest \($0)" } ?? "")
    }
    if !evidence.isEmpty { add(evidence.joined(separator: "; ")) }
    for gap in score.gaps {
      add("\(gap.isLapse ? "lapsed" : "missing"): \(gap.text)\(names(of: gap))")
      if isOwn { lines.append("     \(gap.command)") }
    }
    return lines.joined(separator: "\n")
  }

  /// How many of a gap's customers are named.
  private static let mostNames = 3

  private func names(of gap: PracticeScore.Gap) -> String {
    guard !gap.customers.isEmpty else { return "" }
    let names = gap.customers.prefix(Self.mostNames).map { wording.title(of: $0) }
    let rest = gap.customers.count - names.count
    return
      " (\(names.joined(separator: "; "))\(rest > 0 ? " and \(Layout.number(rest)) more" : ""))"
  }

  private func summary(of card: ScoreCard) -> String {
    let words = card.scores.map(\.word)
    var counts: [String] = []
    for word in Set(words).sorted() {
      counts.append("\(words.count { $0 == word }) \(word)")
    }
    return counts.joined(separator: ", ") + "."
  }

  // MARK: Many firms

  private func table(columns: Int) -> String {
    var table = TextTable(titles: ["firm"] + (1...8).map(String.init) + ["seen of it"])
    let rows = cards.map { card in
      let summaries = card.scores.compactMap { score -> CalendarDate? in
        if case .summary(let date) = score.source { return date }
        return nil
      }
      let hasRecords = card.scores.contains { $0.source == .records }
      let seen = [
        hasRecords ? "its records" : nil, summaries.max().map { "its summary of \($0)" },
      ].compactMap(\.self)
      return [wording.name(of: card.organisation)] + card.scores.map(\.cell)
        + [seen.isEmpty ? "nothing" : Layout.list(seen)]
    }
    table.rows = rows.sorted { Text($0[0]) < Text($1[0]) }
    let key = "ok: in order; gaps; none: nothing yet; n/a: does not apply; ?: not seen here"
    return table.text(columns: columns)
      + "\n\n\(key); * from its summary.\nOne firm in full: steward practices --organisation NAME"
  }
}

extension PracticeScore {
  /// How the practice stands, as far as it can be seen.
  fileprivate var word: String {
    guard source != .nothing else { return "not seen" }
    return verdict.rawValue
  }

  /// The same in a column of a table.
  fileprivate var cell: String {
    let mark = if case .summary = source { "*" } else { "" }
    guard source != .nothing else { return "?" }
    return switch verdict {
    case .inOrder: "ok\(mark)"
    case .gaps: "gaps\(mark)"
    case .nothingYet: "none\(mark)"
    case .doesNotApply: "n/a\(mark)"
    }
  }
}

extension PracticeScore.Source {
  /// For programs.
  fileprivate var name: String {
    switch self {
    case .records: "records"
    case .summary(let date): "summary of \(date)"
    case .nothing: "nothing"
    }
  }
}
