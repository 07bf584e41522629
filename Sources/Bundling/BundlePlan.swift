public import Records
public import Sealing

/// What a bundle says about itself, before its contents are known.
public struct BundlePlan: Hashable, Sendable {
  /// The folder inside the archive.
  public let name: BundleName
  /// The sender.
  public let sender: OrganisationID
  /// The sender's card.
  public let card: Card
  /// Whom it is for.
  public let recipients: [OrganisationID]
  /// Which of how many bundles it is.
  public let part: BundlePart
  /// Whether the entries go in an encrypted bundle inside.
  public let isSealed: Bool

  /// A bundle's head.
  public init(
    name: BundleName,
    sender: OrganisationID,
    card: Card,
    recipients: [OrganisationID],
    part: BundlePart = BundlePart(),
    isSealed: Bool = false,
  ) {
    self.name = name
    self.sender = sender
    self.card = card
    self.recipients = recipients
    self.part = part
    self.isSealed = isSealed
  }
}
