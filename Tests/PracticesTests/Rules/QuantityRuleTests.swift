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
