import Journal
public import Records

/// Why a bundle could not be written, or was not taken: the layer, the file, the reason, the remedy.
///
/// One error for the whole target lets closures and their callers throw the same
/// type, and is what a verdict is made of.
public struct BundleFault: UserFacingError, Hashable {
  /// The layer that did not hold.
  public let layer: BundleLayer

  /// The member concerned, its name inside the bundle, when it is one member.
  public let file: String?

  /// What is wrong, as a clause.
  public let reason: String

  /// What to do about it.
  public let remedy: String?

  /// What sort of failure it is: ``FailureKind/notAuthentic`` unless said otherwise.
  public let kind: FailureKind

  /// A fault of `layer`; `kind` follows from the layer when it is left out.
  public init(
    _ layer: BundleLayer,
    file: String? = nil,
    _ reason: String,
    remedy: String? = nil,
    kind: FailureKind? = nil,
  ) {
    self.layer = layer
    self.file = file
    self.reason = reason
    self.remedy = remedy ?? Self.usualRemedy(for: layer)
    self.kind = kind ?? Self.usualKind(for: layer)
  }

  public var problem: String {
    file.map { "\(reason) (in ‘\($0)’)" } ?? reason
  }

  /// The machine's file system was in the way, in its own words.
  static func machine(_ error: FileSystemError) -> Self {
    Self(.machine, error.problem, remedy: error.remedy, kind: error.kind)
  }

  /// Does something with files, and puts what goes wrong into these words.
  static func machine<Result: ~Copyable>(
    _ body: () throws(FileSystemError) -> Result
  ) throws(Self) -> Result {
    do throws(FileSystemError) { return try body() } catch { throw machine(error) }
  }

  /// The file is something else altogether.
  static var noBundle: Self {
    Self(
      .archive,
      "it is not a bundle",
      remedy:
        "a bundle is a file that ‘steward pack’ wrote, with a name such as chemie-noord-main-abcdefgh-0-12.steward.tar; a table is taken in with ‘steward load’",
      kind: .refused,
    )
  }

  private static func usualKind(for layer: BundleLayer) -> FailureKind {
    switch layer {
    case .machine: .unavailable
    case .trust: .needsPerson
    case .address: .refused
    default: .notAuthentic
    }
  }

  private static func usualRemedy(for layer: BundleLayer) -> String? {
    switch layer {
    case .machine, .trust, .address: nil
    case .archive, .bag, .digests, .gzip:
      "copy the file again from its source; if it stays so, ask the sender to pack it again"
    case .note, .signature, .checkpoint, .tree, .entries:
      "nothing was taken from it; ask the sender, by a way other than this file, what was sent"
    }
  }
}
