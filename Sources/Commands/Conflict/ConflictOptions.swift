import ArgumentParser
import CentralView
import Records
import Store

/// Which conflicts a command line asks for.
struct ConflictOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only conflicts of this kind; may be repeated.", valueName: "kind")
  )
  var kind: [NamedKind] = []

  @Option(
    help: ArgumentHelp(
      "Only conflicts that a statement of this organisation is part of: its name or a part of it, or the first 6 or more characters of its id.",
      valueName: "firm",
    )
  )
  var firm: String?

  @Option(
    help: ArgumentHelp(
      "Only conflicts in this state, or all; may be repeated. Without it those that wait for somebody: open, stale and incomplete.",
      valueName: "state",
    )
  )
  var status: [NamedStatus] = []

  @Option(
    help: ArgumentHelp(
      "Only conflicts older than so many days. A conflict is as old as the newest of its statements, by the time that its writer claims.",
      valueName: "days",
    )
  )
  var olderThan: Int?

  @OptionGroup var date: DateOption

  /// A kind of conflict.
  enum NamedKind: String, CaseIterable, ExpressibleByArgument {
    case concurrent, contradiction, duplicate, judgement, fork
  }

  /// A state, or every one.
  enum NamedStatus: String, CaseIterable, ExpressibleByArgument {
    case open, determined, resolved, stale, incomplete, all
  }

  func validate() throws {
    guard olderThan.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--older-than takes a number of days, such as 30.")
    }
  }

  /// The filter.
  func filter(in store: Store) throws -> ConflictFilter {
    let named =
      status.contains(.all)
      ? ConflictStatus.allCases : status.compactMap { ConflictStatus(rawValue: $0.rawValue) }
    return ConflictFilter(
      kinds: Set(kind.compactMap { ConflictKind(rawValue: $0.rawValue) }),
      firm: try firm.map { try organisation(named: $0, in: store) },
      statuses: status.isEmpty ? nil : Set(named),
      olderThan: olderThan,
      date: try date.date(),
    )
  }

  /// The forks among them.
  ///
  /// No time says how old a fork is, so an age leaves none out.
  func forks(in store: Store) throws -> [ForkSummary] {
    guard kind.isEmpty || kind.contains(.fork) else { return [] }
    let owner = try firm.map { try organisation(named: $0, in: store) }
    let isOpenWanted = status.isEmpty || status.contains(.open) || status.contains(.all)
    let isSettledWanted = status.contains(.resolved) || status.contains(.all)
    return try store.view.forks().filter { fork in
      (fork.isOpen ? isOpenWanted : isSettledWanted)
        && (owner.map { $0 == fork.organisation } ?? true)
    }
  }

  /// Whether only some of those that wait are asked for, or others.
  var isNarrow: Bool { !kind.isEmpty || firm != nil || !status.isEmpty || olderThan != nil }

  private func organisation(named name: String, in store: Store) throws -> OrganisationID {
    name.lowercased() == "self" ? store.settings.organisation : try store.firm(named: name)
  }
}
