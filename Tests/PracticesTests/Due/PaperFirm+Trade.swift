import Practices
import Records
import TestSupport

extension PaperFirm {
  /// How much a firm has recorded.
  struct Size {
    var customers = 50
    var declarations = 80
    var orders = 300
    var movements = 400

    /// A firm with 100,000 entries.
    static let large = Size(
      customers: 5_000,
      declarations: 8_000,
      orders: 30_000,
      movements: 40_000,
    )
  }

  /// Writes three years of trade that end on a day: customers, each with a site and an
  /// assessment, their declarations, what they ordered and what they were supplied with.
  mutating func trade(_ size: Size, until last: CalendarDate, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let substances = ["110-63-4", "96-48-0", "108-24-7", "7722-64-7"]
    func day(_ range: ClosedRange<Int>) -> JSON {
      .string(last.adding(days: Int.random(in: range, using: &random)).text)
    }
    var customers: [EntryID] = []
    for number in 0..<size.customers {
      let role = number.isMultiple(of: 100) ? "distributor" : "end_user"
      let customer = try add(
        "customer",
        [
          "name": .string("Customer \(number) B.V."), "reference": .string("C-\(number)"),
          "city": "Utrecht", "country": "NL", "role": .string(role),
        ],
      )
      customers.append(customer)
      try add("site", ["customer": .id(customer), "name": "Works"])
      try add(
        "assessment",
        [
          "customer": .id(customer), "assessor": "A. Jansen",
          "outcome": number.isMultiple(of: 50) ? "refused" : "approved", "date": day(-700...(-300)),
          "valid_until": day(-20...700),
        ],
      )
    }
    for number in 0..<size.declarations {
      try add(
        "declaration",
        [
          "customer": .id(customers[number % customers.count]),
          "substance": .string(substances[number / customers.count % 4]), "quantity": "1200",
          "unit": "kg", "end_use": "chain extender in polyurethane floor coatings",
          "kind": "code", "valid_from": day(-360...(-5)), "valid_until": day(-5...360),
        ],
      )
    }
    for number in 0..<size.orders + size.movements {
      let customer = customers[Int.random(in: customers.indices, using: &random)]
      let substance = substances[Int.random(in: 0..<4, using: &random)]
      if number < size.orders {
        let isOpen = Int.random(in: 0..<300, using: &random) == 0
        try add(
          "order",
          ([
            "customer": .id(customer), "substance": .string(substance), "quantity": "200",
            "unit": "kg", "date": isOpen ? day(-20...0) : day(-1_000...0), "stage": "order",
            "decided_by": "A. Jansen",
          ] as JSON).decided(isOpen ? "hold" : "supply"),
        )
      } else {
        try add(
          "movement",
          [
            "counterparty": .id(customer), "kind": "supplied", "substance": .string(substance),
            "quantity": "200", "unit": "kg", "date": day(-1_000...0),
            "packs": [
              number.isMultiple(of: 5)
                ? ["lot": "L1", "count": 1] : ["lot": "L1", "count": 1, "seals": ["S1"]]
            ],
          ],
        )
      }
    }
  }
}
