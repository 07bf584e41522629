import Bundling
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@Suite("Hostile bundle")
struct HostileBundleTests {
  private var path: FilePath { TemporaryFolder.current.appending("a.steward.tar") }

  @Test("Every truncation is refused", .temporaryFolder)
  func truncations() throws {
    _ = try Firm().write(Firm.lines(0..<3), to: path)
    let bytes = try path.contents
    for count in stride(from: 0, to: bytes.count, by: 61) {
      try path.write(Array(bytes.prefix(count)))
      #expect(throws: BundleFault.self, "\(count)") { try readWhole(path) }
    }
  }

  /// Every byte is signed but the archive's own, and of that each header has a checksum.
  @Test("Every changed byte is refused", .temporaryFolder)
  func flips() throws {
    _ = try Firm().write(Firm.lines(0..<3), from: 1, to: path)
    let bytes = try path.contents
    // Every place in a block comes up, since 512 is no multiple of 7.
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var copy = bytes
      copy[index] ^= index % 2 == 0 ? 0x01 : 0x80
      try path.write(copy)
      #expect(throws: BundleFault.self, "byte \(index)") { try readWhole(path) }
    }
  }

  @Test(
    "A changed file is refused by the layer that it breaks",
    .temporaryFolder,
    arguments: [
      Change("bagit.txt", "1.0", "0.9", .bag),
      Change("bundle.note", "part 1 1", "part 1 2", .note),
      Change("bundle.note", "steward/bundle/1", "steward/bundle/2", .note),
      Change("card.note", "DE", "FR", .signature),
      Change("bag-info.txt", "1 of 1", "2 of 2", .note),
      Change("bag-info.txt", "GmbH", "gmbh", .note),
      Change("bag-info.txt", "firm-aaaabbbb", "firm-aaaacccc", .bag),
      Change("README.txt", "WHAT", "THAT", .digests),
      Change("tagmanifest-sha256.txt", "README.txt", "READER.txt", .bag),
      Change("manifest-sha256.txt", "/base", "/case", .bag),
      Change("data/journals/0001/checkpoint", "steward", "steweed", .digests),
      Change("data/journals/0001/base", "0\n", "1\n", .digests),
    ],
  )
  func changes(_ change: Change) throws {
    let folder = TemporaryFolder.current
    let firm = try Firm()
    _ = try firm.write(Firm.lines(0..<3), to: path)
    let files = try Unpacked(path)
    try files.replace(change.file, change.old, by: change.new)
    let copy = folder.appending("copy.tar")
    try files.pack(to: copy)
    let fault = #expect(throws: BundleFault.self) { try readWhole(copy) }
    #expect(fault?.layer == change.layer, "\(fault?.problem ?? "")")
    #expect(fault?.remedy != nil)
  }

  @Test(
    "Files that are missing, extra or elsewhere are refused",
    .temporaryFolder,
    arguments: [
      "rm data/journals/0001/base", "rm README.txt", "rm bagit.txt", "rm card.note",
      "echo x > data/x", "echo x > x.txt", "mv data/journals/0001 data/journals/0002",
      "mkdir data/members && echo x > data/members/x.tar", "mv bundle.note Bundle.note",
      "rm data/journals/0001/entries/*", "echo x > data/journals/0001/entries/x",
    ],
  )
  func files(_ script: String) throws {
    _ = try Firm().write(Firm.lines(0..<3), to: path)
    let files = try Unpacked(path)
    #expect(try Shell.run(script, in: files.folder).status == 0)
    let copy = TemporaryFolder.current.appending("copy.tar")
    try files.pack(to: copy)
    let fault = #expect(throws: BundleFault.self) { try readWhole(copy) }
    #expect(fault?.layer == .bag)
  }

  @Test("Somebody else's card and key do not make it theirs", .temporaryFolder)
  func forger() throws {
    let firm = try Firm()
    let forger = try Firm(3)
    let lines = Firm.lines(0..<3)
    let folder = TemporaryFolder.current
    for (card, signer, layer) in [
      (firm.card, forger.signer, BundleLayer.signature), (forger.card, forger.signer, .trust),
    ] {
      let plan = BundlePlan(
        name: try #require(BundleName("x")),
        sender: firm.id,
        card: card,
        recipients: [firm.id],
      )
      var writer = try BundleWriter(plan, spoolingIn: folder, of: PosixFileSystem())
      let (checkpoint, note) = try firm.checkpoint(lines)
      try writer.beginStretch(of: firm.origin, from: Frontier(), to: checkpoint, signed: note)
      for line in lines { try writer.append(line.span.bytes) }
      try writer.endStretch()
      _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: signer) }
      let fault = #expect(throws: BundleFault.self) { try readWhole(path) }
      #expect(fault?.layer == layer && fault?.kind == .notAuthentic)
    }
  }

  @Test("A checkpoint that another key signed is refused", .temporaryFolder)
  func foreignCheckpoint() throws {
    let firm = try Firm()
    let lines = Firm.lines(0..<3)
    let impostor = try NoteSigner(name: firm.origin.text, seed: [UInt8](repeating: 7, count: 32))
    let (checkpoint, _) = try firm.checkpoint(lines)
    var writer = try BundleWriter(
      firm.plan(to: [firm.id]),
      spoolingIn: TemporaryFolder.current,
      of: PosixFileSystem(),
    )
    try writer.beginStretch(
      of: firm.origin,
      from: Frontier(),
      to: checkpoint,
      signed: try SignedNote(text: checkpoint.text, signer: impostor),
    )
    for line in lines { try writer.append(line.span.bytes) }
    try writer.endStretch()
    _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: firm.signer) }
    let fault = #expect(throws: BundleFault.self) { try readWhole(path) }
    #expect(fault?.layer == .checkpoint)
  }

  @Test(
    "Signed entries that are not those of the tree, or not as many, are refused",
    .temporaryFolder,
    arguments: [
      ("a\nb\nx\n", BundleLayer.tree), ("a\nb\n", .tree), ("a\nb\nc\nd\n", .tree),
      ("a\nb\nc", .tree),
      ("b\na\nc\n", .tree), ("", .tree),
    ],
  )
  func wrongTree(_ text: String, _ layer: BundleLayer) throws {
    try expect(GzipDeflater.gzip(Array(text.utf8).span.bytes), layer)
  }

  @Test("Signed bytes that are no good gzip are refused", .temporaryFolder)
  func wrongGzip() throws {
    let gzip = GzipDeflater.gzip(Array("a\nb\nc\n".utf8).span.bytes)
    try expect(gzip + gzip, .gzip)
    try expect(gzip.dropLast(), .gzip)
    try expect(Array("a\nb\nc\n".utf8), .gzip)
    let long = [UInt8](repeating: 0x61, count: 66_000) + [0x0A]
    try expect(GzipDeflater.gzip(long.span.bytes), .tree)
    let tooMuch = [UInt8](repeating: 0x0A, count: (16 << 20) + 1)
    try expect(GzipDeflater.gzip(tooMuch.span.bytes), .gzip)
  }

  /// A bundle whose one file of entries is signed as these bytes, over the tree of a, b, c.
  private func expect(_ gzip: [UInt8], _ layer: BundleLayer) throws {
    let firm = try Firm()
    let folder = TemporaryFolder.current
    let files = PosixFileSystem()
    let segment = folder.appending("segment")
    try segment.write(gzip)
    let lines = ["a", "b", "c"].map { Array($0.utf8) }
    var writer = try BundleWriter(firm.plan(to: [firm.id]), spoolingIn: folder, of: files)
    let (checkpoint, note) = try firm.checkpoint(lines)
    try writer.beginStretch(of: firm.origin, from: Frontier(), to: checkpoint, signed: note)
    let range = try #require(BundleRange(first: 0, last: 2))
    try writer.appendSegment(range, files.open(segment, .read))
    try writer.endStretch()
    _ = try writer.finish(at: path) { try SignedNote(text: $0, signer: firm.signer) }
    let fault = #expect(throws: BundleFault.self) { try readWhole(path) }
    #expect(fault?.layer == layer, "\(fault?.problem ?? "")")
  }
}

