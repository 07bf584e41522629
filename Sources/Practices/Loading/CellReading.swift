internal import Records

/// Turns the text of a cell into the value that its field takes.
///
/// A value is never changed but in its form: white space around it, line ends, Unicode's
/// normal form, and the notation of dates, amounts, units, countries and choices. What has
/// two readings is refused.
struct CellReading {
  /// The ways the column was seen to write what is ambiguous by itself.
  var evidence: ColumnEvidence
  /// Turns what people write for a record or file into what entries hold.
  var resolve: LoadPlan.Resolve

  /// The value in `text`, which is trimmed and not empty.
  func value(_ text: String, for field: FormField) throws(CellFault) -> JSON {
    try value(text, of: field.kind, for: field)
  }

  private func value(
    _ text: String,
    of kind: FormField.Kind,
    for field: FormField,
  ) throws(CellFault) -> JSON {
    switch kind {
    case .text where field.format == .unit: return .string(UnitReading.unit(text) ?? text)
    case .text: return .string(try plainText(text, for: field))
    case .decimal: return .string(try number(text, for: field))
    case .date: return .string(try DateReading.read(text, style: evidence.dateStyle).date.text)
    case .integer:
      guard let number = Int64(text) else {
        throw CellFault("‘\(text)’ is not a whole number; write it as 6")
      }
      return .integer(number)
    case .boolean:
      switch text.lowercased() {
      // A spreadsheet writes the words of its own language; none of them means the other.
      case "yes", "y", "true", "1", "ja", "wahr": return true
      case "no", "n", "false", "0", "nein", "falsch": return false
      default: throw CellFault("‘\(text)’ is neither yes nor no")
      }
    case .country:
      guard let country = Country(text) else {
        throw CellFault(
          "no country is called ‘\(text)’; \(Country.advice(on: text))"
        )
      }
      return .string(country.code)
    case .choice(let choices):
      let key = PlainText.key(text)
      guard let choice = choices.first(where: { PlainText.key($0) == key }) else {
        throw CellFault("‘\(text)’ is none of: \(choices.joined(separator: ", "))")
      }
      return .string(choice)
    case .list(.group):
      // That somebody looked and saw nothing is worth keeping: no entry, which is not no answer.
      guard ["none", "keine", "keins"].contains(text.lowercased()) else {
        throw CellFault(
          "the field has fields of its own; only ‘none’, for no entry, can stand here"
        )
      }
      return .array([])
    case .list(let element):
      var values: [JSON] = []
      for part in text.split(separator: "|").map({ PlainText.trimmed($0) }) where !part.isEmpty {
        values.append(try value(part, of: element, for: field))
      }
      return .array(values)
    case .substance:
      return try resolved(SubstanceRegister.standard.resolve(try plainText(text, for: field)))
    case .record, .attachment:
      return try resolved(resolve(field, try plainText(text, for: field)))
    case .group:
      throw CellFault("the field has fields of its own")
    }
  }

  private func resolved(_ resolution: LoadPlan.Resolution) throws(CellFault) -> JSON {
    switch resolution {
    case .found(let value): return .string(value)
    case .refused(let reason): throw CellFault(reason)
    }
  }

  /// The amount in `text`; where it has two readings, the one that the field can have:
  /// no density is 1017 kg a litre.
  private func number(_ text: String, for field: FormField) throws(CellFault) -> String {
    do throws(CellFault) {
      return try NumberReading.read(text, style: evidence.numberStyle).text
    } catch {
      guard evidence.numberStyle == nil else { throw error }
      let styles: [NumberReading.Style] = [.point, .comma]
      let readings = styles.compactMap { try? NumberReading.read(text, style: $0).text }
      let fitting = readings.filter(field.fits)
      guard readings.count == 2, fitting.count == 1 else { throw error }
      return fitting[0]
    }
  }

  private func plainText(_ text: String, for field: FormField) throws(CellFault) -> String {
    let normal = PlainText.normalised(PlainText.unixLines(text))
    if !field.isMultiline {
      if normal.utf8.contains(0x0A) {
        throw CellFault("the value has several lines, and the field takes one")
      }
      if Self.isScientific(normal) {
        throw CellFault(
          "a spreadsheet turned this number into ‘\(normal)’ and lost its digits; take it from the "
            + "source again into a column formatted as text, or load without it: --ignore COLUMN"
        )
      }
    }
    if let fault = Text(normal).fault(allowingLines: field.isMultiline) {
      throw CellFault("\(fault.rawValue); take it out")
    }
    return normal
  }

  /// Whether the text is a long number as spreadsheets shorten it: `3,31355E+13`.
  static func isScientific(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func takeDigits() -> Int {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      rest = rest[digits.endIndex...]
      return digits.count
    }
    guard takeDigits() == 1 else { return false }
    if let mark = rest.first, mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() > 0 else { return false }
    }
    guard rest.starts(with: "E+".utf8) || rest.starts(with: "e+".utf8) else { return false }
    rest = rest.dropFirst(2)
    return 1...2 ~= takeDigits() && rest.isEmpty
  }
}
