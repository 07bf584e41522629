public import Journal
import Records
public import Sealing

/// A bundle whose signature, trust, address, digests and checkpoints hold.
///
/// What is left is in the entries: their compression, the tree they make, and their
/// syntax, which ``forEachLine(of:_:)`` finds out while it reads.
public struct VerifiedBundle: Sendable {
  private let reader: BundleReader
  private let claim: BundleClaim
  private let contents: BundleContents

  init(reader: BundleReader, claim: BundleClaim, contents: BundleContents) {
    self.reader = reader
    self.claim = claim
    self.contents = contents
  }

  /// What the bundle is, from whom, to whom.
  public var note: BundleNote { reader.note }
  /// The same, with its signatures.
  public var signedNote: SignedNote { reader.signedNote }
  /// The sender's card.
  public var card: Card { claim.card }
  /// Key rotation links, unverified, in the order of their numbers.
  public var keyLinks: [SignedNote] { claim.keyLinks }
  /// The stretches, in the order of the note.
  public var stretches: [BundleStretch] { contents.stretches }
  /// The journals whose stretches were left out, as nothing here says who signs them; empty
  /// unless that was asked for.
  public var unverified: [Origin] { contents.unverified }
  /// The attachments; each file's digest is its attachment's.
  public var attachments: [BundleFile] { contents.attachments }
  /// The receipts, unverified.
  public var receipts: [BundleReceipt] { contents.receipts }
  /// Bundles of others, each to be copied out and opened as nested, by the last
  /// component of its path.
  public var relayed: [BundleFile] { contents.relayed }
  /// The encrypted bundle inside, if this one is sealed.
  public var sealed: BundleFile? { contents.sealed }

  // MARK: - Files

  /// All bytes of a file, which may have up to `limit`.
  ///
  /// - Throws: ``BundleFault`` over the limit, and when it cannot be read.
  public func bytes(of file: BundleFile, limit: Int) throws(BundleFault) -> [UInt8] {
    try reader.smallFile(file, limit: limit)
  }

  /// Copies a file out, as it is, to the beginning of an empty one, and checks its digest
  /// once more on the way.
  ///
  /// - Throws: ``BundleFault`` when it changed since, or cannot be read or written.
  public func copy(_ file: BundleFile, to target: any OpenFile) throws(BundleFault) {
    var hasher = FileDigest.Hasher()
    var offset: Int64 = 0
    try reader.index.range(file.offset, file.size).forEachBlock { (block) throws(BundleFault) in
      hasher.update(block)
      do throws(FileSystemError) { try target.write(block, at: offset) } catch {
        throw .machine(error)
      }
      offset += Int64(block.byteCount)
    }
    guard hasher.finish() == file.digest else {
      throw BundleFault(.digests, file: file.path, "the file changed while it was read")
    }
  }

  // MARK: - Entries

  /// Hands each line of a stretch to `body`, until that says `false`, and verifies the tree.
  ///
  /// The lines are handed out while they are read, and the root is known at the end: what
  /// `body` makes of them must not be kept unless this returns a frontier. It is the
  /// journal's after the stretch, and its root is the one that was signed.
  ///
  /// - Returns: the frontier, or `nil` when `body` wanted no more.
  /// - Throws: ``BundleFault`` of the layers `gzip` and `tree`.
  public func forEachLine(
    of stretch: BundleStretch,
    _ body: (BundleLine, RawSpan) -> Bool,
  ) throws(BundleFault) -> Frontier? {
    var frontier = stretch.base
    var buffer: [UInt8] = []
    let isSealed = note.isSealed
    for segment in stretch.segments {
      let file = segment.file
      let end = segment.range.last + 1
      var isExcessive = false
      var isUnsealed = false
      let range = reader.index.range(file.offset, file.size)
      let spare = buffer
      buffer = []
      var lines = MemberLines(GzipSegment(range), file.path, buffer: spare)
      let isWhole = try lines.forEach { line in
        // The file is read to its end even so: what is wrong with its gzip comes first.
        guard frontier.count < end else {
          isExcessive = true
          return true
        }
        let entry = BundleLine(line, at: frontier.count)
        if isSealed && entry.stub == nil {
          isUnsealed = true
        }
        frontier.append(entry.id.hash)
        return isUnsealed || body(entry, line)
      }
      buffer = lines.finish()
      guard !isUnsealed else {
        throw BundleFault(.tree, file: file.path, "a sealed bundle shows an entry in clear")
      }
      guard !isExcessive, !isWhole || frontier.count == end else {
        throw BundleFault(
          .tree,
          file: file.path,
          "it does not hold as many lines as its name says",
        )
      }
      guard isWhole else { return nil }
    }
    guard frontier.root == stretch.root else {
      throw BundleFault(
        .tree,
        file: BundlePath.checkpoint(stretch.number),
        "the entries of ‘\(stretch.origin)’ do not give the root that was signed",
      )
    }
    return frontier
  }

  /// Hands each older entry that is disclosed to `body`, until that says `false`.
  ///
  /// Nothing here proves that it is the entry at that place: its id has to be compared with
  /// the leaf that is held there.
  ///
  /// - Throws: ``BundleFault`` of the layers `gzip` and `tree`.
  public func forEachDisclosed(
    of stretch: BundleStretch,
    _ body: (BundleLine, RawSpan) -> Bool,
  ) throws(BundleFault) {
    guard let file = stretch.disclosed else { return }
    let range = reader.index.range(file.offset, file.size)
    var lines = MemberLines(
      GzipSegment(range, limit: Limits.disclosedBytes),
      file.path,
      buffer: [],
    )
    var last: UInt64?
    var isMalformed = false
    _ = try lines.forEach { text in
      guard !isMalformed, let (index, line) = DisclosedLine.split(text),
        index < stretch.base.count, last.map({ $0 < index }) ?? true
      else {
        isMalformed = true
        return true
      }
      last = index
      let entry = text.extracting(droppingFirst: line)
      return body(BundleLine(entry, at: index), entry)
    }
    guard !isMalformed else {
      throw BundleFault(
        .tree,
        file: file.path,
        "a line is not an index below \(stretch.base.count), a tab and an entry",
      )
    }
  }

  /// Reads a stretch to its end, what is disclosed included, only to see which of its lines
  /// are not what an entry of that journal must be.
  ///
  /// Such a line is its writer's fault and changes nothing for the others. Where forms
  /// matter, they are for others to check.
  ///
  /// - Returns: the number of faulty lines, and the first of them, up to `limit`.
  /// - Throws: ``BundleFault`` of the layers `gzip` and `tree`.
  public func malformedLines(
    of stretch: BundleStretch,
    limit: Int = 1_000,
  ) throws(BundleFault) -> (count: Int, first: [MalformedLine]) {
    var reader = EntryReader()
    var count = 0
    var first: [MalformedLine] = []
    _ = try forEachLine(of: stretch) { entry, line in
      guard entry.stub == nil else { return true }
      do throws(EntryFault) {
        _ = try reader.read(line)
        guard reader.organisation(in: line) == stretch.origin.organisation else {
          throw EntryFault.foreign
        }
      } catch {
        count += 1
        if first.count < limit { first.append(MalformedLine(line: entry, fault: error)) }
      }
      return true
    }
    try forEachDisclosed(of: stretch) { _, _ in true }
    return (count, first)
  }
}
