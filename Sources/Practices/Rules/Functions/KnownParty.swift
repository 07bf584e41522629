import Records

/// One party to an order or a sample request, by what lists may name it.
struct KnownParty {
  private var names: Set<String> = []
  private var numbers: Set<String> = []
  private var address: Set<String> = []
  /// The country that it sits in, by code, where that is known.
  private(set) var country: String?

  /// Numbers shorter than this match too much.
  private static let shortestNumber = 5

  /// Everybody in the request: requester, collector, consignee, customer and site.
  static func all(in state: RuleCase) throws -> [KnownParty] {
    let order = state.order
    var parties = [order["requester"], order["collector"]].compactMap(\.self).map { KnownParty($0) }
    if let customer = try state.customer() {
      state.mention(customer.id)
      var party = KnownParty(state.body(of: customer))
      for (_, licence) in try state.states(aboutCustomer: "licence") {
        party.add(number: licence.text("number"))
      }
      parties.append(party)
    }
    if let site = try state.named("site", form: "site") {
      parties.append(KnownParty(state.body(of: site)))
    }
    if let consignee = order.text("consignee") {
      var party = KnownParty(.object([]))
      party.names = NameWords(consignee).bareKeys
      party.address = AddressIndex.words(consignee)
      parties.append(party)
    }
    return parties
  }

  private init(_ body: JSON) {
    for member in ["name", "trade_name", "organisation", "contact"] {
      if let name = body.text(member) { names.formUnion(NameWords(name).bareKeys) }
    }
    for member in [
      "registration_number", "vat", "lei", "eori", "phone", "email", "website", "id_number",
    ] {
      add(number: body.text(member))
    }
    country = body.text("country")
    let lines = ["street", "postal_code", "city"].compactMap { body.text($0) }
    guard !lines.isEmpty else { return }
    let place = [country, country.flatMap { Country($0)?.name }].compactMap(\.self)
    address = AddressIndex.words((lines + place).joined(separator: " "))
  }

  private mutating func add(number: String?) {
    if let number { numbers.formUnion(Self.keys(of: number)) }
  }

  /// What two ways to write one number have in common, whatever sort of number it is.
  private static func keys(of number: String) -> Set<String> {
    var keys = Set(NumberIndex.keys(ofNumber: number))
    keys.formUnion(NumberIndex.keys(ofTelephone: number).map { "+" + $0 })
    if let host = NumberIndex.host(of: number) { keys.insert("www " + host) }
    let folded = FoldedWords(number).key
    if folded.utf8.count >= shortestNumber { keys.insert(folded) }
    return keys
  }

  /// Whether one of its numbers is this one, however it is spaced and with or without its
  /// country.
  func hasNumber(_ number: String) -> Bool { !numbers.isDisjoint(with: Self.keys(of: number)) }

  /// Whether this is its name, whatever the order of the words and the legal form.
  func hasName(_ name: String) -> Bool { !names.isDisjoint(with: NameWords(name).bareKeys) }

  /// Whether its address has all words of this one, which has a number among them.
  func hasAddress(_ text: String) -> Bool {
    AddressIndex.telling(text).map { $0.isSubset(of: address) } ?? false
  }
}
