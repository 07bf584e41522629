import Journal
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Journal after a crash")
struct JournalCrashTests {
  @Test("Acknowledged entries survive any crash, and nothing else is read", arguments: 0..<20)
  func survivesCrashes(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      try crashRepeatedly(seed: UInt64(seed))
    }
  }

  /// One journal that goes through several runs, each of which the power ends.
  private func crashRepeatedly(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bench = try Workbench()
    bench.limits = SegmentLimits(
      entries: .random(in: 2...9, using: &random),
      bytes: .random(in: 800...4_000, using: &random),
    )
    var known: [[UInt8]] = []
    var signed: UInt64 = 0
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let last = Int.random(in: 1...80, using: &random)
      bench.system.fail(call: bench.system.callCount + last, with: .powerOff)
      var attempted: [[UInt8]] = []
      do {
        var writer = try bench.openOrCreate()
        while true {
          if Int.random(in: 0..<4, using: &random) == 0 {
            try writer.sign()
            signed = writer.count
          }
          attempted = (0..<Int.random(in: 1...12, using: &random)).map {
            let length = Int.random(in: 0...(bench.limits.bytes / 5), using: &random)
            return Workbench.line(known.count + $0, length: length)
          }
          let sealing: JournalWriter.Sealing = Bool.random(using: &random) ? .atOnce : .later
          _ = try writer.append(attempted, sealing: sealing)
          known += attempted
          attempted = []
        }
      } catch is JournalError {}

      bench.system = bench.system.crash(seed: random.next())
      let count = try bench.openOrCreate().count
      let stored = try bench.stored()
      #expect(count == UInt64(stored.count), "seed \(seed)")
      #expect(stored.starts(with: known), "seed \(seed): an acknowledged entry is gone")
      #expect((known + attempted).starts(with: stored), "seed \(seed): something else is read")
      let found = try bench.reader().verify()
      #expect(found.problem == nil, "seed \(seed)")
      #expect(found.root == Workbench.frontier(stored).root)
      #expect(try bench.reader().head().count >= signed)
      known = stored
    }
  }

  @Test("A crash at each call of a run leaves a journal that opens", arguments: 0..<2)
  func crashesAtEachCall(_ seed: Int) throws {
    var call = 1
    while true {
      var bench = try Workbench()
      let start = bench.system.callCount
      bench.system.fail(call: start + call, with: .powerOff)
      var run = Run()
      do {
        try run.play(on: bench)
      } catch is JournalError {}
      if bench.system.callCount < start + call { break }
      bench.system = bench.system.crash(seed: UInt64(seed * 1_000 + call))
      do {
        _ = try bench.openOrCreate().count
        try run.check(bench.stored(), "call \(call)")
        #expect(try bench.reader().verify().problem == nil, "call \(call)")
      } catch {
        Issue.record("call \(call): \(error)")
      }
      call += 1
    }
    #expect(call > 100)
  }

  @Test(
    "A call that fails once costs nothing that was acknowledged",
    arguments: [MemoryFailure.once(.noSpace), .once(.ioError)],
  )
  func failsAtEachCall(_ failure: MemoryFailure) throws {
    var call = 1
    while true {
      var bench = try Workbench()
      let start = bench.system.callCount
      bench.system.fail(call: start + call, with: failure)
      var run = Run()
      var failures = 0
      while !run.isOver {
        do {
          try run.play(on: bench)
        } catch let error as JournalError {
          // The run goes on with a new writer, after what the failure left was looked at.
          failures += 1
          #expect(error.kind == .unavailable, "call \(call)")
          guard failures < 4 else { throw error }
          _ = try bench.openOrCreate().count
          run.resume(from: try bench.stored())
        }
      }
      if bench.system.callCount < start + call { break }
      try run.check(bench.stored(), "call \(call)")
      #expect(try bench.reader().verify().problem == nil, "call \(call)")
      // What was written off is not needed: the disk alone has everything.
      bench.system = bench.system.crash(seed: UInt64(call))
      _ = try bench.open().count
      try run.check(bench.stored(), "call \(call), after a crash")
      call += 1
    }
    #expect(call > 100)
  }

  @Test("A failed append leaves the writer usable, and none of its lines")
  func undoesFailedAppend() throws {
    var call = 1
    var undone = 0
    while true {
      let bench = try Workbench()
      var writer = try bench.create()
      _ = try writer.append(Workbench.lines(0..<3))
      let start = bench.system.callCount
      bench.system.fail(call: start + call, with: .once(.noSpace))
      do {
        _ = try writer.append(Workbench.lines(3..<14))
      } catch JournalError.files(let error) {
        guard !error.isFatal else {
          #expect(throws: JournalError.stopped(journal: bench.folder.name)) {
            _ = try writer.append(Workbench.lines(3..<14))
          }
          call += 1
          continue
        }
        #expect(writer.count == 3)
        #expect(try bench.stored() == Workbench.lines(0..<3))
        #expect(try writer.append(Workbench.lines(3..<14)) == 3..<14)
        undone += 1
      }
      if bench.system.callCount < start + call { break }
      #expect(try bench.stored() == Workbench.lines(0..<14))
      call += 1
    }
    #expect(undone > 3)
  }
}

/// A run of the program in steps, which can be interrupted and taken up again.
private struct Run {
  private(set) var known: [[UInt8]] = []
  private var attempted: [[UInt8]] = []
  private var step = 0

  static let groups = [1, 2, 6, 1, 4, 1]

  var isOver: Bool { step == Self.groups.count }

  mutating func play(on bench: Workbench) throws {
    var writer = try bench.openOrCreate()
    while step < Self.groups.count {
      if step % 3 == 1 { try writer.sign() }
      attempted = Workbench.lines(known.count..<(known.count + Self.groups[step]))
      _ = try writer.append(attempted)
      known += attempted
      attempted = []
      step += 1
      if step == 4 {
        // A new writer in the middle, and one entry replaced by a stub of it.
        writer = try bench.reopened(writer)
        let stub = Stub(Workbench.id(known[1]), because: .lost).line
        try writer.replace([1: stub])
        known[1] = stub
      }
    }
  }

  /// Goes on after a failure: what was found takes the place of what was attempted.
  mutating func resume(from stored: [[UInt8]]) {
    check(stored, "step \(step)")
    known = stored
    attempted = []
  }

  func check(_ stored: [[UInt8]], _ comment: Comment) {
    let leaves = { (lines: [[UInt8]]) in lines.map { NodeHash(line: $0.span.bytes) } }
    #expect(leaves(stored).starts(with: leaves(known)), comment)
    #expect(leaves(known + attempted).starts(with: leaves(stored)), comment)
  }
}

extension Workbench {
  fileprivate func openOrCreate() throws(JournalError) -> JournalWriter {
    try system.hasFolder(folder.path) ? open() : create()
  }

  fileprivate func reopened(_ writer: consuming JournalWriter) throws(JournalError) -> JournalWriter
  {
    _ = consume writer
    return try open()
  }
}

extension InMemoryFileSystem {
  fileprivate func hasFolder(_ path: FilePath) throws(JournalError) -> Bool {
    do throws(FileSystemError) { return try exists(path) } catch { throw .files(error) }
  }
}
