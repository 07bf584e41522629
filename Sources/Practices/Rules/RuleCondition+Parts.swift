import Records

/// The order's substance stands in one of several lists.
struct SubstanceCondition: ConditionPart {
  private let cas: [String]
  private let exceptions: [String]
  private let tables: [String]
  private let categories: [String]
  private let usLists: [String]

  init(_ source: MemberReader) throws(PackageFault) {
    var reader = source
    cas = try reader.casNumbers("cas") ?? []
    exceptions = try reader.casNumbers("except_cas") ?? []
    tables = try reader.choices("table", ["I", "II"]) ?? []
    categories = try reader.choices("eu_category", ["1", "2A", "2B", "3", "4"]) ?? []
    let lists = Set(SubstanceRegister.standard.substances.compactMap(\.usList))
    usLists = try reader.choices("us_list", lists.sorted()) ?? []
    if cas.isEmpty, tables.isEmpty, categories.isEmpty, usLists.isEmpty {
      throw reader.place.fault("", "selects no substance")
    }
    try reader.finish()
  }

  func fit(_ state: RuleCase) -> RuleCondition.Fit {
    guard let parent = state.parentCAS else { return .unknown(state.unknownSubstance) }
    let isListed = { (list: [String]) in list.contains { state.book.parentCAS($0) == parent } }
    if isListed(exceptions) { return .no("\(state.substanceName) is excepted") }
    if isListed(cas) { return .yes }
    let needsRegister = !tables.isEmpty || !categories.isEmpty || !usLists.isEmpty
    guard let substance = state.substance else {
      return needsRegister
        ? .unknown(state.unknownSubstance) : .no("the rule is about other substances")
    }
    let fits =
      substance.table.map(tables.contains) ?? false
      || substance.euCategory.map(categories.contains) ?? false
      || substance.usList.map(usLists.contains) ?? false
    return fits ? .yes : .no("the rule is about other substances than \(substance.shownName)")
  }
}

/// The customer is of a kind, has a role, sits in a country.
struct CustomerCondition: ConditionPart {
  private let kinds: [String]?
  private let roles: [String]?
  private let countries: [String]?
  private let outside: [String]?

  init(_ source: MemberReader, countries own: [String]) throws(PackageFault) {
    var reader = source
    kinds = try reader.choices(
      "kind",
      ["company", "public_body", "research", "sole_trader", "private_person"],
    )
    roles = try reader.choices("role", ["end_user", "distributor", "broker", "forwarder"])
    var countries = try reader.strings("country")
    for code in countries ?? [] where Country(code)?.code != code {
      throw reader.place.fault("country", "has ‘\(code)’, which is no country's code")
    }
    let isWithin = try reader.bool("within")
    if isWithin != nil, own.isEmpty {
      throw reader.place.fault("within", "needs the package's ‘countries’")
    }
    if isWithin == true { countries = own }
    outside = isWithin == false ? own : nil
    self.countries = countries
    try reader.finish()
  }

  func fit(_ state: RuleCase) throws -> RuleCondition.Fit {
    guard let customer = try state.customer() else {
      state.lack(.customer)
      return .unknown("the \(state.noun) names no customer who is known")
    }
    state.mention(customer.id)
    let body = state.body(of: customer)
    var doubt: String?
    for (member, words, wanted) in [("kind", "kind", kinds), ("role", "role", roles)] {
      guard let wanted else { continue }
      guard let value = body.text(member) else {
        state.lack(.customerMember(member))
        doubt = doubt ?? "the customer's \(words) is not known"
        continue
      }
      if !wanted.contains(value) { return .no("the customer's \(words) is ‘\(value)’") }
    }
    if countries != nil || outside != nil {
      // Goods are supplied where they are delivered: a site's country comes first.
      guard let country = try state.destination() else {
        state.lack(.customerMember("country"))
        return .unknown(doubt ?? "the customer's country is not known")
      }
      let fits = countries?.contains(country) ?? true && !(outside?.contains(country) ?? false)
      if !fits { return .no("the goods go to \(Country(country)?.name ?? country)") }
    }
    return doubt.map(RuleCondition.Fit.unknown) ?? .yes
  }
}

/// Members of the order have one of these values; an absent member has none of them.
struct FieldsCondition: ConditionPart {
  private let wanted: [(path: String, values: [String])]

  init(_ source: MemberReader) throws(PackageFault) {
    var reader = source
    var wanted: [(String, [String])] = []
    for member in source.members {
      guard let values = try reader.strings(member.name) else { continue }
      wanted.append((member.name, values))
    }
    self.wanted = wanted
  }

  func fit(_ state: RuleCase) -> RuleCondition.Fit {
    let order = state.order
    for (path, allowed) in wanted {
      let values = order.values(at: path.split(separator: ".")).map(\.plainText)
      if !values.contains(where: allowed.contains) {
        return .no("the \(state.noun)'s ‘\(path)’ is not ‘\(allowed.joined(separator: "’ or ‘"))’")
      }
    }
    return .yes
  }
}

/// The declaration that is relied on is of one of these kinds.
struct DeclarationKindCondition: ConditionPart {
  let kinds: [String]

  func fit(_ state: RuleCase) throws -> RuleCondition.Fit {
    guard let declaration = try state.declaration() else { return .no("there is no declaration") }
    guard let kind = declaration.kind else {
      return .unknown("the declaration does not say whether it is for one transaction or several")
    }
    return kinds.contains(kind) ? .yes : .no("the declaration's kind is ‘\(kind)’")
  }
}

/// What the customer gets in a period lies above a threshold.
struct ExceedsCondition: ConditionPart {
  let test: QuantityTest

  func fit(_ state: RuleCase) throws -> RuleCondition.Fit {
    switch try test.outcome(in: state) {
    case .above: .yes
    case .within(let words): .no(words)
    case .unknown(let words): .unknown(words)
    }
  }
}

/// The order itself is at least so large.
struct AtLeastCondition: ConditionPart {
  let amount: Amount

  func fit(_ state: RuleCase) throws -> RuleCondition.Fit {
    guard let least = amount.kilograms(of: state.substance) else {
      return .unknown("the density of \(state.substanceName) is not known")
    }
    guard let own = try state.ordered().kilograms else {
      return .unknown(try state.missingQuantity())
    }
    return least <= own ? .yes : .no("\(own.kilograms) are less than \(amount.text)")
  }
}

/// A question on the order has this answer; while it has none, it has not.
struct AnsweredCondition: ConditionPart {
  let question: String
  let answer: Bool

  func fit(_ state: RuleCase) -> RuleCondition.Fit {
    let given = QuestionAnswered.answer(to: question, in: state.order)?["answer"]?.bool
    return given == answer ? .yes : .no("the question ‘\(question)’ is not answered so")
  }
}

extension RuleCase {
  /// The country that the goods go to: the site's, else the customer's.
  func destination() throws -> String? {
    if let site = try named("site", form: "site"), let country = body(of: site).text("country") {
      mention(site.id)
      return country
    }
    if let country = order["requester"]?["country"]?.string { return country }
    return try customer().flatMap { body(of: $0).text("country") }
  }
}

extension JSON {
  /// A text as it is, everything else as JSON.
  var plainText: String { string ?? text }
}
