/// A country's two capital letters: ISO 3166-1 alpha-2, as of 2024, all 249.
public enum CountryCode {
  /// Every code, in order.
  public static let all: [String] = list.split(separator: " ").map(String.init)

  /// Whether these bytes are a code.
  static func isCode(_ text: Span<UInt8>) -> Bool {
    guard text.hasShape("aa") else { return false }
    return letters.contains(UInt16(text[0]) << 8 | UInt16(text[1]))
  }

  /// What is wrong with a text that should be a code, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    if isCode(text) { return nil }
    let shown = Quotation.of(text)
    if text.isEqual(to: "UK") {
      return ValueProblem("\(shown) is not the code of the United Kingdom", remedy: "write GB")
    }
    if text.isEqual(to: "EL") {
      return ValueProblem("\(shown) is Greece in tax numbers only", remedy: "write GR")
    }
    return ValueProblem(
      "\(shown) is not a country's code",
      remedy: "write the two capital letters of ISO 3166, as NL for the Netherlands",
    )
  }

  private static let letters = Set(
    all.map { code in code.utf8.reduce(0) { $0 << 8 | UInt16($1) } }
  )

  private static let list = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM \
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
}
