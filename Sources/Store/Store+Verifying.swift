import Bundling
public import CentralView
import Journal
import Records
import Sealing
import SystemPackage

/// What `repair` did.
public struct RepairReport: Hashable, Sendable {
  /// What was done, a clause each.
  public var actions: [String] = []
  /// What is damaged and cannot be made again from anything here.
  public var problems: [String] = []
}

extension Store {
  /// Every journal held.
  public func journals() throws -> [JournalSummary] {
    let book = try trust()
    let exported = try exportedSize()
    let gaps = try gaps()
    let forks = Dictionary(grouping: try view.forks().filter(\.isOpen), by: \.origin)
    let held = try JournalPlace.all(in: layout, files: files).map { place in
      let reader = place.reader(own: settings.origin, files: files)
      let (count, head) = (try reader.count(), try reader.head())
      let isOwn = place.origin == settings.origin
      return JournalSummary(
        origin: place.origin.text,
        organisation: place.origin.organisation,
        name: try name(of: place.origin.organisation),
        role: place.origin.organisation == settings.organisation
          ? Role.ownOffice.rawValue
          : book.roles(of: place.origin.organisation).map(\.rawValue).sorted().joined(
            separator: ","
          ),
        branch: place.branch,
        size: count,
        root: Base64.encode(head.frontier.root.bytes),
        last: try view.lastTime(of: place.origin.text)?.text,
        exported: isOwn ? exported : nil,
        acknowledged: isOwn ? 0 : nil,
        forks: (forks[place.origin.text] ?? []).map(\.position).sorted(),
        gap: place.branch.isEmpty ? gaps.first { $0.origin == place.origin.text } : nil,
      )
    }
    let begun = Set(held.map(\.origin))
    let others = try gaps.filter { !begun.contains($0.origin) }.compactMap { gap in
      try Origin(gap.origin).map { try waiting($0, gap, book) }
    }
    return held + others
  }

  /// A journal of which nothing is held but what waits.
  private func waiting(
    _ origin: Origin,
    _ gap: JournalGap,
    _ book: TrustBook,
  ) throws -> JournalSummary {
    let isOwn = origin.organisation == settings.organisation
    let roles = book.roles(of: origin.organisation).map(\.rawValue).sorted()
    return JournalSummary(
      origin: origin.text,
      organisation: origin.organisation,
      name: try name(of: origin.organisation),
      role: isOwn ? Role.ownOffice.rawValue : roles.joined(separator: ","),
      branch: "",
      size: 0,
      root: Base64.encode(Frontier().root.bytes),
      last: nil,
      exported: nil,
      acknowledged: nil,
      forks: [],
      gap: gap,
    )
  }

  /// Reads every journal whole and compares it with what was signed or accepted.
  public func verify() throws -> [JournalVerdict] {
    try JournalPlace.all(in: layout, files: files).map { place in
      let found = try place.reader(own: settings.origin, files: files).verify()
      return JournalVerdict(
        origin: place.origin.text,
        branch: place.branch,
        size: found.size,
        root: Base64.encode(found.root.bytes),
        problem: found.problem?.problem,
      )
    }
  }

  /// Makes everything anew that is derived, and removes what an interrupted command left.
  public func repair() throws -> RepairReport {
    var report = RepairReport()
    // Opening the own journal settles what a crash left of an append.
    _ = try journalWriter(afterFork: true)
    try promoteBranches()
    for item in try files.list(layout.inbox) {
      try removeLeftover(layout.inbox.appending(item.component), kind: item.kind)
      report.actions.append("removed the unfinished import ‘\(item.name)’")
    }
    for item in try files.list(layout.outbox) where item.name.hasPrefix(Self.draftPrefix) {
      try removeLeftover(layout.outbox.appending(item.component), kind: item.kind)
      report.actions.append("removed the unfinished bundle ‘\(item.name)’")
    }
    let tally = try rebuildView()
    report.actions.append("rebuilt the view from \(tally.new) entries")
    report.problems = try verify().compactMap { verdict in
      verdict.problem.map { "\(verdict.origin): \($0)" }
    }
    return report
  }

  /// Derives the view anew from the journals.
  @discardableResult
  public func rebuildView() throws -> ProjectionTally {
    let tally = try view.rebuild(from: heldJournals())
    // The records that were just read say what is revoked, which may take a second pass.
    let second = try catchUp()
    return second.new > 0 ? second : tally
  }

  /// Removes a file, or a folder of files.
  func removeLeftover(_ path: FilePath, kind: FileKind) throws {
    guard kind == .folder else { return try files.remove(path) }
    for item in try files.list(path) {
      try removeLeftover(path.appending(item.component), kind: item.kind)
    }
    try files.removeFolder(path)
  }

  /// What unfinished work in the outbox is called.
  static let draftPrefix = ".draft-"
}
