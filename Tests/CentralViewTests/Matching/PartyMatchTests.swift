import Testing

@testable import CentralView

@Suite("Party match")
struct PartyMatchTests {
  /// Two parties and what comparing them has to say.
  struct Case: CustomTestStringConvertible, Sendable {
    let why: String
    let left: Party
    let right: Party
    let finding: PartyMatch.Finding?

    var testDescription: String { why }

    init(_ why: String, _ left: Party, _ right: Party, _ finding: PartyMatch.Finding?) {
      self.why = why
      self.left = left
      self.right = right
      self.finding = finding
    }
  }

  static let cases: [Case] = [
    Case(
      "one register, one number",
      es("Alfa SL", "B83043067"),
      es("Beta SA", "B83043067"),
      .identified,
    ),
    Case(
      "one register, two numbers",
      es("Alfa SL", "B83043067"),
      es("Alfa SL", "A28047223"),
      nil,
    ),
    Case(
      "the same number in two registers, other names",
      party("Alfa", numbers: [number("DE/amtsgerichtbonn", "123")]),
      party("Beta", numbers: [number("DE/amtsgerichtkoeln", "123")]),
      nil,
    ),
    Case(
      "a number without its register, and a name that fits",
      party("Alfa Coatings", numbers: [number("", "123456")]),
      party("Alfa Coatings Ltd", numbers: [number("DE/bonn", "123456")]),
      .proposed,
    ),
    Case(
      "a number without its register, and another name",
      party("Alfa Coatings", numbers: [number("", "123456")]),
      party("Omega Shipping", numbers: [number("DE/bonn", "123456")]),
      nil,
    ),
    Case(
      "two branches of one French company",
      party("Alfa", numbers: [number("FR", "73282932000074")]),
      party("Alfa", numbers: [number("FR", "73282932000082")]),
      .branches,
    ),
    Case(
      "a French company and its branch",
      party("Alfa", numbers: [number("FR", "732829320")]),
      party("Alfa", numbers: [number("FR", "73282932000082")]),
      .identified,
    ),
    Case(
      "only the legal form is shared",
      party("Alfa B.V.", home),
      party("Omega BV", home),
      nil,
    ),
    Case("only initials", party("A-B-C Company", away), party("ABC Ltd", home), nil),
    Case(
      "one common word",
      party("Bank of the West", home),
      party("Bank of the East", home),
      nil,
    ),
    Case(
      "common words alone, elsewhere",
      party("General Trading", home),
      party("General Trading", away),
      nil,
    ),
    Case(
      "common words alone, at one address",
      party("General Trading", home),
      party("General Trading Ltd", home),
      .proposed,
    ),
    Case(
      "another number in the name",
      party("Fortenova Fund 2", home),
      party("Fortenova Fund 3", home),
      nil,
    ),
    Case(
      "the same number, Roman",
      party("Fortenova Fund II", home),
      party("Fortenova Fund 2", home),
      .proposed,
    ),
    Case(
      "sister companies at one address",
      party("Getir Investment", home),
      party("Getir Netherlands", home),
      nil,
    ),
    Case(
      "the legal form written out",
      party("Janssen Coatings B.V.", home),
      party("Janssen Coatings Besloten Vennootschap", home),
      .proposed,
    ),
    Case(
      "the legal form in front",
      party("SARL Dupont Peinture", home),
      party("Dupont Peinture", home),
      .proposed,
    ),
    Case(
      "spaced letters",
      party("Dupont Peinture S A R L", home),
      party("Dupont Peinture", home),
      .proposed,
    ),
    Case(
      "a slip of the keyboard",
      party("Jansen Coatings", home),
      party("Janssen Coatings", home),
      .proposed,
    ),
    Case(
      "a branch of it",
      party("Deutsche Kalibank AG London Branch", home),
      party("Deutsche Kalibank", home),
      .proposed,
    ),
    Case(
      "accents and capitals",
      party("PÉTROLÉOS ÁVILA", home),
      party("Petroleos Avila", home),
      .proposed,
    ),
    Case("Cyrillic", party("Янссен Коатингс", home), party("Janssen Coatings", home), .proposed),
    Case("Greek", party("Κορονακη Πετρολ", home), party("Koronaki Petrol", home), .proposed),
    Case(
      "one word or two",
      party("Micro Chemicals Vanderbilt", home),
      party("Microchemicals Vanderbilt", home),
      .proposed,
    ),
    Case(
      "the same telling words in another town",
      party("Obrascon Huarte", home),
      party("Obrascon Huarte SA", away),
      .proposed,
    ),
    Case("one telling word in another town", party("Getir", home), party("Getir", away), nil),
    Case("another country", party("Ernst Young", home), party("Ernst", abroad), nil),
    Case("nothing but a name, common", party("Trading Services"), party("Trading Services"), nil),
  ]

  @Test("Two parties are one, kin or strangers, for the reason that counts", arguments: cases)
  func finding(_ example: Case) {
    let tables = MatchTables.standard
    let left = PartyProfile(example.left, tables: tables)
    let right = PartyProfile(example.right, tables: tables)
    let match = PartyMatch(left, right)
    #expect(match?.finding == example.finding, "\(match?.reason ?? "no match")")
    #expect(PartyMatch(right, left)?.finding == match?.finding)
    #expect(PartyMatch(right, left)?.score == match?.score)
  }

  @Test("Every proposal explains itself in one line")
  func reasons() throws {
    let tables = MatchTables.standard
    for example in Self.cases where example.finding != nil {
      let match = try #require(
        PartyMatch(
          PartyProfile(example.left, tables: tables),
          PartyProfile(example.right, tables: tables),
        )
      )
      #expect(!match.reason.isEmpty && !match.reason.contains("\n"))
    }
  }

  private static let home = ("Radarweg 36", "1042 AA", "Amsterdam", "NL")
  private static let away = ("Kade 1", "3511 AB", "Utrecht", "NL")
  private static let abroad = ("Radarweg 36", "1042 AA", "Amsterdam", "BE")

  private static func party(
    _ name: String,
    _ place: (String, String, String, String) = ("", "", "", ""),
    numbers: [RegisterNumber] = [],
  ) -> Party {
    Party(
      names: [name],
      street: place.0,
      postalCode: place.1,
      city: place.2,
      country: place.3,
      numbers: numbers,
    )
  }

  private static func es(_ name: String, _ text: String) -> Party {
    party(name, numbers: [number("ES", text)])
  }

  private static func number(_ register: String, _ number: String) -> RegisterNumber {
    RegisterNumber(register: register, number: number)
  }
}
