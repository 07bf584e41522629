import Records

/// Reads parties out of the records of the forms that describe some.
struct PartyReading {
  /// A party and with which others it is compared.
  struct Reading {
    /// The party.
    let party: Party
    /// The customer that a site belongs to, where it is held.
    var owner: Party?
    /// With which others it is compared: `customer` or `site`.
    let pool: String
    /// Whether a firm's other records with the same words are the same party: those of people
    /// who asked for samples, since each request names them anew.
    var isNamedAnew = false
  }

  /// The forms whose records describe parties, without version.
  static let forms = ["customer", "sample", "site"]
  /// The form whose records give numbers of the customers they are about.
  static let numberForm = "licence"

  /// The party that a record describes; `nil` for none.
  ///
  /// `customer`: The customer that a site belongs to, where it is held.
  /// `licences`: The licences that a customer holds.
  static func party(form: String, body: JSON, customer: JSON?, licences: [JSON]) -> Reading? {
    switch form {
    case "customer":
      var party = customerParty(body)
      party.numbers += licences.compactMap { licence in
        licence["number"]?.string.flatMap { RegisterNumber(register: "", text: $0) }
      }
      return Reading(party: party, pool: "customer")
    case "sample":
      // A request of a known customer is not about anybody else.
      guard body["customer"] == nil, let requester = body["requester"] else { return nil }
      let isFirm = requester["organisation"] != nil
      return Reading(
        party: party(requester, names: [isFirm ? "organisation" : "name"]),
        pool: "customer",
        isNamedAnew: true,
      )
    case "site":
      return Reading(
        party: party(body, names: ["name"]),
        owner: customer.map(customerParty),
        pool: "site",
      )
    default: return nil
    }
  }

  private static func customerParty(_ body: JSON) -> Party {
    var party = party(body, names: ["name", "trade_name"])
    party.numbers = numbers(body)
    return party
  }

  private static func party(_ body: JSON, names: [String]) -> Party {
    Party(
      names: names.compactMap { body[$0]?.string },
      street: body["street"]?.string ?? "",
      postalCode: body["postal_code"]?.string ?? "",
      city: body["city"]?.string ?? "",
      country: body["country"]?.string ?? "",
    )
  }

  private static func numbers(_ body: JSON) -> [RegisterNumber] {
    var numbers: [RegisterNumber?] = []
    for name in ["vat", "eori"] {
      guard let text = body[name]?.string else { continue }
      // Both begin with the country whose register it is.
      numbers.append(
        RegisterNumber(register: "\(name) \(text.prefix(2).uppercased())", text: text)
      )
    }
    if let text = body["lei"]?.string {
      numbers.append(RegisterNumber(register: "lei", text: text))
    }
    if let text = body["registration_number"]?.string {
      numbers.append(RegisterNumber(register: register(of: body), text: text))
    }
    return numbers.compactMap(\.self)
  }

  /// The register that gave a customer its number; empty where it cannot be told.
  private static func register(of body: JSON) -> String {
    let country = body["country"]?.string ?? ""
    if countriesWithOneRegister.contains(country) { return country }
    let authority = FoldedText.words(body["registration_authority"]?.string ?? "").joined()
    return country.isEmpty || authority.isEmpty ? "" : "\(country)/\(authority)"
  }

  /// Where one register numbers all companies, so that the country names it.
  private static let countriesWithOneRegister: Set<String> = [
    "AT", "BE", "BG", "CZ", "DK", "EE", "ES", "FI", "FR", "GB", "IE", "LT", "LU", "LV", "NL", "NO",
    "PL", "PT", "SE", "SI", "SK",
  ]
}
