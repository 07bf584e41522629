/// A number in a register, without what is written into it to make it legible.
public struct RegisterNumber: Hashable, Sendable {
  /// Which register: `lei`, `vat NL`, `eori NL`, or a national one as `ES` or
  /// `DE/amtsgerichtbonn`; empty where the record does not say.
  public var register: String
  /// The letters and digits, in capitals; without zeros in front where the number is one of
  /// digits alone, since spreadsheets drop them.
  public var number: String

  /// Describes a number.
  public init(register: String, number: String) {
    self.register = register
    let bare = String(number.uppercased().filter { $0.isLetter || $0.isNumber })
    self.number = Self.whole(bare, register: register)
  }

  /// A number as a record gives it; `nil` for what tells nobody from anybody: one that a
  /// spreadsheet put into powers of ten, fewer than four characters, no digit, or one digit
  /// over and over.
  init?(register: String, text: String) {
    let isScientific = text.uppercased().contains("E+")
    self.init(register: register, number: text)
    let bytes = number.utf8
    let hasDigit = bytes.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard !isScientific, bytes.count >= 4, hasDigit, Set(bytes).count > 1 else { return nil }
  }

  /// The legal person behind a number: a SIRET is a SIREN and five digits for the branch
  /// (INSEE).
  public var legalPerson: String {
    register == "FR" && number.utf8.count == 14 ? String(number.prefix(9)) : number
  }

  /// The branch behind it; `nil` for a number that names the legal person alone.
  public var branch: String? {
    register == "FR" && number.utf8.count == 14 ? String(number.suffix(5)) : nil
  }

  /// Whether the register gives a legal person one number and no more, so that another one is
  /// somebody else's.
  ///
  /// A firm may have several VAT and EORI numbers, and firms of one group may share one.
  var isOfRegister: Bool {
    !register.isEmpty && !register.hasPrefix("vat ") && !register.hasPrefix("eori ")
  }

  private static func whole(_ number: String, register: String) -> String {
    let isDigits = number.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard isDigits, register != "lei" else { return number }
    if register == "FR" {
      // Nine digits or fourteen; a few zeros in front may have been lost.
      let length = number.utf8.count > 9 ? 14 : 9
      return String(repeating: "0", count: max(0, length - number.utf8.count)) + number
    }
    return String(number.drop { $0 == "0" })
  }
}
