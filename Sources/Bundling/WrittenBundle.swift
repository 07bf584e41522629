public import SystemPackage

/// A bundle that is on the disk.
public struct WrittenBundle: Hashable, Sendable {
  /// The file.
  public let path: FilePath
  /// What its note says.
  public let note: BundleNote
  /// How many bytes the file has.
  public let bytes: Int64
}
