import Records

/// The numbers by which registers know a customer.
struct CustomerNumbers {
  /// The number in the register of firms, by register: a country, and who keeps it where several
  /// do.
  private var registrations: [(country: String, register: String, number: String)] = []
  private var leis: Set<String> = []
  private var vats: Set<String> = []

  /// No numbers.
  init() {}

  /// Takes in the numbers in a customer's body.
  mutating func add(_ body: JSON) {
    func number(_ member: String) -> String? {
      let key = FoldedWords(body[member]?.string ?? "").key
      return key.isEmpty ? nil : key
    }
    if let own = number("registration_number") {
      let country = body["country"]?.string ?? ""
      // A SIRET is a SIREN and five digits for the branch: branches are one firm.
      let isBranch = country == "FR" && own.utf8.count == 14
      registrations.append(
        (country, number("registration_authority") ?? "", isBranch ? String(own.prefix(9)) : own)
      )
    }
    if let lei = number("lei") { leis.insert(lei) }
    if let vat = number("vat") { vats.insert(vat) }
  }

  /// Whether there is none.
  var isEmpty: Bool { registrations.isEmpty && leis.isEmpty && vats.isEmpty }

  /// Whether one register knows two customers by different numbers, what the best register says
  /// first; `nil` where no register knows both.
  static func differ(_ one: Self, _ other: Self) -> Bool? {
    var isKnown: Bool?
    for first in one.registrations {
      for second in other.registrations where isOne(first, second) {
        if first.number == second.number { return false }
        isKnown = true
      }
    }
    if let isKnown { return isKnown }
    for (first, second) in [(one.leis, other.leis), (one.vats, other.vats)]
    where !first.isEmpty && !second.isEmpty {
      return first.isDisjoint(with: second)
    }
    return nil
  }

  /// Whether two numbers are of one register.
  private static func isOne(
    _ one: (country: String, register: String, number: String),
    _ other: (country: String, register: String, number: String),
  ) -> Bool {
    guard one.country == other.country, !one.country.isEmpty else { return false }
    return one.register == other.register || one.register.isEmpty || other.register.isEmpty
  }

  /// The numbers in a line.
  var text: String {
    let all =
      registrations.map {
        "\($0.number.uppercased())" + ($0.country.isEmpty ? "" : " (\($0.country))")
      }
      + leis.sorted { Text($0) < Text($1) }.map { "LEI \($0.uppercased())" }
      + vats.sorted { Text($0) < Text($1) }.map { "VAT \($0.uppercased())" }
    return all.isEmpty ? "no number" : all.joined(separator: ", ")
  }
}
