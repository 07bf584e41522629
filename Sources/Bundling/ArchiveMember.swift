/// One file in an archive: its name and where its bytes lie.
public struct ArchiveMember: Hashable, Sendable {
  /// The name, which keeps the rules of ``MemberName``.
  public let name: String

  /// Where its first byte lies in the archive.
  public let offset: Int64

  /// How many bytes it has.
  public let size: Int64

  /// Describes a member whose header was checked.
  init(name: String, offset: Int64, size: Int64) {
    self.name = name
    self.offset = offset
    self.size = size
  }
}
