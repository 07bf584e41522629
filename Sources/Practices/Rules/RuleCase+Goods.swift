import Records

/// What went to the customer, and what is to go.
extension RuleCase {
  /// What quantities are made of.
  enum Counted: String, CaseIterable {
    /// Movements out to the customer.
    case supplied
    /// Orders whose goods were decided to go, as far as they have not left yet.
    case decided
    /// Orders that are neither given up nor refused, as far as their goods have not left yet.
    case ordered
    /// Samples, other than the one that is judged, that were not refused.
    case samples
  }

  /// The goods of the order's substance that count, other than those that are judged.
  ///
  /// An order whose goods have left counts by what left, and by the rest that is still to go.
  /// What belongs to the order that is judged is not counted beside it.
  func goods(_ counted: Set<Counted>) throws -> [Delivery] {
    if let known = book.goods[counted] { return known }
    let all = try readGoods(counted)
    if isUndisputed { book.goods[counted] = all }
    return all
  }

  private func readGoods(_ counted: Set<Counted>) throws -> [Delivery] {
    guard let wanted = parentCAS else { return [] }
    let own = request.record?.text
    let customer = order["customer"]?.string
    var all: [Delivery] = []
    var moved = MovedGoods()
    if counted.contains(.supplied) || counted.contains(.decided) || counted.contains(.ordered) {
      for record in try records(aboutCustomer: "movement") {
        guard let delivery = try delivery(of: record), delivery.isSupply,
          delivery.customer == customer
        else { continue }
        guard delivery.substance == wanted else { continue }
        moved.add(delivery)
        guard delivery.order == nil || delivery.order != own else { continue }
        if counted.contains(.supplied) { all.append(delivery) }
      }
    }
    if counted.contains(.decided) || counted.contains(.ordered) {
      for record in try records(aboutCustomer: "order") where record.id != request.record {
        guard let delivery = try delivery(of: record), delivery.customer == customer,
          delivery.substance == wanted, delivery.isStanding,
          counted.contains(.ordered) || delivery.decision == "supply",
          let rest = moved.rest(of: delivery)
        else { continue }
        all.append(rest)
      }
    }
    if counted.contains(.samples) {
      for record in try samplesOfSameRequester() {
        guard let delivery = try delivery(of: record), delivery.substance == wanted,
          delivery.isStanding
        else { continue }
        all.append(delivery)
      }
    }
    return all
  }

  /// Calls `body` with what the firm itself supplied to anybody, or used, of the order's
  /// substance since a day, until it returns `false`; what belongs to the order that is judged
  /// is left out.
  func forEachOwnSupply(
    since first: CalendarDate,
    _ body: (Delivery) -> Bool,
  ) throws {
    guard let wanted = parentCAS else { return }
    let own = request.record?.text
    try book.forEachMovement(of: wanted, since: first) { record in
      guard let delivery = try delivery(of: record), delivery.substance == wanted,
        delivery.kind == "supplied" || delivery.kind == "used",
        delivery.order == nil || delivery.order != own
      else { return true }
      return body(delivery)
    }
  }

  /// The samples that the same person, firm or customer asked for, other than the one judged.
  ///
  /// A stranger has no record of their own, so that every sample of the firm is read for them:
  /// a few by the week, where movements are many.
  func samplesOfSameRequester() throws -> [KnownRecord] {
    let body = order
    let keys = Self.requesterKeys(body)
    let customer = body["customer"]?.string
    let candidates =
      keys.isEmpty
      ? try records(aboutCustomer: "sample") : try book.records(ofForm: "sample")
    return candidates.filter { record in
      guard record.id != request.record else { return false }
      return record.bodies.contains { other in
        if let customer, other["customer"]?.string == customer { return true }
        return !keys.isDisjoint(with: Self.requesterKeys(other))
      }
    }
  }

  /// What makes two requesters one: the same e-mail address, or the same name at the same
  /// organisation, however they are spelled.
  static func requesterKeys(_ body: JSON) -> Set<String> {
    guard let requester = body["requester"] else { return [] }
    var keys: Set<String> = []
    if let email = requester["email"]?.string { keys.insert("@" + email.lowercased()) }
    let name = FoldedWords(requester["name"]?.string ?? "").key
    let organisation = FoldedWords(requester["organisation"]?.string ?? "").key
    if !name.isEmpty || !organisation.isEmpty { keys.insert(name + "/" + organisation) }
    return keys
  }

  /// The sum of deliveries in kilograms; `nil` where one of them is not known.
  func total(_ deliveries: [Delivery]) -> ExactDecimal? {
    var total = ExactDecimal.zero
    for delivery in deliveries {
      guard let kilograms = delivery.kilograms, let sum = total + kilograms else { return nil }
      total = sum
    }
    return total
  }
}

/// What left for orders, by the order.
private struct MovedGoods {
  /// The kilograms that left; `nil` where nobody can say.
  private var kilograms: [String: ExactDecimal?] = [:]

  mutating func add(_ movement: Delivery) {
    guard let order = movement.order else { return }
    let before = kilograms[order] ?? .zero
    let sum = before.flatMap { before in movement.kilograms.flatMap { before + $0 } }
    kilograms.updateValue(sum, forKey: order)
  }

  /// What is still to go of an order: all of it where nothing left; `nil` where nothing is, or
  /// nobody can say, since what left is counted then.
  func rest(of order: Delivery) -> Delivery? {
    guard let known = kilograms[order.record.text] else { return order }
    guard let left = known, let ordered = order.kilograms, let rest = ordered - left,
      .zero < rest
    else { return nil }
    var order = order
    order.kilograms = rest
    return order
  }
}
