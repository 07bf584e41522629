/// A number for value-added tax, with the letters of its country before it: `DE136695976`.
///
/// The shapes of the European Union, of Northern Ireland (XI) and of Great Britain (GB)
/// are those of the Union's register VIES; check digits are tested where their scheme is
/// published. Greece's numbers begin EL. A number of any other country needs its two letters and
/// 2 to 15 digits and capital letters.
public enum VATNumber {
  /// What is wrong with a text that should be such a number, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    let verdict = verdict(on: text)
    if case .fits = verdict { return nil }
    if SpreadsheetDamage.isIn(text) { return SpreadsheetDamage.problem(of: text) }
    let shown = Quotation.of(text)
    if case .check = verdict {
      return ValueProblem(
        "\(shown) is not a VAT number: its check digit does not fit, so a character is mistyped",
        remedy: "compare it with an invoice, or look it up in VIES",
      )
    }
    let tidy = NumberSpelling.tidied(text)
    if case .fits = self.verdict(on: tidy.span), !tidy.elementsEqual(bytes(of: text)) {
      return ValueProblem(
        "\(shown) is a VAT number with characters that do not belong to it",
        remedy: "write \(String(decoding: tidy, as: UTF8.self))",
      )
    }
    let country = String(decoding: tidy.prefix(2), as: UTF8.self)
    if country.utf8.elementsEqual("GR".utf8) {
      return ValueProblem("\(shown) is not a VAT number", remedy: "Greek ones begin EL")
    }
    guard let shape = shapes[country] else {
      return ValueProblem(
        "\(shown) is not a VAT number",
        remedy: "write the country's two letters and the number without spaces, as DE136695976",
      )
    }
    return ValueProblem("\(shown) is not a VAT number of \(country)", remedy: "write \(shape)")
  }

  private static func bytes(of text: Span<UInt8>) -> [UInt8] {
    text.withUnsafeBufferPointer { Array($0) }
  }

  private static func verdict(on text: Span<UInt8>) -> NumberVerdict {
    guard text.count > 2, text.extracting(..<2).hasShape("aa") else { return .shape }
    let number = text.extracting(2...)
    switch (text[0], text[1]) {
    case (A.d, A.e): return EuropeanVAT.german(number)
    case (A.e, A.s): return SpanishTaxNumber.verdict(on: number)
    case (A.f, A.r): return EuropeanVAT.french(number)
    case (A.g, A.b), (A.x, A.i): return EuropeanVAT.british(number)
    case (A.i, A.t): return EuropeanVAT.italian(number)
    case (A.n, A.l): return EuropeanVAT.dutch(number)
    case (A.g, A.r): return .shape
    default: break
    }
    if let verdict = EuropeanVAT.verdict(text[0], text[1], number) { return verdict }
    guard CountryCode.isCode(text.extracting(..<2)), 2...15 ~= number.count else { return .shape }
    for index in number.indices {
      let byte = number[index]
      guard Byte.digits ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte else {
        return .shape
      }
    }
    return .fits
  }

  private typealias A = EuropeanVAT.Letter

  private static let shapes: [String: String] = [
    "AT": "ATU and 8 digits, as ATU13585627", "BE": "BE and 10 digits, as BE0428759497",
    "BG": "BG and 9 or 10 digits", "CY": "CY, 8 digits and a letter, as CY10259033P",
    "CZ": "CZ and 8 to 10 digits, as CZ25123891", "DE": "DE and 9 digits, as DE136695976",
    "DK": "DK and 8 digits, as DK13585628", "EE": "EE and 9 digits, as EE100931558",
    "EL": "EL and 9 digits, as EL094259216",
    "ES": "ES, a letter and 8 characters, as ESA28047223", "FI": "FI and 8 digits, as FI20774740",
    "FR": "FR, 2 characters and 9 digits, as FR40303265045",
    "GB": "GB and 9 or 12 digits, as GB980780684", "HR": "HR and 11 digits, as HR33392005961",
    "HU": "HU and 8 digits, as HU12892312", "IE": "IE, 7 digits and 1 or 2 letters, as IE6433435F",
    "IT": "IT and 11 digits, as IT00743110157", "LT": "LT and 9 or 12 digits, as LT119511515",
    "LU": "LU and 8 digits, as LU15027442", "LV": "LV and 11 digits, as LV40003521600",
    "MT": "MT and 8 digits, as MT11679112", "NL": "NL, 9 digits, B and 2 digits, as NL004495445B01",
    "PL": "PL and 10 digits, as PL8567346215", "PT": "PT and 9 digits, as PT501964843",
    "RO": "RO and 2 to 10 digits, as RO18547290", "SE": "SE and 12 digits, as SE556188840401",
    "SI": "SI and 8 digits, as SI50223054", "SK": "SK and 10 digits, as SK2022749619",
    "XI": "XI and 9 or 12 digits, as XI980780684",
  ]
}
