public import Records

/// How much of what waits for something an import keeps.
///
/// A stranger's bundles must not fill the disk, nor one sender's crowd out everybody else's.
public struct KeptLimits: Hashable, Sendable {
  /// Bytes that wait for one signer's missing entries.
  public var ofSigner: Int64
  /// Bytes of all whose signer is not known.
  public var ofUnknown: Int64
  /// Bytes in all.
  public var inAll: Int64

  /// The limits of the format, unless told otherwise.
  public init(
    ofSigner: Int64 = Int64(Limits.keptBytesOfSigner),
    ofUnknown: Int64 = Int64(Limits.keptBytesOfSigner),
    inAll: Int64 = Int64(Limits.keptBytes),
  ) {
    self.ofSigner = ofSigner
    self.ofUnknown = ofUnknown
    self.inAll = inAll
  }
}

/// What is kept, as far as it counts towards limits.
struct KeptBytes {
  /// Whose a bundle is: a signer's who is known, or one of all the others'.
  enum Owner: Hashable {
    case signer(OrganisationID)
    case unknown
  }

  private var sums: [Owner: Int64] = [:]
  private var total: Int64 = 0

  /// Counts a bundle that is kept.
  mutating func add(_ bytes: Int64, of owner: Owner) {
    sums[owner, default: 0] += bytes
    total += bytes
  }

  /// Why a bundle of so many bytes cannot be kept too, and what to do; `nil` where it can.
  func refusal(
    of bytes: Int64,
    by owner: Owner,
    named name: String,
    _ limits: KeptLimits,
  ) -> (reason: String, remedy: String)? {
    let (limit, whose, remedy) =
      switch owner {
      case .signer:
        (
          limits.ofSigner, "of \(name)",
          "bring the bundles that are missing before it, or have \(name) run: steward pack --full",
        )
      case .unknown:
        (
          limits.ofUnknown, "whose senders you do not trust",
          "trust their senders with ‘steward trust add’, or delete what you do not want from quarantine/",
        )
      }
    if sums[owner, default: 0] + bytes > limit {
      return (
        "bundles \(whose) may take \(Self.size(limit)) while they wait, and do already", remedy,
      )
    }
    guard total + bytes > limits.inAll else { return nil }
    return (
      "all bundles that wait may take \(Self.size(limits.inAll)) together, and do already",
      "settle those in held/ and quarantine/ first: import what is missing, trust their senders, or delete what you do not want",
    )
  }

  private static func size(_ bytes: Int64) -> String {
    switch bytes {
    case (1 << 30)...: "\(bytes >> 30) GiB"
    case (1 << 20)...: "\(bytes >> 20) MiB"
    default: "\(bytes) bytes"
    }
  }
}
