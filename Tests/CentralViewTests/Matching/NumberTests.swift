import Records
import Testing

@testable import CentralView

@Suite("Register numbers")
struct NumberTests {
  /// Two customers and what their numbers come to.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let left: JSON
    let right: JSON
    let finding: PartyMatch.Finding?
  }

  static let cases: [Case] = [
    Case(
      testDescription: "zeros that a spreadsheet dropped",
      left: ["name": "Alfa", "country": "GB", "registration_number": "01234567"],
      right: ["name": "Beta", "country": "GB", "registration_number": "1234567"],
      finding: .identified,
    ),
    Case(
      testDescription: "powers of ten that a spreadsheet made",
      left: ["name": "Alfa", "country": "FR", "registration_number": "3,31355E+13"],
      right: ["name": "Beta", "country": "FR", "registration_number": "3,31355E+13"],
      finding: nil,
    ),
    Case(
      testDescription: "words instead of a number",
      left: ["name": "Alfa", "country": "NL", "registration_number": "unknown"],
      right: ["name": "Beta", "country": "NL", "registration_number": "unknown"],
      finding: nil,
    ),
    Case(
      testDescription: "one digit over and over",
      left: ["name": "Alfa", "country": "NL", "registration_number": "99999999"],
      right: ["name": "Beta", "country": "NL", "registration_number": "99999999"],
      finding: nil,
    ),
    Case(
      testDescription: "one VAT number for a group, and two in the register",
      left: [
        "name": "Alfa", "country": "NL", "vat": "NL004495445B01",
        "registration_number": "33273785",
      ],
      right: [
        "name": "Alfa", "country": "NL", "vat": "NL004495445B01",
        "registration_number": "27102631",
      ],
      finding: nil,
    ),
    Case(
      testDescription: "one VAT number, and one of the two in no register",
      left: ["name": "Alfa", "country": "NL", "vat": "NL004495445B01"],
      right: ["name": "Beta", "vat": "NL 004495445 B01", "registration_number": "27102631"],
      finding: .identified,
    ),
    Case(
      testDescription: "VAT numbers of two countries say nothing",
      left: ["name": "Janssen Coatings", "vat": "NL004495445B01"],
      right: ["name": "Janssen Coatings", "vat": "DE129274202"],
      finding: .proposed,
    ),
    Case(
      testDescription: "one LEI",
      left: ["name": "Alfa", "lei": "5493001KJTIIGC8Y1R12"],
      right: ["name": "Beta", "lei": "5493001KJTIIGC8Y1R12"],
      finding: .identified,
    ),
    Case(
      testDescription: "one number in the registers of two courts",
      left: [
        "name": "Alfa", "country": "DE", "registration_number": "HRB 1234",
        "registration_authority": "Amtsgericht Bonn",
      ],
      right: [
        "name": "Beta", "country": "DE", "registration_number": "HRB 1234",
        "registration_authority": "Amtsgericht Ulm",
      ],
      finding: nil,
    ),
    Case(
      testDescription: "one number whose court nobody names, and a name that fits",
      left: ["name": "Janssen Coatings", "country": "DE", "registration_number": "HRB 1234"],
      right: [
        "name": "Janssen Coatings GmbH", "country": "DE", "registration_number": "HRB1234",
        "registration_authority": "Amtsgericht Ulm",
      ],
      finding: .proposed,
    ),
    Case(
      testDescription: "two branches of one company",
      left: ["name": "Alfa", "country": "FR", "registration_number": "732 829 320 00074"],
      right: ["name": "Alfa", "country": "FR", "registration_number": "732 829 320 00082"],
      finding: .branches,
    ),
  ]

  @Test("A number counts as far as its register vouches for it", arguments: cases)
  func numbers(_ example: Case) throws {
    let profiles = try [example.left, example.right].map { body in
      let reading = try #require(
        PartyReading.party(form: "customer", body: body, customer: nil, licences: [])
      )
      return PartyProfile(reading.party, tables: .standard)
    }
    let match = PartyMatch(profiles[0], profiles[1])
    #expect(match?.finding == example.finding, "\(match?.reason ?? "no match")")
    #expect(PartyMatch(profiles[1], profiles[0]) == match)
  }

  @Test("A licence that two customers hold speaks for them where their names agree")
  func licences() throws {
    func profile(_ name: String) throws -> PartyProfile {
      let reading = try #require(
        PartyReading.party(
          form: "customer",
          body: ["name": .string(name), "city": "Delft"],
          customer: nil,
          licences: [["number": "NL-2024-0117"]],
        )
      )
      return PartyProfile(reading.party, tables: .standard)
    }
    let match = try PartyMatch(profile("Janssen Verf"), profile("Janssen Coatings"))
    #expect(match?.finding == .proposed && match?.reason.contains("NL20240117") == true)
    #expect(try PartyMatch(profile("Janssen Verf"), profile("Omega Shipping")) == nil)
  }

  @Test("Sites are compared as sites of one customer")
  func sites() throws {
    func site(_ body: JSON, of customer: JSON) throws -> PartyProfile {
      let reading = try #require(
        PartyReading.party(form: "site", body: body, customer: customer, licences: [])
      )
      #expect(reading.pool == "site")
      return PartyProfile(reading.party, owner: reading.owner, tables: .standard)
    }
    let one: JSON = ["name": "Janssen Coatings B.V.", "country": "NL"]
    let other: JSON = ["name": "Jansen Coatings", "country": "DE"]
    let stranger: JSON = ["name": "Omega Shipping", "country": "NL"]
    let delft: JSON = ["name": "Plant 1", "street": "Kade 1", "postal_code": "2611 AB"]
    let ulm: JSON = ["name": "Plant 2", "street": "Gasse 4", "postal_code": "89073"]
    let unnamed: JSON = ["street": "Kade 1", "postal_code": "2611AB"]
    let match = try #require(try PartyMatch(site(delft, of: one), site(delft, of: other)))
    #expect(match.finding == .proposed && match.reason.contains("customer: "))
    #expect(try PartyMatch(site(delft, of: one), site(unnamed, of: other)) != nil)
    #expect(try PartyMatch(site(delft, of: one), site(ulm, of: other)) == nil)
    #expect(try PartyMatch(site(delft, of: one), site(ulm, of: one)) == nil)
    #expect(try PartyMatch(site(delft, of: one), site(delft, of: stranger)) == nil)
  }
}