/// A change to a file of a bundle, and the layer that has to notice it.
struct Change: CustomTestStringConvertible, Sendable {
  let file: String
  let old: String
  let new: String
  let layer: BundleLayer
  var testDescription: String { "‘\(old)’ in \(file)" }

  init(_ file: String, _ old: String, _ new: String, _ layer: BundleLayer) {
    self.file = file
    self.old = old
    self.new = new
    self.layer = layer
  }
}

/// A bundle's files on the disk, unpacked by tar.
struct Unpacked {
  let folder: String
  private let parent: String

  init(_ path: FilePath) throws {
    parent = TemporaryFolder.current.appending("unpacked").string
    let script = "mkdir '\(parent)' && tar -xf '\(path)' -C '\(parent)'"
    #expect(try Shell.run(script).status == 0)
    folder = "\(parent)/firm-aaaabbbb-0-9"
  }

  func replace(_ file: String, _ old: String, by new: String) throws {
    let path = FilePath("\(folder)/\(file)")
    let text = String(decoding: try path.contents, as: UTF8.self)
    #expect(text.contains(old))
    try path.write(Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
  }

  /// Packs the files again, as a bundle is packed: its own files first, then the rest in order.
  func pack(to path: FilePath) throws {
    let order = """
      for f in bagit.txt bundle.note card.note bag-info.txt tagmanifest-sha256.txt \
      manifest-sha256.txt README.txt; do test -e $n/$f && echo $n/$f; done
      find $n -type f | LC_ALL=C sort | grep -vE \
      '^[^/]*/(bagit.txt|bundle.note|card.note|bag-info.txt|tagmanifest-sha256.txt|manifest-sha256.txt|README.txt)$'
      """
    let script = "n=firm-aaaabbbb-0-9; { \(order); } | tar --format=ustar -cf '\(path)' -T -"
    #expect(try Shell.run(script, in: parent).status == 0)
  }
}
