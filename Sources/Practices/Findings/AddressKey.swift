import Records

/// An address without what people write differently.
struct AddressKey: Hashable {
  /// Country, postal code or else town, and the words of the street with the house number.
  let text: String

  /// The address in a body; `nil` where street, house number or town are not there: too little
  /// to say that two are one.
  init?(_ body: JSON) {
    let words = FoldedWords(body["street"]?.string ?? "").words.map(\.folded)
    let postalCode = FoldedWords(body["postal_code"]?.string ?? "").key
    let place = postalCode.isEmpty ? FoldedWords(body["city"]?.string ?? "").key : postalCode
    let isNumber = { (word: String) in
      word.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
    guard !place.isEmpty, words.contains(where: isNumber), !words.allSatisfy(isNumber) else {
      return nil
    }
    let country = body["country"]?.string ?? ""
    text = "\(country)\n\(place)\n" + words.map(Self.shortened).joined(separator: " ")
  }

  /// A word of a street with the usual word for a street cut short.
  private static func shortened(_ word: String) -> String {
    if let short = words[word] { return short }
    for ending in ["strasse", "straat"] where word.hasSuffix(ending) && word.utf8.count > 8 {
      return String(word.dropLast(ending.utf8.count)) + "str"
    }
    return word
  }

  private static let words = [
    "strasse": "str", "straat": "str", "street": "st", "road": "rd", "avenue": "ave", "av": "ave",
    "boulevard": "blvd", "bd": "blvd", "square": "sq", "platz": "pl", "place": "pl", "lane": "ln",
    "drive": "dr", "calle": "cl", "plaza": "plz",
  ]
}
