import Journal
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Journal writer")
struct JournalWriterTests {
  @Test("Entries come back in order, by range and one by one, across segments")
  func readsBack() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    #expect(try writer.append([]) == 0..<0)
    #expect(try writer.append(Workbench.lines(0..<1)) == 0..<1)
    #expect(try writer.append(Workbench.lines(1..<11)) == 1..<11)
    #expect(writer.count == 11)
    let reader = bench.reader()
    for from in 0..<11 {
      #expect(try reader.line(at: UInt64(from)) == Workbench.line(from))
      for to in from...11 {
        var found: [[UInt8]] = []
        try reader.forEachLine(from: UInt64(from), to: UInt64(to)) { _, line in
          found.append(line.withUnsafeBytes { Array($0) })
        }
        #expect(found == Workbench.lines(from..<to))
      }
    }
    #expect(try reader.sealedSegments().map(\.first) == [0, 4])
    let error = #expect(throws: JournalError.self) { try reader.line(at: 11) }
    #expect(error?.kind == .notAuthentic)
  }

  @Test("The files have the names and the bytes that the format says")
  func namesFiles() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    _ = try writer.append(Workbench.lines(0..<6))
    try writer.sign()
    let entries = bench.folder.entries
    #expect(
      try bench.system.list(entries).map(\.name) == [
        "000000000000-000000000003.ndjson.gz", "000000000004.ndjson",
      ]
    )
    let open = bench.system.bytes(at: entries.appending("000000000004.ndjson"))
    #expect(open == Workbench.lines(4..<6).joinedLines)
    let frontier = Workbench.frontier(Workbench.lines(0..<6))
    let root = Base64.encode(frontier.root.bytes)
    let head = Array("steward/head/1\nroot \(root)\n".utf8) + frontier.text
    #expect(bench.system.bytes(at: bench.folder.head) == head)
    #expect(try bench.reader().checkpoint() == Workbench.checkpoint(frontier))
  }

  @Test("Segments end at multiples of their length, and before they grow too large")
  func endsSegments() throws {
    var bench = try Workbench()
    bench.limits = SegmentLimits(entries: 10, bytes: 1_000)
    var writer = try bench.create()
    _ = try writer.append((0..<12).map { Workbench.line($0, length: $0 < 4 ? 260 : 1) })
    #expect(
      try bench.reader().sealedSegments() == [
        SegmentRange(first: 0, last: 2), SegmentRange(first: 3, last: 9),
      ]
    )
    #expect(writer.count == 12)
  }

  @Test("What a line may not be is refused before anything is written")
  func refusesUnfitLines() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    for bad in [[], Array("{}\n".utf8), [UInt8](repeating: 0x20, count: 65_536)] {
      let error = #expect(throws: JournalError.self) {
        try writer.append([Workbench.line(0), bad])
      }
      #expect(error?.kind == .refused)
      #expect(writer.count == 0)
    }
  }

  @Test("Two processes never write to one journal, and readers are not held up")
  func locks() throws {
    let bench = try Workbench()
    do {
      var writer = try bench.create()
      let busy = JournalError.busy(journal: bench.folder.name, holder: "a test")
      #expect(throws: busy) { _ = try bench.open().count }
      _ = try writer.append(Workbench.lines(0..<2))
      #expect(try bench.stored() == Workbench.lines(0..<2))
    }
    #expect(try bench.open().count == 2)
  }

  @Test("A journal is made only where there is nothing, and opened only where it is")
  func neverAdopts() throws {
    let bench = try Workbench()
    #expect(throws: JournalError.absent(bench.folder.path)) { _ = try bench.open().count }
    try bench.system.makeFolder(bench.folder.path)
    #expect(throws: JournalError.exists(bench.folder.path)) { _ = try bench.create().count }
  }

  @Test("Full segments can be packed later, beside further appends")
  func sealsLater() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    _ = try writer.append(Workbench.lines(0..<10), sealing: .later)
    #expect(try bench.reader().sealedSegments().isEmpty)
    #expect(try bench.stored() == Workbench.lines(0..<10))
    let finished = writer.takeFinished()
    #expect(finished.map(\.range.first) == [0, 4])
    _ = try writer.append(Workbench.lines(10..<11), sealing: .later)
    for segment in finished { try segment.seal() }
    #expect(try bench.reader().sealedSegments().map(\.first) == [0, 4])
    #expect(try bench.stored() == Workbench.lines(0..<11))
  }

  @Test("Signing reads what is new, and a checkpoint of anything else is not kept")
  func signs() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    for end in [1, 3, 4, 9, 9] {
      _ = try writer.append(Workbench.lines(Int(writer.count)..<end))
      let frontier = try writer.signable()
      #expect(frontier == Workbench.frontier(Workbench.lines(0..<end)))
      try writer.writeHead(frontier)
      let other = try Workbench.checkpoint(Workbench.frontier(Workbench.lines(1..<end)))
      #expect(throws: JournalError.self) { try writer.writeCheckpoint(other) }
      try writer.writeCheckpoint(Workbench.checkpoint(frontier))
      #expect(try bench.reader().head().frontier == frontier)
    }
    #expect(try bench.reader().verify().problem == nil)
  }

  @Test("A stub takes an entry's place in any segment, and the tree stays the same")
  func replaces() throws {
    let bench = try Workbench()
    var writer = try bench.create()
    let lines = Workbench.lines(0..<10)
    _ = try writer.append(lines)
    try writer.sign()
    let record = Workbench.id(lines[2])
    var stubs: [UInt64: [UInt8]] = [:]
    for index in [2, 8] {
      stubs[UInt64(index)] =
        Stub(erased: Workbench.id(lines[index]), of: record).line
    }
    try writer.replace(stubs)
    _ = try writer.append([Workbench.line(10)])
    let stored = try bench.stored()
    #expect(stored.count == 11)
    #expect(stored[2] == stubs[2])
    #expect(stored[8] == stubs[8])
    #expect(stored[3] == lines[3])
    #expect(try bench.reader().completedRanges().map(\.first) == [0, 8])
    let frontier = try writer.signable()
    #expect(frontier == Workbench.frontier(lines + [Workbench.line(10)]))
    try writer.writeHead(frontier)
    #expect(try bench.reader().verify().problem == nil)
    #expect(throws: JournalError.otherEntry(journal: bench.folder.name, index: 9)) {
      try writer.replace([9: lines[8]])
    }
  }
}
