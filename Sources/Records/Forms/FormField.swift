/// One thing that a form asks for: what a command line or a table needs to know of it.
public struct FormField: Hashable, Sendable {
  /// The member's name, `valid_until`.
  public let name: String
  /// What people are shown instead of the name, ‘Valid until’.
  public let label: String
  /// What to enter and why, for a person who has never seen the rule; may be empty.
  public let help: String
  /// The member beside this one that holds the unit of the amount.
  public let unit: String?
  /// Whether a record without it means nothing.
  public let isRequired: Bool
  /// Whether its text may have several lines.
  public let isMultiline: Bool
  /// Whether a search looks at it.
  public let isSearchable: Bool
  /// What sort of value it takes.
  public let kind: Kind
  /// The format that its text, or each text in its list, must have.
  public let format: ValueFormat?
  /// A check beyond the format, for new values.
  public let check: Check?
  /// The `pattern` that its text has to match.
  let shape: String?

  /// The sorts of value, told apart by how a person types them.
  public indirect enum Kind: Hashable, Sendable {
    case text
    /// An amount, written as in ``DecimalText``.
    case decimal
    case date
    case country
    case boolean
    case integer
    /// One of these texts and nothing else.
    case choice([String])
    /// Any number of values of one sort.
    case list(of: Kind)
    /// Values with names of their own, written `address.city`.
    case group([FormField])
    /// The id of another record.
    case record
    /// A substance, by its CAS number.
    case substance
    /// A file, by the SHA-256 of its bytes.
    case attachment
  }

  /// Checks that need to know a second member.
  public enum Check: String, Hashable, Sendable {
    /// A number in a national register, by the rule of the country in the member
    /// `country` beside it.
    case registrationNumber = "registration_number"
  }
}

extension FormField {
  /// The value that a person means who types this text, as JSON.
  ///
  /// What does not convert stays text, so that ``Form/check(_:tape:body:as:)`` says what
  /// is wrong with it: nothing is guessed and nothing is lost.
  public func value(fromText text: String) -> JSON {
    Self.value(of: kind, fromText: text)
  }

  /// Whether the form's `pattern` for this field lets the text through.
  ///
  /// It settles which of two readings of a number can be meant.
  public func fits(_ text: String) -> Bool {
    guard let shape, let pattern = try? Pattern(shape) else { return true }
    return pattern.matches(text)
  }

  private static func value(of kind: Kind, fromText text: String) -> JSON {
    switch kind {
    case .integer:
      return Int64(text).map { .integer($0) } ?? .string(text)
    case .boolean:
      switch text.lowercased() {
      case "true", "yes": return true
      case "false", "no": return false
      default: return .string(text)
      }
    case .decimal:
      return .string(DecimalText.shortest(text) ?? text)
    case .list(let element):
      return [value(of: element, fromText: text)]
    case .text, .date, .country, .choice, .group, .record, .substance, .attachment:
      return .string(text)
    }
  }
}
