/// A file in a bundle whose digest was found to be the one that was signed.
public struct BundleFile: Hashable, Sendable {
  /// Its name inside the bundle's folder.
  public let path: String
  /// How many bytes it has.
  public let size: Int64
  /// The SHA-256 of its bytes, as the manifest names it.
  public let digest: FileDigest

  /// Where it begins in the archive.
  let offset: Int64

  /// A file that is listed with this digest.
  init(path: String, offset: Int64, size: Int64, digest: FileDigest) {
    self.path = path
    self.offset = offset
    self.size = size
    self.digest = digest
  }
}
