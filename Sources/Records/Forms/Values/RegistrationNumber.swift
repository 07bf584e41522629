/// A firm's number in its national register, held against the rule of the country.
///
/// Rules are known for Spain, France, the United Kingdom and the Netherlands; other
/// countries' numbers are free text. Nothing is ever repaired: what a number may have been
/// is said, and the person who knows writes it.
public enum RegistrationNumber {
  /// What is wrong with the number, or `nil`.
  ///
  /// `country` is the two letters of the country whose register it is; any other text has no
  /// rule.
  public static func check(_ text: String, country: String) -> ValueProblem? {
    var (text, country) = (text, country)
    return text.withUTF8 { number in
      country.withUTF8 { code in
        problem(of: Span<UInt8>(_unsafeElements: number), Span<UInt8>(_unsafeElements: code))
      }
    }
  }

  private static func problem(of text: Span<UInt8>, _ country: Span<UInt8>) -> ValueProblem? {
    // Whatever the country: no register numbers its firms so.
    if SpreadsheetDamage.isIn(text) { return SpreadsheetDamage.problem(of: text) }
    if country.isEqual(to: "ES") { return spanishProblem(of: text) }
    if country.isEqual(to: "FR") { return frenchProblem(of: text) }
    if country.isEqual(to: "GB") { return britishProblem(of: text) }
    if country.isEqual(to: "NL") { return dutchProblem(of: text) }
    return nil
  }

  // MARK: Countries

  private static func spanishProblem(of text: Span<UInt8>) -> ValueProblem? {
    let verdict = SpanishTaxNumber.verdict(on: text)
    if case .fits = verdict { return nil }
    return problem(
      of: text,
      verdict,
      name: "Spanish number (NIF)",
      shape: "a letter and 8 characters, or 8 digits and a letter, as A28047223",
      tidied: { SpanishTaxNumber.verdict(on: $0) },
    )
  }

  private static func frenchProblem(of text: Span<UInt8>) -> ValueProblem? {
    let verdict = frenchVerdict(on: text)
    if case .fits = verdict { return nil }
    if text.areDigits, text.count == 8 || text.count == 13 {
      return lostZeros(of: text, name: "French number", digits: text.count + 1)
    }
    return problem(
      of: text,
      verdict,
      name: "French number (SIREN or SIRET)",
      shape: "9 digits for the firm, as 552081317, or 14 for one of its establishments",
      tidied: frenchVerdict,
    )
  }

  private static func frenchVerdict(on text: Span<UInt8>) -> NumberVerdict {
    text.count == 9
      ? FrenchNumber.verdict(onFirm: text) : FrenchNumber.verdict(onEstablishment: text)
  }

  private static func britishProblem(of text: Span<UInt8>) -> ValueProblem? {
    let verdict = britishVerdict(on: text)
    if case .fits = verdict { return nil }
    if text.areDigits, 4...7 ~= text.count {
      return lostZeros(of: text, name: "number at Companies House", digits: 8)
    }
    return problem(
      of: text,
      verdict,
      name: "number at Companies House",
      shape: "8 digits, or 2 letters and 6 digits, as 00102498 or SC123456",
      tidied: britishVerdict,
    )
  }

  /// Eight digits, or letters for a part of the register and digits; societies end in R,
  /// and Northern Irish firms from before 1922 have one letter R.
  private static func britishVerdict(on text: Span<UInt8>) -> NumberVerdict {
    let fits =
      text.hasShape("99999999") || text.hasShape("aa999999") || text.hasShape("aa99999R")
      || text.hasShape("R9999999")
    return fits ? .fits : .shape
  }

  private static func dutchProblem(of text: Span<UInt8>) -> ValueProblem? {
    if text.hasShape("99999999") { return nil }
    if text.areDigits, 6...7 ~= text.count {
      return lostZeros(of: text, name: "number at the Dutch chamber of commerce (KvK)", digits: 8)
    }
    if text.hasShape("NL999999999B99") {
      return ValueProblem(
        "\(Quotation.of(text)) is a number for value-added tax",
        remedy: "put it into the field for that, and the 8 digits of the KvK number here",
      )
    }
    return problem(
      of: text,
      .shape,
      name: "number at the Dutch chamber of commerce (KvK)",
      shape: "8 digits, as 33273785",
      tidied: { $0.hasShape("99999999") ? .fits : .shape },
    )
  }

  // MARK: Words

  private static func lostZeros(
    of text: Span<UInt8>,
    name: String,
    digits: Int,
  ) -> ValueProblem {
    let plural = digits - text.count == 1 ? "a zero" : "zeros"
    return ValueProblem(
      "\(Quotation.of(text)) is not a \(name): it has \(text.count) digits and needs \(digits)",
      remedy: "a spreadsheet may have dropped \(plural) at the front; look the number up, "
        + "and format the column as text",
    )
  }

  private static func problem(
    of text: Span<UInt8>,
    _ verdict: NumberVerdict,
    name: String,
    shape: String,
    tidied verdictOn: (Span<UInt8>) -> NumberVerdict,
  ) -> ValueProblem {
    let shown = Quotation.of(text)
    if case .check = verdict {
      return ValueProblem(
        "\(shown) is not a \(name): its check digit does not fit, so a character is mistyped",
        remedy: "compare it with the register or the firm's letterhead",
      )
    }
    let tidy = NumberSpelling.tidied(text)
    if case .fits = verdictOn(tidy.span) {
      return ValueProblem(
        "\(shown) is a \(name) with characters that do not belong to it",
        remedy: "write \(String(decoding: tidy, as: UTF8.self))",
      )
    }
    return ValueProblem("\(shown) is not a \(name)", remedy: "write \(shape)")
  }
}
