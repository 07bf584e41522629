import Bundling
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@Suite("Bundle")
struct BundleTests {
  private var folder: FilePath { TemporaryFolder.current }
  private var path: FilePath { folder.appending("a.steward.tar") }

  @Test(
    "What was packed is read again, line by line, across the cuts",
    .temporaryFolder,
    arguments: [(0, 0), (0, 1), (0, 4_096), (4_000, 4_200), (5_000, 5_000), (100, 9_000)],
  )
  func roundTrip(_ base: Int, _ size: Int) throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<size)
    let written = try firm.write(lines, from: base, to: path)
    let (bundle, journals) = try readWhole(path)
    #expect(journals == [Array(lines[base...])])
    #expect(bundle.note == written.note)
    #expect(bundle.card == firm.card)
    let stretch = try #require(bundle.stretches.first)
    #expect(stretch.base.count == UInt64(base) && stretch.size == UInt64(size))
    for segment in stretch.segments {
      #expect(segment.range.first / 4_096 == segment.range.last / 4_096)
    }
  }

  @Test("A file of entries ends before 16 MiB", .temporaryFolder)
  func cutBySize() throws {
    let firm = try Firm()
    let lines = (0..<300).map { number in
      Array("\(number) ".utf8) + [UInt8](repeating: 0x78, count: 65_500)
    }
    _ = try firm.write(lines, to: path)
    let (bundle, journals) = try readWhole(path)
    let isSame = journals == [lines]
    #expect(isSame)
    #expect(bundle.stretches[0].segments.map(\.range.first) == [0, 256])
  }

  @Test("The same input makes the same bytes, and leaves nothing else behind", .temporaryFolder)
  func deterministic() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<5_000)
    let other = folder.appending("b.steward.tar")
    _ = try firm.write(lines, from: 10, to: path)
    _ = try firm.write(lines, from: 10, to: other)
    let isSame = try path.contents == other.contents
    #expect(isSame)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.string).count == 2)
  }

  @Test("Stubs keep the tree, and their leaf is the entry's id", .temporaryFolder)
  func stubs() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<50)
    let shown = lines.enumerated().map { index, line in
      index % 3 == 0 ? Stub(Firm.id(of: line), because: .audience).line : line
    }
    _ = try firm.write(lines, showing: shown, to: path)
    let bundle = try BundleReader(opening: path, in: PosixFileSystem())
      .verify(trust: SelfCertifying())
    var stubs = 0
    _ = try bundle.forEachLine(of: bundle.stretches[0]) { line, _ in
      stubs += line.stub == nil ? 0 : 1
      return line.id == Firm.id(of: lines[Int(line.index)])
    }
    #expect(stubs == 17)
  }

  @Test("A packed segment is copied as it is", .temporaryFolder)
  func segments() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<4_100)
    let text: [UInt8] = lines.prefix(4_096).flatMap { $0 + [0x0A] }
    let gzip = try GzipCodec().compress(text.span.bytes)
    let segment = folder.appending("segment.gz")
    try segment.write(gzip)
    let files = PosixFileSystem()
    var writer = try BundleWriter(
      firm.plan(to: [firm.id]),
      spoolingIn: folder,
      of: files,
    )
    let (checkpoint, note) = try firm.checkpoint(lines)
    try writer.beginStretch(of: firm.origin, from: Frontier(), to: checkpoint, signed: note)
    let range = try #require(BundleRange(first: 0, last: 4_095))
    try writer.appendSegment(range, files.open(segment, .read))
    for line in lines[4_096...] { try writer.append(line.span.bytes) }
    try writer.endStretch()
    _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: firm.signer) }
    let (bundle, journals) = try readWhole(path)
    let isSame = journals == [lines]
    #expect(isSame)
    let copy = try files.open(folder.appending("copy"), .create())
    try bundle.copy(bundle.stretches[0].segments[0].file, to: copy)
    let isCopied = try folder.appending("copy").contents == gzip
    #expect(isCopied)
    // It is also the very file that the writer would have made of the lines.
    let other = folder.appending("b.steward.tar")
    var second = try BundleWriter(firm.plan(to: [firm.id]), spoolingIn: folder, of: files)
    try second.beginStretch(of: firm.origin, from: Frontier(), to: checkpoint, signed: note)
    for line in lines { try second.append(line.span.bytes) }
    try second.endStretch()
    _ = try second.finish(at: other) { try SignedNote(text: $0, signer: firm.signer) }
    let isEqual = try path.contents == other.contents
    #expect(isEqual)
  }

  @Test(
    "Attachments, receipts, links, relayed bundles and disclosed entries travel along",
    .temporaryFolder,
  )
  func everything() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<20)
    let files = PosixFileSystem()
    let inner = folder.appending("inner.steward.tar")
    _ = try Firm(2).write(Firm.lines(0..<3), to: inner)
    let scan = folder.appending("scan.pdf")
    try scan.write(Array("%PDF".utf8))
    _ = try firm.write(lines, from: 15, to: path) { writer in
      try writer.addAttachment(files.open(scan, .read))
      try writer.addAttachment(files.open(scan, .read))
      writer.addReceipt(of: try Firm(2).origin, firm.card.bytes)
      writer.addKeyLink(firm.card.bytes)
      try writer.addRelayed("inner.steward.tar", files.open(inner, .read))
    }
    let (bundle, _) = try readWhole(path)
    #expect(bundle.attachments.map(\.digest) == [FileDigest(of: Array("%PDF".utf8))])
    #expect(try bundle.bytes(of: bundle.attachments[0], limit: 10) == Array("%PDF".utf8))
    #expect(throws: BundleFault.self) { try bundle.bytes(of: bundle.attachments[0], limit: 3) }
    #expect(try bundle.receipts.map(\.origin) == [Firm(2).origin])
    #expect(bundle.keyLinks.map(\.bytes) == [firm.card.bytes])
    let copy = folder.appending("copy")
    try bundle.copy(bundle.relayed[0], to: files.open(copy, .create()))
    let nested = try BundleReader(opening: copy, in: files, isNested: true)
    #expect(try nested.note.sender == Firm(2).id)
    #expect(throws: BundleFault.self) {
      try BundleReader(opening: path, in: files, isNested: true)
    }
  }

  @Test("Older entries are disclosed with their index", .temporaryFolder)
  func disclosed() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<20)
    var writer = try BundleWriter(
      firm.plan(to: [firm.id]),
      spoolingIn: folder,
      of: PosixFileSystem(),
    )
    let (checkpoint, note) = try firm.checkpoint(lines)
    try writer.beginStretch(
      of: firm.origin,
      from: Firm.frontier(Array(lines.prefix(18))),
      to: checkpoint,
      signed: note,
    )
    for index in [3, 7, 11] {
      let line = lines[index]
      try writer.disclose(line.span.bytes, at: UInt64(index))
    }
    for line in lines[18...] { try writer.append(line.span.bytes) }
    try writer.endStretch()
    _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: firm.signer) }
    let (bundle, _) = try readWhole(path)
    var found: [UInt64] = []
    try bundle.forEachDisclosed(of: bundle.stretches[0]) { line, _ in
      found.append(line.index)
      return line.id == Firm.id(of: lines[Int(line.index)])
    }
    #expect(found == [3, 7, 11])
  }

  @Test("A sealed bundle shows stubs only, and its note matches the one inside", .temporaryFolder)
  func sealed() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<5)
    let files = PosixFileSystem()
    let clear = folder.appending("clear.tar")
    let inner = try firm.write(lines, to: clear)
    let stubs = lines.map { Stub(Firm.id(of: $0), because: .sealed).line }
    let outer = try firm.write(lines, showing: stubs, to: path, isSealed: true) { writer in
      try writer.addSealed(files.open(clear, .read))
    }
    let (bundle, journals) = try readWhole(path)
    #expect(journals == [stubs])
    #expect(bundle.sealed != nil && bundle.note.isSealed)
    #expect(inner.note.isInside(outer.note) && !outer.note.isInside(inner.note))
    #expect(inner.note.id != outer.note.id)
    let open = folder.appending("open.tar")
    _ = try firm.write(lines, to: open, isSealed: true) { writer in
      try writer.addSealed(files.open(clear, .read))
    }
    let fault = #expect(throws: BundleFault.self) { try readWhole(open) }
    #expect(fault?.layer == .tree)
  }

  @Test(
    "A line that is no entry is reported with its place, and refuses nothing",
    .temporaryFolder,
  )
  func malformed() throws {
    let firm = try Firm()
    let lines: [[UInt8]] = [Array("not JSON".utf8), [], Array("{}".utf8)]
    _ = try firm.write(lines, to: path)
    let (bundle, journals) = try readWhole(path)
    #expect(journals == [lines])
    let (count, first) = try bundle.malformedLines(of: bundle.stretches[0], limit: 2)
    #expect(count == 3 && first.map(\.line.index) == [0, 1])
  }

  @Test("A line that is too long for an entry is one line's fault", .temporaryFolder)
  func longLine() throws {
    let firm = try Firm()
    let files = PosixFileSystem()
    let lines = [Firm.lines(0..<1)[0], [UInt8](repeating: 0x78, count: 700_000)]
    let text: [UInt8] = lines.flatMap { $0 + [0x0A] }
    let segment = folder.appending("segment")
    try segment.write(GzipDeflater.gzip(text.span.bytes))
    var writer = try BundleWriter(firm.plan(to: [firm.id]), spoolingIn: folder, of: files)
    let (checkpoint, note) = try firm.checkpoint(lines)
    try writer.beginStretch(of: firm.origin, from: Frontier(), to: checkpoint, signed: note)
    let range = try #require(BundleRange(first: 0, last: 1))
    try writer.appendSegment(range, files.open(segment, .read))
    try writer.endStretch()
    _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: firm.signer) }
    let (bundle, journals) = try readWhole(path)
    let isSame = journals == [lines]
    #expect(isSame)
    let (count, first) = try bundle.malformedLines(of: bundle.stretches[0])
    #expect(count == 2 && first.last?.fault.reason == .tooLong)
    // Whoever keeps the stretch as it came can read it again.
    let place = JournalFolder(folder.appending("journal"), lost: folder.appending("lost"))
    var held = try HeldJournalWriter.open(
      place,
      files: files,
      codec: GzipCodec(),
      saying: "a test",
    )
    try held.add(files.open(segment, .read), as: SegmentRange(first: 0, last: 1))
    try held.advance(to: Firm.frontier(lines), checkpoint: note.bytes)
    #expect(try held.reader.line(at: 1) == lines[1])
  }

  @Test("Entries that do not give the signed root are not packed", .temporaryFolder)
  func wrongRoot() throws {
    let firm = try Firm()
    var shown = Firm.lines(0..<5)
    shown[2].append(0x20)
    let fault = #expect(throws: BundleFault.self) {
      try firm.write(Firm.lines(0..<5), showing: shown, to: path)
    }
    #expect(fault?.layer == .tree)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.string).isEmpty)
  }

  @Test("A bundle for others is refused at its address", .temporaryFolder)
  func address() throws {
    let firm = try Firm()
    _ = try firm.write(Firm.lines(0..<5), to: path)
    let reader = try BundleReader(opening: path, in: PosixFileSystem())
    let fault = #expect(throws: BundleFault.self) {
      try reader.verify(trust: SelfCertifying()) { $0.contains(firm.id) }
    }
    #expect(fault?.layer == .address)
  }

  @Test("A store believes whom it has enrolled, and names the others", .temporaryFolder)
  func trust() throws {
    let firm = try Firm()
    let reader = try Firm(9)
    _ = try firm.write(Firm.lines(0..<5), to: path)
    let stranger = #expect(throws: BundleFault.self) {
      try readWhole(path, trust: TrustBook(own: reader.card))
    }
    #expect(stranger?.layer == .trust && stranger?.kind == .needsPerson)
    let enrolment = try Enrolment(firm.card, as: .company, isCompared: true, since: nil)
    let book = TrustBook(own: reader.card, enrolments: [enrolment])
    #expect(try readWhole(path, trust: book).0.note.sender == firm.id)
  }
}
