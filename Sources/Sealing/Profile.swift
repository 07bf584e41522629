import Records

/// Who an organisation says that it is.
public struct Profile: Sendable {
  /// Its name, one line.
  public let name: String
  /// What it is.
  public let role: Role
  /// The country where it is: two capital letters, ISO 3166-1 alpha-2.
  public let country: String
  /// Whom others may turn to, one line; empty where it does not say.
  public let contact: String

  /// How many bytes a name or a contact point may have.
  public static let maximumLength = 200

  /// Takes what a person entered.
  ///
  /// - Throws: ``CardFault/unfit(field:)`` for what no card can carry.
  public init(
    name: String,
    role: Role,
    country: String,
    contact: String = "",
  ) throws(CardFault) {
    guard Self.isFit(name) else { throw .unfit(field: "name") }
    guard role.isStatedOnCards else { throw .unfit(field: "role") }
    guard Self.isCountry(country) else { throw .unfit(field: "country") }
    guard contact.isEmpty || Self.isFit(contact) else { throw .unfit(field: "contact") }
    self.name = name
    self.role = role
    self.country = country
    self.contact = contact
  }

  /// Whether a line of a card can carry this text and a person can read it safely.
  static func isFit(_ text: String) -> Bool {
    let bytes = text.utf8
    let space = UInt8(ascii: " ")
    return (1...maximumLength).contains(bytes.count) && bytes.first != space
      && bytes.last != space && Text(text).fault(allowingLines: false) == nil
  }

  /// Whether this is two capital letters.
  static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }
}

extension Profile: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.values == right.values }

  public func hash(into hasher: inout Hasher) { hasher.combine(values) }

  private var values: [Text] { [name, role.rawValue, country, contact].map { Text($0) } }
}
