import Records
import Testing

@testable import Practices

/// By what a surveillance list's line finds a party to an order.
@Suite("List hits")
struct ListHitTests {
  private static let code = RulePackage.shipped.filter { $0.name == "icca-bdo-gbl-2017" }

  private func verdict(_ entry: JSON, order: JSON = Firm.order()) throws -> Verdict? {
    var firm = Firm.inOrder(Self.code)
    firm.add(
      "customer",
      "customer",
      [
        "name": "Janssen Coatings B.V.", "kind": "company", "role": "end_user",
        "street": "Radarweg 36", "postal_code": "1043 NX", "city": "Amsterdam", "country": "NL",
        "registration_number": "33273785", "vat": "NL001234567B01",
        "lei": "724500VKKSH9QOLTFR81", "phone": "+31 20 123 4567",
        "website": "https://www.janssen.example/about",
      ],
    )
    firm.add(
      "licence",
      "licence",
      ["holder": Firm.name("customer"), "number": "NL-2024-0117", "kind": "licence"],
    )
    firm.add(
      "site",
      "site",
      ["customer": Firm.name("customer"), "name": "Werk Ost", "country": "DE"],
    )
    firm.add("list", "surveillance_list", ["name": "List", "entries": [entry]])
    return try firm.check(order)["surveillance-list"]?.verdict
  }

  @Test(
    "A party is found by any number, by address and by name in any order",
    arguments: [
      ["name": "x", "kind": "company", "number": "3327 3785"],
      ["name": "x", "kind": "company", "number": "NL 0012.34.567.B01"],
      ["name": "x", "kind": "company", "number": "001234567B01"],
      ["name": "x", "kind": "company", "number": "7245 00VK KSH9 QOLT FR81"],
      ["name": "x", "kind": "company", "number": "NL 2024/0117"],
      ["name": "x", "kind": "person", "number": "0031 (0)20 1234567"],
      ["name": "x", "kind": "company", "number": "janssen.example"],
      // A number is somebody's wherever they are said to sit.
      ["name": "x", "kind": "company", "number": "33273785", "country": "BE"],
      ["name": "Amsterdam, Radarweg 36", "kind": "address"],
      ["name": "Radarweg 36, 1043 NX Amsterdam, Netherlands", "kind": "address", "country": "NL"],
      ["name": "COATINGS JANSSEN BV", "kind": "company"],
      ["name": "Janssen Coatings", "kind": "company", "country": "NL"],
      ["name": "whatever it is called", "kind": "substance", "cas": "110-63-4"],
      ["name": "whatever it is called", "kind": "substance", "number": "110-63-4"],
    ] as [JSON],
  )
  func found(_ entry: JSON) throws {
    #expect(try verdict(entry) == .hold)
  }

  @Test(
    "Another number, street or country is somebody else's",
    arguments: [
      ["name": "x", "kind": "company", "number": "33273786"],
      // Its digits begin alike.
      ["name": "Radarweg 3, Amsterdam", "kind": "address"],
      ["name": "Radarweg 36, Amsterdam", "kind": "address", "country": "BE"],
      ["name": "Amsterdam", "kind": "address"],
      ["name": "Janssen Coatings", "kind": "company", "country": "BE"],
      ["name": "Janssen", "kind": "company"],
      ["name": "B.V.", "kind": "company"],
      ["name": "x", "kind": "substance", "cas": "96-48-0"],
    ] as [JSON],
  )
  func notFound(_ entry: JSON) throws {
    #expect(try verdict(entry) == .pass)
  }

  @Test("Each party counts in its own country")
  func countries() throws {
    let entry: JSON = ["name": "Werk Ost", "kind": "company", "country": "DE"]
    #expect(try verdict(entry) == .pass)
    #expect(try verdict(entry, order: Firm.order(("site", Firm.name("site")))) == .hold)
  }
}
