/// The layers that a bundle is verified in, in the order they are looked at.
///
/// Each is verified before the next is touched, so the layer in a verdict says how
/// much of the bundle was already known to be sound when something was not. Only `gzip`
/// and `tree` are looked at together, in one pass over the entries.
public enum BundleLayer: String, CaseIterable, Hashable, Sendable {
  /// The machine, not the bundle: the file cannot be read or written.
  case machine
  /// The tar file: its limits, and the kinds, names, folder and order of its members.
  case archive
  /// The bag: which files there are, and which of them the manifests list.
  case bag
  /// What `bundle.note` and `card.note` say, and how they say it.
  case note
  /// The signatures under both.
  case signature
  /// Whether the card is its organisation's, and that somebody whom this store knows.
  case trust
  /// Whom the bundle is for.
  case address
  /// The SHA-256 of every file.
  case digests
  /// The signed checkpoints, each by its own journal's key.
  case checkpoint
  /// The compression of the files that hold entries.
  case gzip
  /// The Merkle tree: where the stretch begins, its leaves, its root.
  case tree
  /// The entries themselves. A fault here is one line's own and refuses nothing.
  case entries
}
