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
  ///
  /// Few orders are refused or undecided, so that each is looked up among what its customer got.
  public func departures(
    of organisation: OrganisationID,
    since first: CalendarDate,
  ) throws -> [Departure] {
    try ask { database in
      let orders = try Statement(
        """
        SELECT id, subject, substance, state, organisation FROM brief
        WHERE form = ?1 AND coalesce(state, '') <> 'supply' AND subject IS NOT NULL
          AND organisation = (SELECT number FROM organisation WHERE id = ?2)
          AND coalesce(start, ?3) >= ?3
        """,
        on: database,
      )
      let movements = try Statement(
        """
        SELECT id, start FROM brief WHERE form = ?1 AND organisation = ?2 AND subject = ?3
          AND kind = 'supplied' AND part = ?4
        """,
        on: database,
      )
      guard let order = BriefRule.rule(of: "order"), let movement = BriefRule.rule(of: "movement")
      else { return [] }
      orders.bind(1, order.code)
      orders.bindText(2, organisation.text)
      // An order may be older than what leaves for it.
      orders.bind(3, Int64(first.dayNumber - Self.longestOrder))
      var departures: [Departure] = []
      while try orders.next() {
        let id = EntryID(try orders.hash(0))
        let customer = EntryID(try orders.hash(1))
        movements.bind(1, movement.code)
        movements.bind(2, orders.integer(4))
        movements.bindBlob(3, customer.hash.bytes)
        movements.bindText(4, id.text)
        while try movements.next() {
          let date = movements.optionalInteger(1).map { CalendarDate(dayNumber: Int($0)) }
          guard date.map({ $0 >= first }) ?? true else { continue }
          departures.append(
            Departure(
              movement: EntryID(try movements.hash(0)),
              order: id,
              customer: customer,
              substance: orders.isNull(2) ? nil : orders.text(2),
              decision: orders.isNull(3) ? nil : orders.text(3),
              date: date,
            )
          )
        }
        movements.reset()
      }
      return departures
    }
  }

  /// For how many days goods of one order may go on leaving.
  private static let longestOrder = 366
}
