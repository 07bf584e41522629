/// All cards of one organisation that are held, and which of them stands.
///
/// The answer depends on which cards there are, never on which came first: two stores
/// that hold the same cards rely on the same one.
struct HeldCards: Sendable {
  /// The cards of each serial, and whether a person enrolled them.
  private var cards: [UInt64: [Card: Bool]] = [:]

  /// Takes in a card.
  mutating func insert(_ card: Card, isEnrolled: Bool) {
    let wasEnrolled = cards[card.serial]?[card] ?? false
    cards[card.serial, default: [:]][card] = isEnrolled || wasEnrolled
  }

  /// Whether a card that says the same is held.
  func contains(_ card: Card) -> Bool { cards[card.serial]?[card] != nil }

  /// The card with the highest serial that is not in dispute.
  ///
  /// Where two cards have one serial, the one that a person enrolled counts; where that
  /// does not single one out, neither does.
  var standing: Card? {
    for serial in cards.keys.sorted(by: >) {
      if let card = undisputed(at: serial) { return card }
    }
    return nil
  }

  /// The serials under which several cards are held, lowest first, each with its cards in
  /// the order of their bytes.
  var disputes: [[Card]] {
    cards.sorted { $0.key < $1.key }.map(\.value.keys).filter { $0.count > 1 }.map {
      $0.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
  }

  private func undisputed(at serial: UInt64) -> Card? {
    guard let held = cards[serial] else { return nil }
    if held.count == 1 { return held.keys.first }
    let enrolled = held.filter(\.value)
    return enrolled.count == 1 ? enrolled.keys.first : nil
  }
}
