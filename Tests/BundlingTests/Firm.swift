import Bundling
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

/// An organisation with keys and one journal, whose lines a test makes up.
struct Firm {
  let keys: OrganisationKeys
  let origin: Origin
  let card: Card
  let signer: NoteSigner
  let name: String

  /// A firm whose keys follow from `number`.
  init(_ number: UInt8 = 1, name: String = "Größe & Söhne GmbH") throws {
    let seed = Seed(bytes: [UInt8](repeating: number, count: 32))
    keys = try OrganisationKeys(seed: #require(seed))
    origin = try #require(Origin("steward/\(keys.organisation)/main-aaaabbbb"))
    let profile = try Profile(name: name, role: .company, country: "DE")
    card = try Card.first(profile, journal: origin, keys: keys)
    signer = try keys.journalSigner(for: origin)
    self.name = name
  }

  /// The id.
  var id: OrganisationID { keys.organisation }

  /// Lines of a journal, the first ones of it.
  static func lines(_ range: Range<Int>) -> [[UInt8]] {
    range.map { Array(#"{"form":"note/1","number":\#($0),"text":"an entry of no meaning"}"#.utf8) }
  }

  /// The id of the entry with this line.
  static func id(of line: [UInt8]) -> EntryID { EntryID(line: line.span.bytes) }

  /// The frontier over these lines or stubs.
  static func frontier(_ lines: [[UInt8]]) -> Frontier {
    var frontier = Frontier()
    for line in lines {
      let span = line.span.bytes
      frontier.append(Stub(line: span)?.leaf.hash ?? NodeHash(leaf: span))
    }
    return frontier
  }

  /// A signed checkpoint over these lines.
  func checkpoint(_ lines: [[UInt8]]) throws -> (Checkpoint, SignedNote) {
    let frontier = Self.frontier(lines)
    let checkpoint = Checkpoint(origin: origin.text, size: frontier.count, root: frontier.root)
    return (checkpoint, try SignedNote(text: checkpoint.text, signer: signer))
  }

  /// A plan for a bundle of its.
  func plan(
    to recipients: [OrganisationID],
    part: BundlePart = BundlePart(),
    isSealed: Bool = false,
  ) throws -> BundlePlan {
    BundlePlan(
      name: try #require(BundleName("firm-aaaabbbb-0-9")),
      sender: id,
      card: card,
      recipients: recipients,
      part: part,
      isSealed: isSealed,
    )
  }

  /// Writes a bundle of the journal's lines from `base` on, with `shown` in their place.
  func write(
    _ lines: [[UInt8]],
    from base: Int = 0,
    showing shown: [[UInt8]]? = nil,
    to path: FilePath,
    isSealed: Bool = false,
    extra: (inout BundleWriter) throws -> Void = { _ in },
  ) throws -> WrittenBundle {
    let folder = TemporaryFolder.current
    var writer = try BundleWriter(
      plan(to: [Firm(9).id], isSealed: isSealed),
      spoolingIn: folder,
      of: PosixFileSystem(),
    )
    let (checkpoint, note) = try checkpoint(lines)
    try writer.beginStretch(
      of: origin,
      from: Self.frontier(Array(lines.prefix(base))),
      to: checkpoint,
      signed: note,
    )
    for line in shown ?? Array(lines[base...]) { try writer.append(line.span.bytes) }
    try writer.endStretch()
    try extra(&writer)
    return try writer.finish(at: path) { try SignedNote(text: $0, signer: signer) }
  }
}

extension FilePath {
  /// The file's bytes.
  var contents: [UInt8] {
    get throws { try Array(Data(contentsOf: URL(filePath: string))) }
  }

  /// Writes the file.
  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: string))
  }
}

/// Reads a bundle to its end, as somebody who knows nobody.
func readWhole(_ path: FilePath, trust: some BundleTrust = SelfCertifying()) throws
  -> (VerifiedBundle, [[[UInt8]]])
{
  let reader = try BundleReader(opening: path, in: PosixFileSystem())
  let bundle = try reader.verify(trust: trust)
  var journals: [[[UInt8]]] = []
  for stretch in bundle.stretches {
    var lines: [[UInt8]] = []
    let frontier = try bundle.forEachLine(of: stretch) { _, line in
      lines.append(line.withUnsafeBytes { Array($0) })
      return true
    }
    _ = try #require(frontier)
    journals.append(lines)
  }
  return (bundle, journals)
}
