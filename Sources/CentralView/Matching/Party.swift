/// A customer, a requester or a site as matching compares it.
public struct Party: Hashable, Sendable {
  /// Its name and every other name that it is known by.
  public var names: [String]
  /// Street and house number.
  public var street: String
  /// The postal code.
  public var postalCode: String
  /// The town.
  public var city: String
  /// The country's code; empty where it is not known.
  public var country: String
  /// Numbers that registers gave it.
  public var numbers: [RegisterNumber]

  /// Describes a party.
  public init(
    names: [String],
    street: String = "",
    postalCode: String = "",
    city: String = "",
    country: String = "",
    numbers: [RegisterNumber] = [],
  ) {
    self.names = names
    self.street = street
    self.postalCode = postalCode
    self.city = city
    self.country = country
    self.numbers = numbers
  }

  /// All that it says, as one text.
  var text: String {
    let parts =
      names + [street, postalCode, city, country] + numbers.flatMap { [$0.register, $0.number] }
    return parts.map { "\($0.utf8.count):\($0)" }.joined()
  }
}
