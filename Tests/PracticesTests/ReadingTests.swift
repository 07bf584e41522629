import Records
import Testing

@testable import Practices

@Suite("Amounts, dates and countries as people write them")
struct ReadingTests {
  @Test(
    "Amounts with one reading",
    arguments: [
      ("12", "12"), ("12.5", "12.5"), ("12,5", "12.5"), ("1.234,56", "1234.56"),
      ("1,234.56", "1234.56"), ("1 234,5", "1234.5"), ("1 234", "1234"), ("1'234.50", "1234.5"),
      ("1.234.567", "1234567"), ("1,234,567.8", "1234567.8"), ("0.250", "0.25"), ("0,250", "0.25"),
      ("007", "7"), ("0", "0"), ("0.0", "0"), ("-5", "-5"), ("1234.567", "1234.567"),
      ("12.50", "12.5"), ("1 234,500", "1234.5"),
    ],
  )
  func amounts(_ text: String, _ expected: String) throws {
    #expect(try NumberReading.read(text, style: nil).text == expected)
  }

  @Test(
    "Amounts with two readings, or none, are refused",
    arguments: [
      "1,234", "1.234", "12.345", "123,456", "", "kg", "98 % p.a.", "1.2.3", "1,2,3", "1.23,4.5",
      "12,34.5", "1..2", ".5", "5.", "5,", "1 23", "12 34,5", "1e5", "+5", "--5", "1-2",
      "3,31355E+13", "1.234,567.8", "1234567890123456", "0.1234567", "١٢",
    ],
  )
  func badAmounts(_ text: String) {
    #expect(throws: CellFault.self) { try NumberReading.read(text, style: nil) }
  }

  @Test("A column that shows its style settles what is ambiguous in it")
  func numberStyle() throws {
    var evidence = ColumnEvidence()
    evidence.observe(number: "1,234")
    #expect(evidence.numberStyle == nil)
    evidence.observe(number: "12,5")
    #expect(evidence.numberStyle == .comma)
    #expect(try NumberReading.read("1,234", style: .comma).text == "1.234")
    #expect(try NumberReading.read("1.234", style: .comma).text == "1234")
    #expect(throws: CellFault.self) { try NumberReading.read("12.5", style: .comma) }
    evidence.observe(number: "12.5")
    #expect(evidence.numberStyle == nil)
  }

  @Test(
    "Dates with one reading",
    arguments: [
      ("2026-12-31", "2026-12-31"), ("31.12.2026", "2026-12-31"), ("5.3.2026", "2026-03-05"),
      ("31/12/2026", "2026-12-31"), ("12/31/2026", "2026-12-31"), ("31-12-2026", "2026-12-31"),
      ("2026/12/31", "2026-12-31"), ("5/5/2026", "2026-05-05"), ("29.02.2024", "2024-02-29"),
    ],
  )
  func dates(_ text: String, _ expected: String) throws {
    #expect(try DateReading.read(text, style: nil).date.text == expected)
  }

  @Test(
    "Dates with two readings, or none, are refused",
    arguments: [
      "05/03/2026", "5-3-2026", "31/12/26", "31.12.26", "2026-02-30", "31.02.2026", "13/13/2026",
      "45293", "today", "", "2026-12", "2026-12-31T10:00", "1/2/3/4", "20261231", "/1/2026",
      "99999999999999999999-1-1",
    ],
  )
  func badDates(_ text: String) {
    #expect(throws: CellFault.self) { try DateReading.read(text, style: nil) }
  }

  @Test("A column that shows its style settles what is ambiguous in it")
  func dateStyle() throws {
    var evidence = ColumnEvidence()
    evidence.observe(date: "05/03/2026")
    #expect(evidence.dateStyle == nil)
    evidence.observe(date: "31/12/2026")
    #expect(
      try DateReading.read("05/03/2026", style: evidence.dateStyle).date.text == "2026-03-05"
    )
    #expect(try DateReading.read("05/03/2026", style: .monthFirst).date.text == "2026-05-03")
    evidence.observe(date: "12/31/2026")
    #expect(evidence.dateStyle == nil)
  }

  @Test(
    "Countries by code, name, part and variant",
    arguments: [
      ("NL", "NL"), ("nl", "NL"), ("Netherlands", "NL"), ("The Netherlands", "NL"),
      ("Holland", "NL"), ("England", "GB"), ("SCOTLAND", "GB"), ("Wales", "GB"),
      ("Northern Ireland", "GB"), ("Great Britain", "GB"), ("U.K.", "GB"), ("UK", "GB"),
      ("USA", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("Turkey", "TR"),
      ("Türkiye", "TR"), ("Turkiye", "TR"), ("Cote d'Ivoire", "CI"), ("Ivory Coast", "CI"),
      ("Trinidad & Tobago", "TT"), ("St. Lucia", "LC"), ("Saint Lucia", "LC"),
      ("Korea, Republic of", "KR"), ("Bosnia and Herzegovina", "BA"), ("Deutschland", "DE"),
      ("Republic of Ireland", "IE"), ("Gambia", "GM"), ("Czech Republic", "CZ"),
    ],
  )
  func countries(_ text: String, _ code: String) {
    #expect(Country(text)?.code == code)
  }

  @Test(
    "What is not a country is not guessed",
    arguments: ["", "Korea", "XX", "Europe", "Nether", "EU", "ZZ", "London", "Ireland North"],
  )
  func noCountry(_ text: String) {
    #expect(Country(text) == nil)
  }

  @Test("The table has every code of the standard once, and every name finds its code")
  func countryTable() {
    #expect(Country.all.count == 249)
    #expect(Set(Country.all.map(\.code)) == Set(CountryCode.all))
    #expect(Country.all.map(\.code) == Country.all.map(\.code).sorted())
    for country in Country.all {
      #expect(Country(country.code) == country)
      #expect(Country(country.name) == country)
      #expect(country.code.utf8.count == 2)
    }
  }

  @Test(
    "Units in any case and in words, where there is one reading",
    arguments: [
      ("kg", "kg"), ("KG", "kg"), ("Kg", "kg"), ("L", "l"), ("Litres", "l"), ("Tonnes", "t"),
      ("M3", "m3"), ("MG", "mg"), ("PCS", "pcs"), ("Mg", nil), ("ton", nil), ("drum", nil),
    ] as [(String, String?)],
  )
  func units(_ text: String, _ expected: String?) {
    #expect(UnitReading.unit(text) == expected)
  }

  @Test(
    "Numbers that a spreadsheet shortened are known",
    arguments: [
      ("3,31355E+13", true), ("7.7567E+13", true), ("1E+14", true), ("1e+05", true),
      ("33273785", false), ("E+13", false), ("1E13", false), ("12E+3", false), ("1,E+3", false),
      ("1E+123", false), ("1E+", false), ("1E+1x", false),
    ],
  )
  func scientific(_ text: String, _ expected: Bool) {
    #expect(CellReading.isScientific(text) == expected)
  }

  @Test("Text is trimmed of every white space, and nothing inside it changes")
  func trimming() {
    #expect(PlainText.trimmed(" \u{A0}\t a  b\u{FEFF}\r\n") == "a  b")
    #expect(PlainText.trimmed(" \u{3000} ") == "")
    #expect(PlainText.unixLines("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n")
    #expect(Array(PlainText.normalised("e\u{301}").utf8) == Array("é".utf8))
  }
}
