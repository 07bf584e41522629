/// What comparing two parties says, with the reason in one line.
public struct PartyMatch: Hashable, Sendable {
  /// What it comes to.
  public enum Finding: String, Hashable, Sendable {
    /// A register gave both the same number.
    case identified
    /// Names and addresses say that it is one party; a person decides.
    case proposed
    /// Places of one legal person: no duplicate, but kin.
    case branches
  }

  /// What it comes to.
  public let finding: Finding
  /// How sure, from 0 to 100; 100 for what a register says.
  public let score: Int
  /// Why, in one line.
  public let reason: String
}

extension PartyMatch {
  /// Compares two parties; `nil` where nothing says that they are one.
  ///
  /// What registers say comes first: different numbers in one register are different
  /// parties, whatever their names.
  init?(_ one: PartyProfile, _ other: PartyProfile) {
    // Words are paired from left to right, so that the order would show; what the parties say
    // of themselves decides it, and not which record came first or what its id is.
    let isSwapped = other.text.utf8.lexicographicallyPrecedes(one.text.utf8)
    let (left, right) = isSwapped ? (other, one) : (one, other)
    let found: PartyMatch? =
      if let owner = left.owner.first, let second = right.owner.first {
        Self.site(left, right, of: (owner, second))
      } else {
        switch NumberComparison(left.party, right.party) {
        case .different: nil
        case .same(let match): match
        case .open(let number): Self.byName(left, right, sameNumber: number)
        }
      }
    guard let found else { return nil }
    self = found
  }

  /// Compares names and addresses.
  ///
  /// `sameNumber`: A number that both give, if no register vouches for it.
  static func byName(
    _ left: PartyProfile,
    _ right: PartyProfile,
    sameNumber: String? = nil,
  ) -> PartyMatch? {
    let place = left.place(right)
    var best: PartyMatch?
    for (index, name) in left.names.enumerated() {
      for (otherIndex, other) in right.names.enumerated() {
        let agreement = NameAgreement(name, other)
        guard let score = score(agreement, place, hasSameNumber: sameNumber != nil) else {
          continue
        }
        guard score > (best?.score ?? 0) else { continue }
        let isAnother = index > 0 || otherIndex > 0
        best = PartyMatch(
          finding: .proposed,
          score: score,
          reason: reason(agreement, place, sameNumber: sameNumber, isAnotherName: isAnother),
        )
      }
    }
    return best
  }

  /// How much speaks for one party; `nil` for too little.
  private static func score(
    _ agreement: NameAgreement,
    _ place: PartyProfile.Place,
    hasSameNumber: Bool,
  ) -> Int? {
    guard agreement.hasEqualNumbers else { return nil }
    let isTelling = !agreement.common.isEmpty
    if hasSameNumber {
      return agreement.share >= 60 && isTelling ? min(99, agreement.share + 20) : nil
    }
    guard isTelling else {
      // All words are common ones: only the whole name at the same place says something.
      return agreement.share == 100 && place >= .near ? 90 : nil
    }
    if agreement.isContrast, place != .same || agreement.share < 86 { return nil }
    let needed: Int? =
      switch place {
      case .same: agreement.alone.isEmpty ? 60 : 76
      case .near, .unknown: agreement.alone.isEmpty ? 80 : 88
      case .different: agreement.common.count >= 2 ? 94 : nil
      }
    guard let needed, agreement.share >= needed else { return nil }
    let burden =
      switch place {
      case .same: 0
      case .near: 3
      case .unknown: 5
      case .different: 12
      }
    return max(1, min(99, agreement.share) - burden)
  }

  private static func reason(
    _ agreement: NameAgreement,
    _ place: PartyProfile.Place,
    sameNumber: String?,
    isAnotherName: Bool,
  ) -> String {
    var parts: [String] = []
    let name = isAnotherName ? "a name" : "the name"
    if agreement.share == 100 {
      parts.append("\(name) is the same")
    } else {
      parts.append("\(name) agrees to \(agreement.share) of 100")
    }
    if !agreement.common.isEmpty {
      parts.append("in common: \(agreement.common.joined(separator: ", "))")
    }
    if !agreement.alone.isEmpty { parts.append("not: \(agreement.alone.joined(separator: ", "))") }
    if let sameNumber { parts.append("the same number \(sameNumber), of no register known") }
    parts.append(place.words)
    return parts.joined(separator: "; ")
  }
}
