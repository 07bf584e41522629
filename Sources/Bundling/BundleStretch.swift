public import Journal
public import Records

/// A stretch of a journal in a bundle, its checkpoint verified.
///
/// Its entries are what was signed only once ``VerifiedBundle/forEachLine(of:_:)`` has
/// returned.
public struct BundleStretch: Hashable, Sendable {
  /// The number of its folder, from 1.
  public let number: Int
  /// Which journal.
  public let origin: Origin
  /// What the first entry continues from.
  ///
  /// It is taken on trust until the root is reached.
  public let base: Frontier
  /// The tree head at the end of the stretch.
  public let checkpoint: Checkpoint
  /// The same, with every signature that came with it.
  public let checkpointNote: SignedNote
  /// The files that hold the entries, in their order.
  public let segments: [Segment]
  /// Older entries that may be read by now, if there are any.
  public let disclosed: BundleFile?

  /// How many entries the journal has at the end of the stretch.
  public var size: UInt64 { checkpoint.size }
  /// The tree's hash at the end of the stretch.
  public var root: NodeHash { checkpoint.root }
  /// How many entries the stretch has.
  public var count: UInt64 { size - base.count }

  /// A file of entries.
  public struct Segment: Hashable, Sendable {
    /// Which entries it holds.
    public let range: BundleRange
    /// The file, a gzip of one line for each entry.
    public let file: BundleFile
  }
}
