import Records
import Testing

@testable import Practices

/// Quantities and papers that are easily reckoned wrong.
@Suite("Quantity rules")
struct QuantityRuleTests {
  private static let law = RulePackage.shipped.filter { $0.name == "eu-2004-273" }
  private static let permanganate: JSON = "7722-64-7"

  private func movement(_ kind: String, _ quantity: String, _ date: String) -> JSON {
    [
      "kind": .string(kind), "substance": Self.permanganate, "quantity": .string(quantity),
      "unit": "kg", "date": .string(date),
    ]
  }

  private func own(_ movements: JSON...) throws -> RuleResult? {
    var firm = Firm.inOrder(Self.law)
    for (number, body) in movements.enumerated() { firm.add("m\(number)", "movement", body) }
    let order = Firm.order(("substance", Self.permanganate), ("quantity", "50"))
    return try firm.check(order)["eu-category-2-own-registration"]
  }

  @Test("The firm's own year of a category 2 substance decides whether it must be registered")
  func ownTotal() throws {
    #expect(try own()?.verdict == .notApplicable)
    #expect(try own(movement("supplied", "50", "2025-03-03"))?.verdict == .notApplicable)
    #expect(try own(movement("supplied", "50.001", "2025-03-03"))?.verdict == .hold)
    // A year and a day ago, and what only came in, do not count; what was used does.
    #expect(try own(movement("supplied", "90", "2025-03-02"))?.verdict == .notApplicable)
    #expect(try own(movement("received", "90", "2025-06-02"))?.verdict == .notApplicable)
    let used = try own(
      movement("used", "30", "2025-06-02"),
      movement("supplied", "30", "2026-01-01"),
    )
    #expect(used?.verdict == .hold)
    #expect(used?.because.contains("110 kg") == false)
    #expect(used?.records.isEmpty == false)
  }

  @Test("A single declaration covers one order, though neither names it")
  func usedUp() throws {
    var firm = Firm.inOrder(Self.law)
    let single = Firm.declaration(
      ("substance", Self.permanganate),
      ("kind", "single"),
      ("quantity", "200"),
    )
    firm.add("declaration", "declaration", single)
    let order = Firm.order(("substance", Self.permanganate), ("quantity", "150"))
    #expect(try firm.check(order)["eu-category-2-declaration"]?.verdict == .pass)
    firm.add(
      "first",
      "order",
      Firm.changed(order, [("decision", "supply"), ("date", "2026-02-20")]),
    )
    let second = try firm.check(order)["eu-category-2-declaration"]
    #expect(second?.verdict == .hold)
    #expect(second?.because.contains("was used for \(Firm.id("first").short)") == true)
    // The one that used it is not in its own way, and a second paper covers the second order.
    let again = try firm.check(order, record: "first")["eu-category-2-declaration"]
    #expect(again?.verdict == .pass)
    firm.add("other", "declaration", single)
    #expect(try firm.check(order)["eu-category-2-declaration"]?.verdict == .pass)
  }

  /// An order of 700 kg, decided to go, under a declaration of 1,200 kg, and one of 600 kg more.
  private func together(_ changes: (String, JSON?)..., moved: [String] = []) throws -> RuleResult? {
    var firm = Firm.inOrder()
    let first = Firm.changed(
      Firm.order(("quantity", "700"), ("date", "2026-02-20"), ("decision", "supply")),
      changes,
    )
    firm.add("first", "order", first)
    for (number, quantity) in moved.enumerated() {
      firm.add(
        "left \(number)",
        "movement",
        [
          "kind": "supplied", "order": Firm.name("first"), "substance": Firm.bdo,
          "counterparty": Firm.name("customer"), "quantity": .string(quantity), "unit": "kg",
          "date": "2026-02-23",
        ],
      )
    }
    return try firm.check(Firm.order(("quantity", "600")))["icca-3-declared-quantity"]
  }

  @Test("What was to go counts, though the order changed after its decision")
  func changedAfterwards() throws {
    #expect(try together()?.verdict == .hold)
    #expect(try together(("decided_on", "something else"))?.verdict == .hold)
    #expect(try together(("decision", "refuse"))?.verdict == .pass)
    #expect(try together(("decision", nil))?.verdict == .pass)
  }

  @Test("Of an order that left in parts the rest counts too")
  func leftInParts() throws {
    let part = try together(moved: ["10", "20"])
    #expect(part?.verdict == .hold)
    #expect(part?.because.contains("1300 kg are more than 1200 kg") == true)
    // What left is what counts where it is more, and where nothing more is to go.
    #expect(try together(moved: ["900"])?.because.contains("1500 kg") == true)
    #expect(try together(("decision", "refuse"), moved: ["10"])?.verdict == .pass)
  }

