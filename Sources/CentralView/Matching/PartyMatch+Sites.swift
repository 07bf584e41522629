extension PartyMatch {
  /// Compares two sites: one place, or one name, of one customer.
  ///
  /// A customer has several sites, so that its name says nothing about which of them is meant.
  static func site(
    _ left: PartyProfile,
    _ right: PartyProfile,
    of owners: (PartyProfile, PartyProfile),
  ) -> PartyMatch? {
    guard let owner = owner(owners.0, owners.1) else { return nil }
    let place = left.place(right)
    let agreement = bestAgreement(left, right)
    // Names such as ‘Plant 2’ have no telling word, and yet tell the plants of one firm apart.
    let isOneName = agreement.map { $0.share >= 80 && $0.hasEqualNumbers }
    let score: Int? =
      switch place {
      case .same: isOneName == false ? 84 : 95
      case .near: isOneName == true ? 90 : nil
      case .unknown: isOneName == true ? 80 : nil
      case .different: nil
      }
    guard let score, agreement?.hasEqualNumbers != false else { return nil }
    let name = isOneName == true ? "; the site’s name agrees" : ""
    return PartyMatch(
      finding: .proposed,
      score: min(score, owner.score),
      reason: "\(place.words)\(name); customer: \(owner.reason)",
    )
  }

  /// What speaks for one customer.
  ///
  /// Its own address does not count, since the site’s does.
  private static func owner(_ left: PartyProfile, _ right: PartyProfile) -> PartyMatch? {
    switch NumberComparison(left.party, right.party) {
    case .different: return nil
    case .same(let match): return match
    case .open(let number):
      return byName(left.withoutPlace, right.withoutPlace, sameNumber: number)
    }
  }

  private static func bestAgreement(
    _ left: PartyProfile,
    _ right: PartyProfile,
  ) -> NameAgreement? {
    let all = left.names.flatMap { name in right.names.map { NameAgreement(name, $0) } }
    return all.max { $0.share < $1.share }
  }
}
