import GRDB
public import Records

/// Goods that left for an order that was not to go: refused, held, or not decided.
public struct Departure: Hashable, Sendable {
  /// The movement.
  public let movement: EntryID
  /// The order that it names.
  public let order: EntryID
  /// The customer.
  public let customer: EntryID
  /// The substance, by its CAS number.
  public let substance: String?
  /// What was decided of the order; `nil` for nothing that still holds.
  public let decision: String?
  /// The day on which the goods left.
  public let date: CalendarDate?
}

extension CentralView {
  /// The goods that left since a day for orders of the same customer that were not to go.
  public func departures(
    of organisation: OrganisationID,
    since first: CalendarDate,
  ) throws -> [Departure] {
    try ask { database in
      let orders = try Self.ordersNotToGo(of: organisation, since: first, in: database)
      guard !orders.isEmpty, let rule = BriefRule.rule(of: "movement") else { return [] }
      let movements = try Statement(
        """
        SELECT id, start, part FROM brief
        WHERE form = ?1 AND organisation = (SELECT number FROM organisation WHERE id = ?2)
          AND subject = ?3 AND kind = 'supplied' AND (start IS NULL OR start >= ?4)
          AND part IS NOT NULL
        """,
        on: database,
      )
      movements.bind(1, rule.code)
      movements.bindText(2, organisation.text)
      movements.bind(4, Int64(first.dayNumber))
      var departures: [Departure] = []
      // What a customer got is read once, however many of its orders are open.
      for (customer, orders) in orders {
        movements.bind(3, customer)
        while try movements.next() {
          guard let id = EntryID(movements.text(2)), let order = orders[id] else { continue }
          departures.append(
            Departure(
              movement: EntryID(try movements.hash(0)),
              order: id,
              customer: customer,
              substance: order.substance,
              decision: order.decision,
              date: movements.optionalInteger(1).map { CalendarDate(dayNumber: Int($0)) },
            )
          )
        }
        movements.reset()
      }
      return departures.sorted { $0.movement < $1.movement }
    }
  }

  /// What was decided of an order that was not to go.
  private struct StoppedOrder {
    let substance: String?
    let decision: String?
  }

  /// The orders that were not to go, by customer and id.
  private static func ordersNotToGo(
    of organisation: OrganisationID,
    since first: CalendarDate,
    in database: Database,
  ) throws -> [EntryID: [EntryID: StoppedOrder]] {
    guard let rule = BriefRule.rule(of: "order") else { return [:] }
    let rows = try Statement(
      """
      SELECT id, subject, substance, state FROM brief
      WHERE form = ?1 AND organisation = (SELECT number FROM organisation WHERE id = ?2)
        AND coalesce(state, '') <> 'supply' AND subject IS NOT NULL
        AND coalesce(start, ?3) >= ?3
      """,
      on: database,
    )
    rows.bind(1, rule.code)
    rows.bindText(2, organisation.text)
    // An order may be older than what leaves for it.
    rows.bind(3, Int64(first.dayNumber - longestOrder))
    var orders: [EntryID: [EntryID: StoppedOrder]] = [:]
    while try rows.next() {
      let customer = EntryID(try rows.hash(1))
      orders[customer, default: [:]][EntryID(try rows.hash(0))] = StoppedOrder(
        substance: rows.isNull(2) ? nil : rows.text(2),
        decision: rows.isNull(3) ? nil : rows.text(3),
      )
    }
    return orders
  }

  /// For how many days goods of one order may go on leaving.
  private static let longestOrder = 366
}
