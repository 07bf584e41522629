import CentralView
import Records

/// Journals in memory, of which as much is held as a test says.
struct MemorySource: JournalSource {
  /// The lines of each journal, by origin.
  var lines: [String: [[UInt8]]] = [:]
  var journals: [HeldJournal] = []

  /// Holds the first `count` lines of a journal from now on.
  mutating func hold(_ count: Int, of origin: String, organisation: OrganisationID) {
    if let index = journals.firstIndex(where: { $0.origin == origin }) {
      journals[index].size = UInt64(count)
    } else {
      journals.append(
        HeldJournal(origin: origin, organisation: organisation, size: UInt64(count))
      )
    }
  }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    let all = lines[journal.origin] ?? []
    for position in positions {
      let line = all[Int(position)]
      try body(position, line.span.bytes)
    }
  }
}

/// Journals that cannot be read beyond a position.
struct TornSource: JournalSource {
  let whole: MemorySource
  let limit: UInt64

  /// Why they cannot.
  struct Torn: Error {}

  var journals: [HeldJournal] { whole.journals }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    try whole.forEachLine(of: journal, in: positions) { position, line in
      if position >= limit { throw Torn() }
      try body(position, line)
    }
  }
}
