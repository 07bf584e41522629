public import Journal

/// A receipt in a bundle: somebody's word on what they hold of a journal.
public struct BundleReceipt: Hashable, Sendable {
  /// The journal that was received.
  public let origin: Origin
  /// The file, a signed note that nobody has verified.
  public let file: BundleFile
}
