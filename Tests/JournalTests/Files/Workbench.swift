import Journal
import Records
import SystemPackage
import TestSupport

/// A store in memory with one journal, and what the tests of it have in common.
struct Workbench {
  var system = InMemoryFileSystem()
  var codec = PlainCodec()
  var limits = SegmentLimits(entries: 4, bytes: 4_000)
  /// Short paths: in a debug build, most of the time goes into making them.
  let folder = JournalFolder("/j/a", lost: "/l")
  static let origin = "steward/test/office"

  init() throws {
    try system.makeFolder("/j")
    try system.openFolder("/").sync()
  }

  func create() throws(JournalError) -> JournalWriter {
    try .create(folder, files: system, codec: codec, limits: limits, saying: "a test")
  }

  func open() throws(JournalError) -> JournalWriter {
    try .open(folder, files: system, codec: codec, limits: limits, saying: "a test")
  }

  func openHeld() throws(JournalError) -> HeldJournalWriter {
    try .open(folder, files: system, codec: codec, saying: "a test")
  }

  func reader(_ kind: JournalReader.Kind = .own) -> JournalReader {
    JournalReader(folder, kind: kind, files: system, codec: codec)
  }

  /// Every line that a reader finds.
  func stored(_ kind: JournalReader.Kind = .own) throws -> [[UInt8]] {
    let reader = reader(kind)
    var lines: [[UInt8]] = []
    try reader.forEachLine(from: 0, to: reader.count()) { index, line in
      precondition(index == lines.count, "Lines come in order.")
      lines.append(line.withUnsafeBytes { Array($0) })
    }
    return lines
  }

  /// A line that says its number, of any length up to 700 bytes.
  static func line(_ number: Int, length: Int = 0) -> [UInt8] {
    Array(#"{"number":\#(number),"text":"\#(String(repeating: "x", count: length))"}"#.utf8)
  }

  static func lines(_ range: Range<Int>) -> [[UInt8]] { range.map { line($0) } }

  static func id(_ line: [UInt8]) -> EntryID { EntryID(line: line.span.bytes) }

  /// The tree's right edge after these lines.
  static func frontier(_ lines: some Sequence<[UInt8]>) -> Frontier {
    var frontier = Frontier()
    for line in lines { frontier.append(NodeHash(line: line.span.bytes)) }
    return frontier
  }

  static func checkpoint(_ frontier: Frontier) throws -> [UInt8] {
    let signer = try NoteSigner(name: origin, seed: [UInt8](repeating: 7, count: 32))
    let checkpoint = Checkpoint(origin: origin, size: frontier.count, root: frontier.root)
    return try SignedNote(text: checkpoint.text, signer: signer).bytes
  }
}

extension JournalWriter {
  /// Signs all entries, as packing does.
  mutating func sign() throws {
    let frontier = try signable()
    try writeHead(frontier)
    try writeCheckpoint(Workbench.checkpoint(frontier))
  }
}

extension [[UInt8]] {
  /// The lines as a segment holds them.
  var joinedLines: [UInt8] { flatMap { $0 + [UInt8(ascii: "\n")] } }
}
