import Practices
import Records
import Testing

@Suite("Product table")
struct ProductTableTests {
  private func table(_ bodies: String..., isVoid: Bool = false) throws -> ProductTable {
    let organisation = try #require(OrganisationID("aaaaaaaaaaaaaaaaaaaaaaaaaa"))
    let records = try bodies.enumerated().map { place, body in
      KnownRecord(
        id: EntryID(line: Array("\(place)".utf8).span.bytes),
        form: "product",
        organisation: organisation,
        bodies: [try JSON(parsing: body)],
        isVoid: isVoid,
      )
    }
    return ProductTable(records)
  }

  private let hundredLitres = Amount(ExactDecimal(100), .litre)

  @Test("Without products the register's density counts, and the goods are pure")
  func none() throws {
    let table = try table()
    #expect(table.kilograms(in: hundredLitres, of: "96-48-0") == ExactDecimal(113))
    #expect(table.kilograms(in: hundredLitres, of: "120-57-0") == nil)
  }

  @Test("The one product gives concentration and density")
  func one() throws {
    let table = try table(
      #"{"name":"Hardener B","substance":"96-48-0","concentration":"70","density":"1.1"}"#
    )
    #expect(table.kilograms(in: hundredLitres, of: "96-48-0") == ExactDecimal(77))
    let figures = table.figures(of: "96-48-0")
    #expect(figures.density?.source == "your product ‘Hardener B’")
    // What the order itself says goes before the product.
    let pure = ExactDecimal(100)
    let mass = table.kilograms(in: hundredLitres, of: "96-48-0", concentration: pure)
    #expect(mass == ExactDecimal(113))
  }

  @Test("Of several products the one counts that holds the most")
  func several() throws {
    let table = try table(
      #"{"name":"A","substance":"96-48-0","concentration":"20","density":"1.02"}"#,
      #"{"name":"B","substance":"96-48-0","concentration":"70","density":"1.08"}"#,
      #"{"name":"C","substance":"96-48-0","concentration":"70","density":"1.1"}"#,
    )
    #expect(table.kilograms(in: hundredLitres, of: "96-48-0") == ExactDecimal(77))
    let fifth = table.kilograms(
      in: hundredLitres,
      of: "96-48-0",
      concentration: ExactDecimal(20),
    )
    #expect(fifth == ExactDecimal("20.4"))
    // No product has this concentration, and the pure substance's density does not fit it.
    let half = ExactDecimal(50)
    #expect(table.kilograms(in: hundredLitres, of: "96-48-0", concentration: half) == nil)
  }

  @Test("A pure product, a salt's number and a withdrawn product")
  func others() throws {
    let pure = try table(
      #"{"name":"Pure","substance":"96-48-0","density":"1.2"}"#,
      #"{"name":"Weak","substance":"96-48-0","concentration":"20","density":"1.9"}"#,
    )
    #expect(pure.kilograms(in: hundredLitres, of: "96-48-0") == ExactDecimal(120))
    let salt = try table(#"{"name":"Syrup","substance":"50-98-6","concentration":"1"}"#)
    let amount = Amount(ExactDecimal(10), .kilogram)
    #expect(salt.kilograms(in: amount, of: "299-42-3") == ExactDecimal("0.1"))
    let void = try table(
      #"{"name":"Old","substance":"96-48-0","concentration":"1"}"#,
      isVoid: true,
    )
    #expect(void.kilograms(in: amount, of: "96-48-0") == ExactDecimal(10))
  }
}
