import Journal
import Records
import SystemPackage

/// The stretch that a bundle is being given.
final class OpenStretch {
  /// The number of its folder, from 1.
  let number: Int
  /// What it has to arrive at.
  let target: Checkpoint
  /// The index of the entry that comes next.
  private(set) var next: UInt64

  /// The tree so far, or `nil` once a segment was added that nobody looked into.
  private var frontier: Frontier?
  private var pending: [UInt8] = []
  private var pendingFirst: UInt64
  private var disclosed: DisclosedSpool?

  /// A stretch without entries so far.
  init(number: Int, target: Checkpoint, frontier: Frontier) {
    self.number = number
    self.target = target
    self.frontier = frontier
    next = frontier.count
    pendingFirst = frontier.count
  }

  /// Whether the file that is being filled ends before this line.
  func isFull(before line: RawSpan) -> Bool {
    guard !pending.isEmpty else { return false }
    return next % UInt64(Limits.segmentEntries) == 0
      || pending.count + line.byteCount + 1 > Limits.segmentBytes
  }

  /// Adds a line.
  func append(_ line: RawSpan) {
    line.withUnsafeBytes { pending.append(contentsOf: $0) }
    pending.append(UInt8(ascii: "\n"))
    frontier?.append(BundleLine(line, at: next).id.hash)
    next += 1
  }

  /// Goes on behind a segment that holds the entries up to `end`.
  func skip(to end: UInt64) {
    frontier = nil
    next = end
    pendingFirst = end
  }

  /// The entries that are in no file yet, or `nil` when there are none.
  var pendingRange: BundleRange? {
    pending.isEmpty ? nil : BundleRange(first: pendingFirst, last: next - 1)
  }

  /// The file for those entries, which are in it from now on.
  func takePending() -> [UInt8] {
    let gzip = GzipDeflater.gzip(pending.span.bytes)
    pending.removeAll(keepingCapacity: true)
    pendingFirst = next
    return gzip
  }

  /// The root of the tree, where every entry was seen.
  var root: NodeHash? { frontier?.root }

  /// Adds an older entry to those that are disclosed.
  func disclose(
    _ line: RawSpan,
    at index: UInt64,
    _ folder: FilePath,
    _ files: any FileSystem,
  ) throws(BundleFault) {
    let spool: DisclosedSpool
    if let disclosed {
      spool = disclosed
    } else {
      spool = try DisclosedSpool(in: folder, of: files)
      disclosed = spool
    }
    try spool.append(line, at: index)
  }

  /// The file of disclosed entries, if there are any.
  func finishDisclosed() throws(BundleFault) -> FileRange? {
    guard let disclosed else { return nil }
    return try disclosed.finish()
  }
}
