/// What became of a card that came with a bundle.
public enum CardOutcome: Hashable, Sendable {
  /// It is newer, and is the organisation's card from now on.
  case adopted
  /// The very card is held already.
  case known
  /// A newer one stands.
  case older
  /// Another card with the same serial is held, and says something else.
  ///
  /// Neither is relied on, unless one of them was enrolled: then that one stays. The
  /// card that stands is told beside it, to be shown with the new one.
  case conflicting(standing: Card?)
  /// Nobody enrolled the organisation; the card is not kept.
  case unknownOrganisation
  /// It is an office's request to join, which is nobody's card.
  case joining
}