  @Test("A use that was found plausible is plausible for as much as was ordered then")
  func plausibleFor() throws {
    func verdict(_ quantity: String, earlier: [(String, Bool)]) throws -> Verdict? {
      var firm = Firm.inOrder()
      for (number, (quantity, answer)) in earlier.enumerated() {
        let given: JSON = [
          "question": "plausible-use", "answer": .bool(answer), "comment": "seen",
          "by": "M. Bakker", "date": "2026-02-20",
        ]
        firm.add(
          "earlier \(number)",
          "order",
          Firm.order(
            ("quantity", .string(quantity)),
            ("date", "2026-02-20"),
            ("answers", .array([given])),
          ),
        )
      }
      let order = Firm.order(("quantity", .string(quantity)), ("answers", nil))
      return try firm.check(order)["icca-5-plausible-use"]?.verdict
    }
    #expect(try verdict("50", earlier: [("50", true)]) == .pass)
    #expect(try verdict("50.001", earlier: [("50", true)]) == .hold)
    #expect(try verdict("60", earlier: [("50", true), ("60", true)]) == .pass)
    // Of two answers of one day the one that speaks against it counts, for any quantity.
    #expect(try verdict("50", earlier: [("50", true), ("900", false)]) == .hold)
    #expect(try verdict("50", earlier: [("900", false), ("50", true)]) == .hold)
  }

  @Test("A delivery that leaves on three lorries is one occasion of supply")
  func occasions() throws {
    func verdict(_ days: [String]) throws -> Verdict? {
      var firm = Firm.inOrder(Self.law)
      firm.add(
        "declaration",
        "declaration",
        Firm.declaration(("substance", Self.permanganate), ("valid_from", "2026-02-01")),
      )
      for (number, day) in days.enumerated() {
        firm.add(
          "m\(number)",
          "movement",
          Firm.changed(
            movement("supplied", "1", day),
            [("counterparty", Firm.name("customer"))],
          ),
        )
      }
      let order = Firm.order(("substance", Self.permanganate), ("quantity", "150"))
      return try firm.check(order)["eu-three-supplies"]?.verdict
    }
    #expect(try verdict(["2026-01-05", "2026-01-05", "2026-01-05"]) == .hold)
    #expect(try verdict(["2026-01-05", "2026-01-05", "2026-01-06"]) == .hold)
    #expect(try verdict(["2026-01-05", "2026-01-06", "2026-01-07"]) == .pass)
  }

  @Test("A month of the calendar counts whole, what was decided for its later days too")
  func wholeMonth() {
    let today = CalendarDate("2026-02-10") ?? CalendarDate(dayNumber: 0)
    func counts(_ period: CheckedPeriod, _ day: String) -> Bool {
      period.contains(CalendarDate(day), on: today)
    }
    #expect(counts(.calendarMonth, "2026-02-01"))
    #expect(counts(.calendarMonth, "2026-02-28"))
    #expect(!counts(.calendarMonth, "2026-01-31"))
    #expect(!counts(.calendarMonth, "2026-03-01"))
    #expect(counts(.calendarYear, "2026-12-31"))
    #expect(!counts(.calendarYear, "2025-12-31"))
    #expect(counts(.rollingYear, "2025-02-11"))
    #expect(!counts(.rollingYear, "2025-02-10"))
    #expect(!counts(.rollingYear, "2026-02-11"))
  }

  @Test("A firm's own licence that is tied to its own site covers orders to any")
  func ownSite() throws {
    var firm = Firm.inOrder(Self.law)
    firm.add("works", "site", ["customer": Firm.name("customer"), "name": "works"])
    firm.add(
      "own",
      "licence",
      [
        "kind": "licence", "number": "L-1", "substances": ["4676-39-5"],
        "site": Firm.name("works"),
      ],
    )
    let order = Firm.order(("substance", "4676-39-5"), ("quantity", "1"))
    #expect(try firm.check(order)["eu-category-1-own-licence"]?.verdict == .pass)
  }

  @Test("Of two densities of the firm's own products the heavier counts")
  func densities() throws {
    let cache = BookCache(
      ListedRecords(
        ["1.0", "1.2", "1.1"].enumerated().map { number, density in
          KnownRecord(
            id: Firm.id("product \(number)"),
            form: "product",
            organisation: Firm.id,
            bodies: [["name": "p", "substance": "7722-64-7", "density": .string(density)]],
          )
        },
        forms: FormLibrary.forms,
      ),
      forms: FormLibrary.forms,
      register: .standard,
    )
    let body: JSON = ["substance": "7722-64-7", "quantity": "1", "unit": "l"]
    #expect(try cache.density(for: body)?.kilogramsPerLitre == ExactDecimal("1.2"))
  }

  @Test("Months are added and taken off by the number of the day, or the last of a shorter month")
  func months() throws {
    let cases = [
      ("2026-01-31", 1, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"),
      ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
      ("2026-12-31", 2, "2027-02-28"), ("2026-05-05", -17, "2024-12-05"),
    ]
    for (from, months, to) in cases {
      let date = try #require(CalendarDate(from))
      #expect(date.later(months: months).text == to)
    }
  }
}
