import Records

/// What most functions ask of a case.
extension RuleCase {
  /// The record that a member of the order or sample names, or `nil` where it names none or
  /// one that is not there.
  func named(_ member: String, form: String) throws -> KnownRecord? {
    guard let id = order[member]?.string.flatMap({ EntryID($0) }),
      let record = try book.record(id), record.form == form
    else { return nil }
    return record
  }

  /// The customer.
  func customer() throws -> KnownRecord? { try named("customer", form: "customer") }

  /// The records of a form about the customer; none where there is no customer.
  func records(aboutCustomer form: String) throws -> [KnownRecord] {
    guard let customer = try customer() else { return [] }
    return try book.records(ofForm: form, about: customer.id)
  }

  /// The same records, each with its body in this state of the world, in which it may be
  /// about somebody else.
  func states(aboutCustomer form: String) throws -> [(record: KnownRecord, body: JSON)] {
    guard let customer = try customer(), let member = book.subjectMember(ofForm: form) else {
      return []
    }
    return try book.records(ofForm: form, about: customer.id).compactMap { record in
      let body = body(of: record)
      return body[member]?.string == customer.id.text ? (record, body) : nil
    }
  }

  /// The customer's name, in quotation marks.
  func customerName() throws -> String {
    guard let customer = try customer() else { return "the customer" }
    return body(of: customer)["name"]?.string.map { "‘\($0)’" } ?? "the customer"
  }

  /// The CAS number as the order gives it.
  var cas: String? { order["substance"]?.string }

  /// The CAS number of the substance that the order's counts as.
  var parentCAS: String? { cas.map(book.parentCAS) }

  /// The substance, where the register knows it.
  var substance: Substance? { cas.flatMap(book.register.substance(cas:)) }

  /// The substance as a sentence names it.
  var substanceName: String { substance?.shownName ?? cas ?? "the substance" }

  /// The order itself as goods.
  func ordered() throws -> Delivery {
    let record = KnownRecord(
      id: request.record ?? RuleCase.unrecorded,
      form: request.subject.rawValue,
      organisation: RuleCase.nobody,
      bodies: [order],
    )
    return Delivery(
      order,
      of: record,
      register: book.register,
      density: try book.density(for: order),
    )
  }

  /// What keeps the quantity of the order from being known, as the end of a sentence.
  func missingQuantity() throws -> String {
    let body = order
    if body["substance"] == nil { return "the \(noun) names no substance" }
    guard body["quantity"] != nil, body["unit"] != nil else {
      lack(.quantity)
      return "the \(noun) names no quantity"
    }
    guard let amount = Amount(of: body) else {
      lack(.quantity)
      return "the quantity of the \(noun) is no amount"
    }
    switch amount.unit.dimension {
    case .volume:
      lack(.density)
      return "the density of \(substanceName) is not known, so nobody can say what "
        + "\(amount.text) weigh"
    case .count:
      lack(.quantity)
      return "nobody can say what \(amount.text) weigh"
    case .mass:
      lack(.concentration)
      return "the concentration of the \(noun) is no percentage"
    }
  }

  /// Whether a record that names this site is about goods for the order's: one without a site
  /// is about all of them.
  func coversSite(_ site: String?) -> Bool {
    guard let site else { return true }
    return order["site"]?.string.map { $0.utf8.elementsEqual(site.utf8) } ?? false
  }

  /// Whether these CAS numbers cover the order's substance; none cover every substance.
  func coversSubstance(_ list: JSON?) -> Bool {
    guard let elements = list?.elements, !elements.isEmpty else { return true }
    return elements.contains { $0.string.map(book.parentCAS) == parentCAS }
  }

  /// A fixed id for what is not recorded yet.
  static let unrecorded: EntryID = {
    let line: [UInt8] = Array("unrecorded".utf8)
    return EntryID(line: line.span.bytes)
  }()

  private static let nobody = OrganisationID(firstKey: [UInt8](repeating: 0, count: 32))
}

extension JSON {
  /// The day in a member, where it is one.
  func day(_ member: String) -> CalendarDate? { self[member]?.string.flatMap { CalendarDate($0) } }

  /// The text in a member, where it is one.
  func text(_ member: String) -> String? { self[member]?.string }

  /// The values at a path such as `collector.id_number`: through objects by name, through
  /// lists to every element; empty texts and empty lists are no values.
  func values(at path: some Collection<Substring>) -> [JSON] {
    if let elements { return elements.flatMap { $0.values(at: path) } }
    guard let name = path.first else {
      switch self {
      case .null: return []
      case .string(let text) where text.isEmpty: return []
      default: return [self]
      }
    }
    return self[String(name)]?.values(at: path.dropFirst()) ?? []
  }
}
