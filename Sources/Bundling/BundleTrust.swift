public import Journal
import Records
public import Sealing

/// Answers whose signatures count, for whoever reads a bundle.
public protocol BundleTrust {
  /// The keys that may have signed this journal when it had `size` entries.
  ///
  /// The claim's own card is known to be its sender's: it certifies itself. What is not known
  /// is whether anybody here has anything to do with that sender.
  ///
  /// - Throws: ``BundleFault`` of the layer `trust`, when the journal's organisation is
  ///   unknown, or its keys do not fit what is known.
  func keys(
    of origin: Origin,
    size: UInt64,
    in claim: BundleClaim,
  ) throws(BundleFault) -> [VerifierKey]
}

/// What a bundle brings along to be believed.
public struct BundleClaim: Sendable {
  /// The note, signed by a key of the card.
  public let note: BundleNote
  /// The sender's card.
  public let card: Card
  /// Key rotation links, unverified.
  public let keyLinks: [SignedNote]
}

/// Believes each bundle's own card: what can be said of a bundle by somebody who knows nobody.
///
/// It shows that whoever made the sender's id made all of the bundle, and no more.
public struct SelfCertifying: BundleTrust {
  /// The trust of somebody who knows nobody.
  public init() {}

  public func keys(
    of origin: Origin,
    size: UInt64,
    in claim: BundleClaim,
  ) throws(BundleFault) -> [VerifierKey] {
    if let key = claim.card.key(of: origin) { return [key] }
    throw BundleFault(
      .trust,
      "the sender's card does not name the journal ‘\(origin)’",
      remedy: "import the bundle into a store that knows its organisation",
    )
  }
}

extension TrustBook: BundleTrust {
  public func keys(
    of origin: Origin,
    size: UInt64,
    in claim: BundleClaim,
  ) throws(BundleFault) -> [VerifierKey] {
    let organisation = origin.organisation
    var book = self
    // A newer card of a known organisation may name a journal that the held one does not.
    let outcome = book.learn(claim.card)
    if case .conflicting = outcome {
      throw BundleFault(
        .trust,
        "the sender has issued two cards with the serial \(claim.card.serial)",
        remedy: "ask \(Text(claim.card.name).shown()) by another way which of them is right",
      )
    }
    if let key = book.key(of: origin) { return [key] }
    guard book.card(of: organisation) == nil else {
      throw BundleFault(
        .trust,
        "no card of \(organisation) names the journal ‘\(origin)’",
        remedy: "ask its sender for a newer card, and run ‘steward trust add CARD’",
      )
    }
    let isSender = organisation == claim.card.organisation
    let name = isSender ? "‘\(Text(claim.card.name).shown())’ (\(organisation))" : organisation.text
    let fingerprint = isSender ? " and compare the fingerprint \(claim.card.fingerprint)" : ""
    throw BundleFault(
      .trust,
      "\(name) is nobody whom this store trusts",
      remedy: "run ‘steward trust add’ with its card or bundle\(fingerprint)",
    )
  }
}
