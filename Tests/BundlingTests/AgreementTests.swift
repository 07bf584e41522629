import Bundling
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@Suite("Agreement of two verifiers")
struct AgreementTests {
  private var folder: FilePath { TemporaryFolder.current }

  @Test(
    "A bundle that is written here is authentic to the other verifier",
    .temporaryFolder,
    .enabled(if: PythonVerifier.isPresent, PythonVerifier.absence),
  )
  func written() throws {
    let firm = try Firm()
    let files = PosixFileSystem()
    let lines = Firm.lines(0..<9_000)
    let stubs = lines.enumerated().map { index, line in
      index % 7 == 0 ? Stub(Firm.id(of: line), because: .audience).line : line
    }
    let paths = (0..<5).map { folder.appending("\($0).steward.tar") }
    _ = try firm.write(lines, to: paths[0])
    _ = try firm.write(lines, from: 4_321, showing: Array(stubs[4_321...]), to: paths[1])
    _ = try firm.write(lines, from: 9_000, to: paths[2])
    let scan = folder.appending("scan.pdf")
    try scan.write(Array("%PDF".utf8))
    _ = try firm.write(Array(lines.prefix(20)), from: 15, to: paths[3]) { writer in
      try writer.addAttachment(files.open(scan, .read))
      writer.addReceipt(of: try Firm(2).origin, firm.card.bytes)
      writer.addKeyLink(firm.card.bytes)
      try writer.addRelayed("inner.steward.tar", files.open(paths[2], .read))
    }
    let sealed = lines.prefix(5).map { Stub(Firm.id(of: $0), because: .sealed).line }
    _ = try firm.write(
      Array(lines.prefix(5)),
      showing: Array(sealed),
      to: paths[4],
      isSealed: true,
    ) { writer in
      try writer.addSealed(files.open(paths[2], .read))
    }
    #expect(try PythonVerifier.layers(of: paths) == paths.map { _ in "authentic" })
    for path in paths { #expect(verdict(of: path).0.layer == nil, "\(path)") }
  }

  @Test(
    "A changed byte is judged alike, and hardly any is harmless",
    .temporaryFolder,
    .enabled(if: PythonVerifier.isPresent, PythonVerifier.absence),
    arguments: ["good/two-journals", "good/disclosed-and-attachment"],
  )
  func damage(_ name: String) throws {
    let bundle = ConformanceCase(name: name).path
    let bytes = try bundle.contents
    var generator = SeededGenerator(seed: 8_493)
    var changes = (0..<1_000).map { _ in
      let offset = Int.random(in: bytes.indices, using: &generator)
      let step = UInt8.random(in: 1...255, using: &generator)
      return (offset: offset, value: bytes[offset] &+ step)
    }
    // What ends the checksum of a header may be a space or a zero: the one choice there is.
    for offset in [154, 155] {
      changes.append((offset: offset, value: bytes[offset] == 0 ? 0x20 : 0))
    }
    let others = try PythonVerifier.layers(of: bundle, changing: changes)
    try #require(others.count == changes.count)
    let copy = folder.appending("copy.steward.tar")
    for (change, other) in zip(changes, others) {
      var damaged = bytes
      damaged[change.offset] = change.value
      try copy.write(damaged)
      let (found, reason) = verdict(of: copy)
      let layer = found.layer?.rawValue ?? "authentic"
      #expect(layer == other, "byte \(change.offset) made \(change.value): \(reason)")
      let isFiller =
        [0, 0x20].contains(change.value)
        && (change.offset % 512 == 154 || change.offset % 512 == 155)
      #expect(found.layer != nil || isFiller, "byte \(change.offset) made \(change.value)")
    }
    #expect(others.suffix(2).allSatisfy { $0 == "authentic" })
  }
}
