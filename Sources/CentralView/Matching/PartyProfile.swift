/// A party, made ready to be compared with many.
struct PartyProfile {
  private(set) var party: Party
  let names: [NameProfile]
  private(set) var postalCode: String
  let houseNumber: String
  /// The words of the street that tell it from others.
  let street: [String]
  private(set) var city: [String]
  /// For a site the customer it belongs to, if it is held; empty for everybody else.
  let owner: [PartyProfile]
  /// All that is said of it, as one text: what decides which of two stands first.
  let text: String

  init(_ party: Party, owner: Party? = nil, tables: MatchTables) {
    self.party = party
    let profile = owner.map { PartyProfile($0, tables: tables) }
    self.owner = profile.map { [$0] } ?? []
    text = party.text + (owner?.text ?? "")
    names = party.names.filter { !$0.isEmpty }
      .map { NameProfile($0, weights: tables.weights, forms: tables.forms) }
      .filter { !$0.words.isEmpty || !$0.numbers.isEmpty }
    postalCode = FoldedText.words(party.postalCode).joined()
    let words = FoldedText.words(party.street)
    let number = words.first { word in
      word.utf8.first.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? false
    }
    houseNumber = number ?? ""
    street = words.filter {
      $0.utf8.count > 2 && $0 != number && !Self.streetWords.contains($0)
    }
    city = FoldedText.words(party.city)
  }

  /// The party as if nobody knew where it is.
  var withoutPlace: PartyProfile {
    var copy = self
    copy.party.country = ""
    copy.postalCode = ""
    copy.city = []
    return copy
  }

  /// How far two addresses agree.
  enum Place: Comparable {
    case different, unknown, near, same

    /// The same in words.
    var words: String {
      switch self {
      case .same: "the same address"
      case .near: "the same town or postal code"
      case .unknown: "no address to compare"
      case .different: "another address"
      }
    }
  }

  func place(_ other: PartyProfile) -> Place {
    if !party.country.isEmpty, !other.party.country.isEmpty, party.country != other.party.country {
      return .different
    }
    let isHouseEqual =
      houseNumber == other.houseNumber
      && (hasStreetInCommon(other)
        || !houseNumber.isEmpty && (street.isEmpty || other.street.isEmpty))
    if !postalCode.isEmpty, !other.postalCode.isEmpty {
      if postalCode == other.postalCode { return isHouseEqual ? .same : .near }
      return isHouseEqual && hasStreetInCommon(other) && city == other.city ? .near : .different
    }
    if !city.isEmpty, !other.city.isEmpty {
      guard city == other.city else { return .different }
      return isHouseEqual && hasStreetInCommon(other) ? .same : .near
    }
    return .unknown
  }

  private func hasStreetInCommon(_ other: PartyProfile) -> Bool {
    street.contains { word in
      other.street.contains {
        $0 == word || EditDistance.isMistyping(Array($0.utf8), Array(word.utf8))
      }
    }
  }

  /// Words that many streets of a town share.
  private static let streetWords: Set<String> = [
    "avenue", "ave", "avenida", "avda", "boulevard", "blvd", "bis", "building", "calle", "camino",
    "carretera", "chaussee", "cour", "des", "floor", "house", "impasse", "lane", "les", "local",
    "paseo", "piso", "place", "planta", "plaza", "puerta", "quai", "road", "ronda", "rue", "route",
    "square", "straat", "strasse", "street", "suite", "the", "travesia", "unit", "via", "weg",
  ]
}
