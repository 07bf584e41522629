/// The formats that a form can ask of a text: the values of the keyword `format`.
///
/// JSON Schema calls formats an annotation; to this program they are rules.
public enum ValueFormat: String, CaseIterable, Hashable, Sendable {
  /// A day, `2026-12-31`: ``CalendarDate``.
  case date
  /// A moment, `2026-12-31T08:30:00.000Z`: ``Timestamp``.
  case dateTime = "date-time"
  /// A country's two capital letters: ``CountryCode``.
  case country
  /// An amount, `12.5`: ``DecimalText``.
  case decimal
  /// The unit of an amount, `kg`: ``UnitOfMeasure``.
  case unit
  /// A substance, `110-63-4`: ``CASNumber``.
  case cas
  /// A firm's number in the global register: ``LegalEntityIdentifier``.
  case lei
  /// A number for value-added tax with its country: ``VATNumber``.
  case vat
  /// Another record, by the 52 characters of its ``EntryID``.
  case record
  /// A file, by the SHA-256 of its bytes as 64 lower-case hexadecimal digits.
  ///
  /// The digest is the file's name in the store and in a bundle, so it is all that an
  /// entry says of it.
  case attachment
  /// An address for electronic mail: ``EmailAddress``.
  case email

  /// What is wrong with a text that should have the format, or `nil`.
  public func problem(of text: String) -> ValueProblem? {
    var text = text
    return text.withUTF8 { problem(of: Span<UInt8>(_unsafeElements: $0)) }
  }

  /// What is wrong with a text that should have the format, or `nil`.
  public func problem(of text: Span<UInt8>) -> ValueProblem? {
    switch self {
    case .date: return Self.dateProblem(of: text)
    case .dateTime:
      guard Timestamp(utf8: text.bytes) == nil else { return nil }
      return ValueProblem(
        "\(Quotation.of(text)) is not a moment",
        remedy: "write it in universal time, as 2026-12-31T08:30:00.000Z",
      )
    case .country: return CountryCode.problem(of: text)
    case .decimal: return DecimalText.problem(of: text)
    case .unit: return UnitOfMeasure.problem(of: text)
    case .cas: return CASNumber.problem(of: text)
    case .lei: return LegalEntityIdentifier.problem(of: text)
    case .vat: return VATNumber.problem(of: text)
    case .record: return Self.recordProblem(of: text)
    case .attachment: return Self.attachmentProblem(of: text)
    case .email: return EmailAddress.problem(of: text)
    }
  }

  private static func dateProblem(of text: Span<UInt8>) -> ValueProblem? {
    guard CalendarDate(utf8: text.bytes) == nil else { return nil }
    let shown = Quotation.of(text)
    guard text.hasShape("9999-99-99") else {
      return ValueProblem(
        "\(shown) is not a date",
        remedy: "write year, month and day, as 2026-12-31",
      )
    }
    return ValueProblem(
      "\(shown) is not a date: the calendar has no such day",
      remedy: "write an existing day, as 2026-12-31",
    )
  }

  private static func recordProblem(of text: Span<UInt8>) -> ValueProblem? {
    if text.count == EntryID.textLength, isRecord(text) { return nil }
    return ValueProblem(
      "\(Quotation.of(text)) is not a record's id",
      remedy: "an id has \(EntryID.textLength) letters and digits; look the record up with ‘list’",
    )
  }

  /// What ``EntryID`` accepts, without building one: every form that points at a
  /// record asks this of every entry.
  private static func isRecord(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "2")...UInt8(ascii: "7"): break
      default: return false
      }
    }
    // 52 characters carry 260 bits, of which the last four are 0: ‘a’ or ‘q’.
    let last = text[text.count - 1]
    return last == UInt8(ascii: "a") || last == UInt8(ascii: "q")
  }

  private static func attachmentProblem(of text: Span<UInt8>) -> ValueProblem? {
    var isDigest = text.count == 64
    for index in text.indices where isDigest {
      let byte = text[index]
      isDigest = Byte.digits ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
    if isDigest { return nil }
    return ValueProblem(
      "\(Quotation.of(text)) does not name an attached file",
      remedy: "name the file itself with ‘@’, or the 64 lower-case digits of its SHA-256",
    )
  }
}
