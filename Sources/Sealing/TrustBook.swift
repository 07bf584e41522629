public import Journal
public import Records

/// Whom an organisation trusts, as what, with which keys, and up to where.
///
/// It is a pure value of what is put in: the own card, what the own journal enrols and
/// revokes, and the cards that came with bundles. The order in which they are put in
/// changes no answer.
public struct TrustBook: Sendable {
  /// The organisation whose book this is.
  public let own: OrganisationID

  private var cards: [OrganisationID: HeldCards]
  private let enrolments: [OrganisationID: Set<Enrolment>]
  private let revocations: [OrganisationID: Set<Revocation>]

  /// Opens the book.
  ///
  /// An own office's enrolment is about the own organisation, whose card is known; of the
  /// cards, those of organisations that nobody enrolled are left out.
  public init(
    own card: Card,
    enrolments: [Enrolment] = [],
    revocations: [Revocation] = [],
    cards learnt: [Card] = [],
  ) {
    precondition(!card.isJoining, "An office that has not joined has no card of its own.")
    own = card.organisation
    let others = enrolments.filter { $0.role != .ownOffice && $0.organisation != card.organisation }
    self.enrolments = Dictionary(grouping: others, by: \.organisation).mapValues { Set($0) }
    self.revocations = Dictionary(grouping: revocations, by: \.organisation).mapValues { Set($0) }
    cards = [:]
    cards[own, default: HeldCards()].insert(card, isEnrolled: true)
    for enrolment in others {
      cards[enrolment.organisation, default: HeldCards()].insert(enrolment.card, isEnrolled: true)
    }
    for card in learnt { _ = learn(card) }
  }

  /// Takes in a card that came with a bundle, if its organisation is enrolled or is the
  /// own one.
  public mutating func learn(_ card: Card) -> CardOutcome {
    guard !card.isJoining else { return .joining }
    guard var held = cards[card.organisation] else { return .unknownOrganisation }
    guard !held.contains(card) else { return .known }
    held.insert(card, isEnrolled: false)
    cards[card.organisation] = held
    let isDisputed = held.disputes.contains { $0.contains(card) }
    if isDisputed { return .conflicting(standing: held.standing) }
    return held.standing == card ? .adopted : .older
  }

  /// The card that stands for an organisation; `nil` where it is unknown, or where all of its
  /// cards are in dispute.
  public func card(of organisation: OrganisationID) -> Card? { cards[organisation]?.standing }

  /// The cards that contradict each other under one serial, by organisation and serial.
  public var disputes: [[Card]] {
    cards.sorted { $0.key < $1.key }.flatMap(\.value.disputes)
  }

  /// As what an organisation is enrolled; empty where it is not, where it is revoked as a
  /// whole, and for the own one.
  public func roles(of organisation: OrganisationID) -> Set<Role> {
    guard !isRevoked(organisation) else { return [] }
    return Set((enrolments[organisation] ?? []).map(\.role))
  }

  /// The organisations that are enrolled in a role, in the order of their ids.
  public func organisations(in role: Role) -> [OrganisationID] {
    enrolled.filter { roles(of: $0).contains(role) }
  }

  /// The organisations that are enrolled in any role, revoked ones among them, in the
  /// order of their ids.
  public var enrolled: [OrganisationID] { enrolments.keys.sorted() }

  /// Whether a person compared the fingerprint of an organisation, at any of its
  /// enrolments.
  public func isCompared(_ organisation: OrganisationID) -> Bool {
    enrolments[organisation]?.contains(where: \.isCompared) ?? false
  }

  /// The key that signs a journal, or `nil` where no card that stands here names it.
  ///
  /// A revoked journal has its key still: the entries before were signed with it.
  public func key(of origin: Origin) -> VerifierKey? {
    card(of: origin.organisation)?.key(of: origin)
  }

  /// How many of a journal's entries are relied on, or `nil` where all of them are.
  ///
  /// Of several revocations the one counts that leaves the fewest.
  public func admittedSize(of origin: Origin) -> UInt64? {
    (revocations[origin.organisation] ?? [])
      .filter { $0.origin == nil || $0.origin == origin }
      .map(\.size)
      .min()
  }

  /// Whether an organisation is revoked as a whole.
  public func isRevoked(_ organisation: OrganisationID) -> Bool {
    revocations[organisation]?.contains { $0.origin == nil } ?? false
  }
}
