import ArgumentParser
import Practices
import Records
import Store

/// The command `steward due`.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List what is due or overdue, each with the command that settles it.",
    discussion: """
      Declarations, assessments, licences and policies that lapse, training, audits and reviews, \
      orders that wait for a decision, what is not packed yet, the backup. Of several papers \
      about the same thing only the one that counts longest is named, and customers with whom \
      there was nothing for a year, or who were turned away, are left alone.

        steward due
        steward due --within 30
        steward due --at 2027-01-31 --format json

      Words in capital letters, such as DATE, stand for what only you can say.
      """,
  )

  @Option(help: ArgumentHelp("How many days to look ahead.", valueName: "days"))
  var within = 90

  @OptionGroup var day: DateOption

  @Flag(help: "List what nobody waits for any more, too: lapsed papers of dormant customers.")
  var all = false

  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard (0...3_660).contains(within) else {
      throw ValidationError("--within takes a number of days between 0 and 3660.")
    }
  }

  func run() throws {
    let list = try options.open().due(
      DueOptions(
        date: try day.date(),
        within: within,
        isConfidential: confidential.confidential,
        includesDormant: all,
      )
    )
    Output.write(DueReport(list: list), as: output.format)
  }
}

/// What is due, as `due` shows it.
struct DueReport: CommandResult {
  let list: DueList

  var json: JSON {
    .array(
      list.items.map { item in
        [
          "due": .string(item.due.text),
          "days": .integer(list.days(of: item)),
          "overdue": .bool(item.due < list.date),
          "kind": .string(item.kind.rawValue),
          "practice": item.kind.practice.map { .integer($0) } ?? .null,
          "record": .optional(item.record?.text),
          "title": .string(item.title),
          "about": .optional(item.about?.text),
          "about_title": .string(item.aboutTitle),
          "command": .string(item.command),
          "basis": .string(item.basis.rawValue),
          "source": .string(item.source),
          "confirmed": .bool(item.isConfirmed),
          "confidential": .bool(item.isConfidential),
        ]
      }
    )
  }

  func text(columns: Int) -> String {
    let (overdue, upcoming) = (list.overdue, list.upcoming)
    var parts: [String] = []
    if !overdue.isEmpty {
      parts.append("Overdue on \(list.date):\n" + table(overdue, columns: columns))
    }
    if !upcoming.isEmpty {
      let title = "Due within \(Layout.count(list.within, "day")) of \(list.date):"
      parts.append(title + "\n" + table(upcoming, columns: columns))
    }
    parts.append(Layout.wrapped(summary(overdue.count, upcoming.count), width: columns))
    return parts.joined(separator: "\n\n")
  }

  private func summary(_ overdue: Int, _ upcoming: Int) -> String {
    var line =
      overdue + upcoming == 0
      ? "Nothing is due within \(Layout.count(list.within, "day")) of \(list.date)."
      : "\(Layout.number(overdue)) overdue, \(Layout.number(upcoming)) within "
        + "\(Layout.count(list.within, "day"))."
    let (papers, requests) = (list.leftOut.dormantPapers, list.leftOut.oldRequests)
    var left: [String] = []
    if papers > 0 {
      left.append(
        Layout.count(papers, "paper") + " of customers with whom there was nothing for a year"
      )
    }
    if requests > 0 {
      left.append(Layout.count(requests, "request") + " older than a year without a decision")
    }
    if !left.isEmpty { line += " Left out: \(Layout.list(left)); --all lists them." }
    let unasked = list.leftOut.unaskedRequests
    if unasked > 0 {
      line +=
        " And \(Layout.count(unasked, "open request")) more may have unanswered questions; --all looks"
        + " through them."
    }
    if list.leftOut.hasMoreUnchecked {
      line += " More were decided without a check; --all lists them."
    }
    for reason in list.notApplicable { line += " Not asked for: \(reason.shown)." }
    return line
  }

  /// How many columns are left for what is due, however long the commands are.
  private static let fewestColumns = 40

  /// A line each; the command is never cut, so that it can be copied.
  private func table(_ items: [DueItem], columns: Int) -> String {
    let days = items.map { item in
      let days = list.days(of: item)
      return days < 0 ? "\(-days) late" : days == 0 ? "today" : "in \(days)"
    }
    let widest = days.map(Layout.width).max() ?? 0
    let longest = items.map { Layout.width($0.command.shown) }.max() ?? 0
    let room = max(Self.fewestColumns, columns - 10 - widest - longest - 8)
    let subjects = items.map { item in
      let about = item.aboutTitle.isEmpty ? "" : ": \(item.aboutTitle)"
      return Layout.cut("\(item.title)\(about)".shown, to: room)
    }
    let width = subjects.map(Layout.width).max() ?? 0
    return items.indices.map { index in
      [
        "  \(items[index].due)", Layout.padded(days[index], to: widest, isRight: true),
        Layout.padded(subjects[index], to: width), items[index].command.shown,
      ].joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
