import Practices
import Records
import Testing

@Suite("Amount")
struct AmountTests {
  @Test("Every unit of records is a unit of amounts, and no other")
  func units() {
    #expect(Set(Amount.Unit.allCases.map(\.rawValue)) == Set(UnitOfMeasure.all))
  }

  @Test(
    "An amount is read from a record's quantity and unit",
    arguments: [
      (#"{"quantity":"12.5","unit":"kg"}"#, "12.5 kg"), (#"{"quantity":"3","unit":"l"}"#, "3 l"),
      (#"{"quantity":"3"}"#, nil), (#"{"unit":"l"}"#, nil),
      (#"{"quantity":"3","unit":"KG"}"#, nil),
      (#"{"quantity":3,"unit":"kg"}"#, nil), (#"{"quantity":"a lot","unit":"kg"}"#, nil),
    ],
  )
  func reading(_ body: String, _ expected: String?) throws {
    #expect(Amount(of: try JSON(parsing: body))?.text == expected)
  }

  @Test(
    "Amounts of a pure substance weigh what they weigh",
    arguments: [
      ("1", "t", "1000"), ("2.5", "kg", "2.5"), ("250", "g", "0.25"), ("3", "mg", "0.000003"),
      ("100", "l", "113"), ("1", "m3", "1130"), ("20", "ml", "0.0226"), ("4", "pcs", nil),
    ],
  )
  func kilograms(_ quantity: String, _ unit: String, _ expected: String?) throws {
    let amount = try #require(Amount(quantity: quantity, unit: unit))
    let butyrolactone = try #require(SubstanceRegister.standard.substance(cas: "96-48-0"))
    #expect(amount.kilograms(of: butyrolactone)?.text == expected)
  }

  @Test("A volume without a density weighs nothing that is known")
  func noDensity() throws {
    let amount = Amount(ExactDecimal(10), .litre)
    let piperonal = try #require(SubstanceRegister.standard.substance(cas: "120-57-0"))
    #expect(amount.kilograms() == nil)
    #expect(amount.kilograms(of: piperonal) == nil)
    #expect(Amount(ExactDecimal(10), .kilogram).kilograms(of: piperonal) == ExactDecimal(10))
  }

  @Test("A mixture counts by its concentration, in percent by mass")
  func mixture() throws {
    let percent = try #require(ExactDecimal("37.5"))
    let amount = Amount(ExactDecimal(200), .kilogram)
    #expect(amount.kilograms(concentration: percent) == ExactDecimal(75))
    #expect(amount.kilograms(concentration: ExactDecimal(0)) == .zero)
    #expect(amount.kilograms(concentration: ExactDecimal(101)) == nil)
    #expect(amount.kilograms(concentration: ExactDecimal(-1)) == nil)
  }

  @Test("A mixture's volume weighs by its own density, and not by the pure substance's")
  func mixtureDensity() throws {
    let butyrolactone = try #require(SubstanceRegister.standard.substance(cas: "96-48-0"))
    let amount = Amount(ExactDecimal(100), .litre)
    let half = ExactDecimal(50)
    #expect(amount.kilograms(of: butyrolactone, concentration: half) == nil)
    let technical = try #require(ExactDecimal("99.5"))
    let mass = amount.kilograms(of: butyrolactone, concentration: technical)
    #expect(mass?.text == "112.435")
    let own = Density(
      kilogramsPerLitre: try #require(ExactDecimal("1.07")),
      source: "the product's data sheet",
      isConfirmed: true,
    )
    let mixture = amount.kilograms(of: butyrolactone, concentration: half, density: own)
    #expect(mixture?.text == "53.5")
  }

  @Test("The density of an acid as it is sold does not weigh a weaker one")
  func acid() throws {
    let acid = try #require(SubstanceRegister.standard.substance(cas: "7647-01-0"))
    let amount = Amount(ExactDecimal(10), .litre)
    #expect(amount.kilograms(of: acid, concentration: ExactDecimal(36))?.text == "4.248")
    #expect(amount.kilograms(of: acid, concentration: ExactDecimal(10)) == nil)
  }

  @Test(
    "Amounts convert within mass and volume, and between them by a density",
    arguments: [
      ("2500", "g", "kg", "2.5 kg"), ("0.5", "t", "g", "500000 g"),
      ("1", "m3", "ml", "1000000 ml"),
      ("10", "l", "kg", "8 kg"), ("8", "kg", "l", "10 l"), ("1", "kg", "ml", "1250 ml"),
      ("1", "pcs", "kg", nil), ("1", "kg", "pcs", nil), ("2", "pcs", "pcs", "2 pcs"),
    ],
  )
  func conversion(_ quantity: String, _ unit: String, _ other: String, _ expected: String?) throws {
    let density = Density(
      kilogramsPerLitre: try #require(ExactDecimal("0.8")),
      source: "a test",
      isConfirmed: false,
    )
    let amount = try #require(Amount(quantity: quantity, unit: unit))
    let target = try #require(Amount.Unit(rawValue: other))
    #expect(amount.converted(to: target, density: density)?.text == expected)
    if amount.unit.dimension != target.dimension {
      #expect(amount.converted(to: target) == nil)
    }
  }
}
