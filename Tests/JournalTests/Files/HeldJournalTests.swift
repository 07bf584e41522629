import Journal
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Journal held")
struct HeldJournalTests {
  private static let stretches = [0..<3, 3..<4, 4..<11, 11..<13]

  /// Files the stretches one by one, and says after each how far it came.
  private static func play(on bench: Workbench, _ reached: inout Int) throws {
    var writer = try bench.openHeld()
    for stretch in stretches where stretch.lowerBound >= Int(writer.head.count) {
      let lines = Workbench.lines(stretch)
      let range = SegmentRange(
        first: UInt64(stretch.lowerBound),
        last: UInt64(stretch.upperBound - 1),
      )
      if stretch.count == 1 {
        // One that comes packed, from elsewhere.
        if try !bench.system.exists("/inbox") {
          let packed = try bench.codec.compress(lines.joinedLines.span.bytes)
          try bench.system.writeAtomically(packed.span.bytes, to: "/inbox")
        }
        try writer.add(bench.system.open("/inbox", .read), as: range)
      } else {
        try writer.add(lines: lines.joinedLines, as: range)
      }
      let frontier = Workbench.frontier(Workbench.lines(0..<stretch.upperBound))
      try writer.advance(to: frontier, checkpoint: Workbench.checkpoint(frontier))
      reached = stretch.upperBound
    }
  }

  @Test("Stretches of any length are read in order, and the head says where they end")
  func readsStretches() throws {
    let bench = try Workbench()
    var reached = 0
    try Self.play(on: bench, &reached)
    #expect(try bench.stored(.held) == Workbench.lines(0..<13))
    #expect(try bench.reader(.held).line(at: 10) == Workbench.line(10))
    #expect(
      try bench.reader(.held).sealedSegments().map(\.text).first == "000000000000-000000000002"
    )
    let found = try bench.reader(.held).verify()
    #expect(found.size == 13)
    #expect(found.root == Workbench.frontier(Workbench.lines(0..<13)).root)
    #expect(found.problem == nil)
  }

  @Test(
    "A crash at each call leaves before or after, and the next import goes on",
    arguments: 0..<2,
  )
  func crashesAtEachCall(_ seed: Int) throws {
    var call = 1
    while true {
      var bench = try Workbench()
      let start = bench.system.callCount
      bench.system.fail(call: start + call, with: .powerOff)
      var reached = 0
      do {
        try Self.play(on: bench, &reached)
      } catch is JournalError {} catch is FileSystemError {}
      if bench.system.callCount < start + call { break }
      bench.system = bench.system.crash(seed: UInt64(seed * 1_000 + call))
      if try bench.system.exists(bench.folder.path) {
        let stored = try bench.stored(.held)
        #expect(stored.count >= reached)
        #expect(stored == Workbench.lines(0..<stored.count))
        #expect(try bench.reader(.held).verify().problem == nil, "call \(call)")
      }
      try Self.play(on: bench, &reached)
      #expect(try bench.stored(.held) == Workbench.lines(0..<13), "call \(call)")
      #expect(try bench.reader(.held).verify().problem == nil, "call \(call)")
      call += 1
    }
    #expect(call > 80)
  }

  @Test("Files beyond the head are passed over, and gone when the next stretch comes")
  func ignoresLeftovers() throws {
    let bench = try Workbench()
    let first = SegmentRange(first: 0, last: 2)
    do {
      var writer = try bench.openHeld()
      try writer.add(lines: Workbench.lines(0..<3).joinedLines, as: first)
      try writer.add(
        lines: Workbench.lines(13..<19).joinedLines,
        as: SegmentRange(first: 3, last: 8),
      )
    }
    #expect(try bench.stored(.held).isEmpty)
    _ = try bench.openHeld().end
    #expect(try bench.system.list(bench.folder.entries).isEmpty)
    var reached = 0
    try Self.play(on: bench, &reached)
    #expect(try bench.stored(.held) == Workbench.lines(0..<13))
  }

  @Test("A readable line takes the place of its stub, and no other line does")
  func completesStubs() throws {
    let bench = try Workbench()
    let lines = Workbench.lines(0..<6)
    var sent = lines
    for index in [1, 4] {
      sent[index] = Stub(Workbench.id(lines[index]), because: .audience).line
    }
    var writer = try bench.openHeld()
    try writer.add(lines: sent.joinedLines, as: SegmentRange(first: 0, last: 5))
    let frontier = Workbench.frontier(lines)
    try writer.advance(to: frontier, checkpoint: Workbench.checkpoint(frontier))
    #expect(try bench.reader(.held).verify().problem == nil)

    #expect(throws: JournalError.otherEntry(journal: bench.folder.name, index: 4)) {
      try writer.replace([1: lines[1], 4: lines[1]])
    }
    #expect(try bench.stored(.held) == sent)
    #expect(try bench.reader(.held).completedRanges().isEmpty)

    try writer.replace([4: lines[4]])
    #expect(try bench.stored(.held)[4] == lines[4])
    #expect(try bench.stored(.held)[1] == sent[1])
    #expect(try bench.reader(.held).completedRanges() == [SegmentRange(first: 0, last: 5)])
    #expect(try bench.reader(.held).verify().problem == nil)
  }

  @Test("A replacement is noted on the disk before it is there", arguments: 0..<5)
  func notesReplacementsFirst(_ seed: Int) throws {
    let lines = Workbench.lines(0..<3)
    let stub = Stub(Workbench.id(lines[1]), because: .sealed).line
    let frontier = Workbench.frontier(lines)
    var call = 1
    while true {
      var bench = try Workbench()
      var writer = try bench.openHeld()
      let range = SegmentRange(first: 0, last: 2)
      try writer.add(lines: [lines[0], stub, lines[2]].joinedLines, as: range)
      try writer.advance(to: frontier, checkpoint: Workbench.checkpoint(frontier))
      let start = bench.system.callCount
      bench.system.fail(call: start + call, with: .powerOff)
      var isDone = false
      do throws(JournalError) {
        try writer.replace([1: lines[1]])
        isDone = true
      } catch {}
      bench.system = bench.system.crash(seed: UInt64(seed * 1_000 + call))
      let stored = try bench.stored(.held)
      let isReplaced = stored[1] == lines[1]
      #expect(isReplaced || stored[1] == stub)
      if isReplaced { #expect(try bench.reader(.held).completedRanges() == [range]) }
      if isDone {
        #expect(isReplaced)
        break
      }
      call += 1
    }
  }

  @Test("A checkpoint of another head is not kept")
  func refusesOtherCheckpoint() throws {
    let bench = try Workbench()
    var writer = try bench.openHeld()
    let lines = Workbench.lines(0..<3)
    try writer.add(lines: lines.joinedLines, as: SegmentRange(first: 0, last: 2))
    let other = try Workbench.checkpoint(Workbench.frontier(lines.reversed()))
    let error = #expect(throws: JournalError.self) {
      try writer.advance(to: Workbench.frontier(lines), checkpoint: other)
    }
    #expect(error?.kind == .notAuthentic)
    #expect(try bench.reader(.held).head() == JournalHead())
  }
}
