import Journal
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Journal damage")
struct JournalDamageTests {
  private let bench: Workbench
  /// Entries 0..<4 are packed, 4..<7 are not, and all but the last two are signed.
  private let lines = Workbench.lines(0..<7)
  private let open: FilePath
  private let sealed: FilePath

  init() throws {
    bench = try Workbench()
    open = bench.folder.openSegment(4)
    sealed = bench.folder.sealedSegment(SegmentRange(first: 0, last: 3))
    var writer = try bench.create()
    _ = try writer.append(Array(lines[..<5]))
    try writer.sign()
    _ = try writer.append([lines[5]])
    _ = try writer.append([lines[6]])
  }

  /// The damage that opening the journal reports.
  private func damage() -> Damage? {
    let error = #expect(throws: JournalError.self) { _ = try bench.open().count }
    guard case .damaged(let damage) = error else {
      Issue.record("\(String(describing: error))")
      return nil
    }
    return damage
  }

  private static let tails: [[UInt8]] = [
    Array(#"{"number":7,"te"#.utf8),
    Array(#"{"number":7,"te"#.utf8) + [UInt8](repeating: 0, count: 600) + Array("x\"}\n".utf8),
    [UInt8](repeating: 0, count: 4_096),
    Array("\n".utf8),
    Array("\n\n\u{0}garbage\n\n".utf8),
    [UInt8](repeating: 0xFF, count: 300_000),
    Array("[1,2]\n7\n\"text\"\n".utf8),
  ]

  @Test("The remains of a write go to ‘lost’ before they are cut", arguments: tails)
  func cutsTornTails(_ tail: [UInt8]) throws {
    bench.system.tamper(with: open) { $0 += tail }
    let size = Workbench.lines(4..<7).joinedLines.count
    var writer = try bench.open()
    #expect(writer.count == 7)
    #expect(bench.system.bytes(at: open)?.count == size)
    let kept = bench.folder.lost.appending("\(bench.folder.name)-000000000004-\(size).cut")
    #expect(bench.system.bytes(at: kept) == tail)
    #expect(bench.system.crash(seed: 1).bytes(at: kept) == tail)
    _ = try writer.append([Workbench.line(7)])
    #expect(try bench.stored() == Workbench.lines(0..<8))
  }

  @Test("Readers do not see the remains of a write before they are cut", arguments: tails)
  func readersPassOverTails(_ tail: [UInt8]) throws {
    bench.system.tamper(with: open) { $0 += tail }
    #expect(try bench.stored() == lines)
    #expect(try bench.reader().verify().problem == nil)
  }

  @Test("Two tails that are cut at one place are both kept")
  func keepsEveryTail() throws {
    for _ in 0..<2 {
      bench.system.tamper(with: open) { $0 += Array("half".utf8) }
      _ = try bench.open().count
    }
    #expect(try bench.system.list(bench.folder.lost).count == 2)
  }

  @Test("A damaged entry is reported and not cut, signed or not", arguments: [4, 5])
  func keepsDamagedEntries(_ number: Int) throws {
    let line = String(decoding: Workbench.line(number), as: UTF8.self)
    bench.system.tamper(with: open) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      bytes = Array(text.split(separator: line).joined(separator: "{broken").utf8)
    }
    let before = bench.system.bytes(at: open)
    #expect(damage()?.path == open)
    #expect(bench.system.bytes(at: open) == before)
    #expect(try !bench.system.exists(bench.folder.lost))
  }

  @Test("A journal cut short before its head is called an old copy")
  func noticesMissingSignedEntries() throws {
    bench.system.tamper(with: open) { $0 = [] }
    let expected = JournalError.shorterThanSigned(
      journal: bench.folder.name,
      count: 4,
      signed: 5,
    )
    #expect(throws: expected) { _ = try bench.open().count }
    #expect(throws: expected) { _ = try bench.reader().count() }
    #expect(try bench.reader().verify().problem == expected)
  }

  @Test("Missing files are named")
  func namesMissingFiles() throws {
    try bench.system.remove(open)
    #expect(damage()?.path == open)
    let packed = try #require(bench.system.bytes(at: sealed))
    try bench.system.remove(sealed)
    #expect(damage() != nil)
    #expect(try bench.reader().verify().problem != nil)
    try bench.system.writeAtomically(packed.span.bytes, to: sealed)
  }

  @Test("A packed segment that was changed is found by reading it")
  func findsChangedSegment() throws {
    bench.system.tamper(with: sealed) { $0[$0.count - 3] ^= 1 }
    let found = try bench.reader().verify()
    #expect(found.size < 4)
    guard case .damaged(let damage) = found.problem else {
      Issue.record("\(found)")
      return
    }
    #expect(damage.path == sealed)
  }

  @Test("A segment packed anew with other or fewer lines does not pass", arguments: [3, 4, 5])
  func findsForgedSegment(_ count: Int) throws {
    var forged = Workbench.lines(0..<count)
    forged[1] = Workbench.line(1, length: 1)
    let packed = try bench.codec.compress(forged.joinedLines.span.bytes)
    bench.system.tamper(with: sealed) { $0 = packed }
    #expect(try bench.reader().verify().problem != nil)
  }

  @Test("Unpacked lines that differ from the packed ones beside them are kept")
  func keepsDifferingCopies() throws {
    let path = bench.folder.openSegment(0)
    try bench.system.writeAtomically("{\"other\":1}\n", to: path)
    #expect(damage()?.path == path)
    #expect(bench.system.bytes(at: path) != nil)
    try bench.system.writeAtomically(Workbench.lines(0..<4).joinedLines.span.bytes, to: path)
    #expect(try bench.open().count == 7)
    #expect(bench.system.bytes(at: path) == nil)
  }

  @Test("Nothing is signed that contradicts what was signed before")
  func signsNothingInconsistent() throws {
    // Another line of the same length in place of entry 4, the last that was signed.
    bench.system.tamper(with: open) { $0[10] = UInt8(ascii: "9") }
    var writer = try bench.open()
    let error = #expect(throws: JournalError.self) { _ = try writer.signable() }
    guard case .contradictsSigned = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A head older than the checkpoint is an old copy")
  func noticesOldHead() throws {
    let old = try #require(bench.system.bytes(at: bench.folder.head))
    do {
      var writer = try bench.open()
      try writer.sign()
    }
    bench.system.tamper(with: bench.folder.head) { $0 = old }
    var writer = try bench.open()
    let error = #expect(throws: JournalError.self) { _ = try writer.signable() }
    guard case .contradictsSigned = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A damaged head stops everything and says so")
  func refusesDamagedHead() throws {
    bench.system.tamper(with: bench.folder.head) { $0[20] ^= 1 }
    #expect(damage()?.path == bench.folder.head)
    #expect(try bench.reader().verify().problem != nil)
  }
}
