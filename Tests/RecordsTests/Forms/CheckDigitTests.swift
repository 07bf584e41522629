import Records
import Testing

@Suite("Check digits")
struct CheckDigitTests {
  /// Published examples: of tax offices, of VIES, of the firms' own letterheads.
  private static let vatNumbers = [
    "ATU13585627", "BE0428759497", "BG175074752", "CY10259033P", "CZ25123891", "DE136695976",
    "DK13585628", "EE100931558", "EL094259216", "ESA28047223", "ES54362315K", "ESX2482300W",
    "ESB58378431", "FI20774740", "FR40303265045", "FR23334175221", "FRK7399859412",
    "FR4Z123456782", "FR83404833048", "GB980780684", "GB340804329", "GBGD001", "GBHA500",
    "HR33392005961", "HU12892312", "IE6433435F", "IE6433435OA", "IE8D79739I", "IT00743110157",
    "LT119511515", "LU15027442", "LV40003521600", "MT11679112", "NL004495445B01", "NL123456789B13",
    "NL000099998B57", "PL8567346215", "PT501964843", "RO18547290", "SE556188840401",
    "SI50223054", "SK2022749619", "XI980780684", "CHE107787577", "NO995525828MVA", "US12",
  ]

  @Test("A number for value-added tax that was given has no problem", arguments: vatNumbers)
  func vat(number: String) {
    let problem = ValueFormat.vat.problem(of: number)
    #expect(problem == nil, "\(String(describing: problem))")
  }

  @Test(
    "One changed digit is refused where the scheme promises it",
    arguments: [
      (.vat, "DE136695976"), (.vat, "IT00743110157"), (.vat, "HR33392005961"),
      (.vat, "DK13585628"),
      (.vat, "BE0428759497"), (.vat, "ESA28047223"), (.vat, "ES54362315K"),
      (.vat, "SE556188840401"),
      (.vat, "FR40303265045"), (.vat, "ATU13585627"), (.vat, "SK2022749619"), (.vat, "HU12892312"),
      (.vat, "EE100931558"), (.vat, "PL8567346215"), (.lei, "529900T8BM49AURSDO55"),
      (.lei, "5493001KJTIIGC8Y1R12"),
    ] as [(ValueFormat, String)],
  )
  func change(format: ValueFormat, number: String) {
    #expect(format.problem(of: number) == nil)
    // The last two digits of a Swedish number count the holder's registrations.
    let unchecked = number.hasPrefix("SE") ? 2 : 0
    for changed in Self.changed(number, exceptLast: unchecked) {
      #expect(format.problem(of: changed) != nil, "\(changed)")
    }
  }

  @Test("One changed digit of a registration number is refused where the scheme promises it")
  func registration() {
    let numbers = [
      ("ES", "A28047223"), ("ES", "W0011117I"), ("FR", "552081317"), ("FR", "55208131766522"),
    ]
    for (country, number) in numbers {
      #expect(RegistrationNumber.check(number, country: country) == nil, "\(number)")
      for changed in Self.changed(number, exceptLast: 0) {
        #expect(RegistrationNumber.check(changed, country: country) != nil, "\(changed)")
      }
    }
  }

  /// The number with each of its digits changed to each other one.
  private static func changed(_ number: String, exceptLast unchecked: Int) -> [String] {
    let bytes = Array(number.utf8)
    var changed: [String] = []
    for index in bytes.indices.dropLast(unchecked) where 48...57 ~= bytes[index] {
      for digit in UInt8(48)...57 where digit != bytes[index] {
        var other = bytes
        other[index] = digit
        changed.append(String(decoding: other, as: UTF8.self))
      }
    }
    return changed
  }

  @Test(
    "A wrong number for value-added tax is refused with what to do",
    arguments: [
      ("DE136695977", "check digit does not fit", "VIES"),
      ("DE12345678", "is not a VAT number of DE", "DE and 9 digits"),
      ("de136695976", "characters that do not belong", "write DE136695976"),
      ("NL 0044.95.445.B01", "characters that do not belong", "write NL004495445B01"),
      ("NL004495446B01", "check digit does not fit", "invoice"),
      ("FR41303265045", "check digit does not fit", "invoice"),
      ("GB980780685", "check digit does not fit", "invoice"),
      ("GBGD501", "check digit does not fit", "invoice"),
      ("GR094259216", "is not a VAT number", "begin EL"),
      ("136695976", "is not a VAT number", "two letters"),
      ("ZZ123", "is not a VAT number", "two letters"),
      ("", "is not a VAT number", "two letters"),
      ("3,31355E+13", "a spreadsheet", "as text"),
    ],
  )
  func vatProblem(number: String, problem: String, remedy: String) {
    let found = ValueFormat.vat.problem(of: number)
    #expect(found?.problem.contains(problem) == true, "\(String(describing: found))")
    #expect(found?.remedy.contains(remedy) == true, "\(String(describing: found))")
  }
}
