/// Addresses that lists name, found where a text or a row has all of their words.
struct AddressIndex: Sendable {
  private var addresses: [(owner: Int, words: Set<String>)] = []
  private var byWord: [String: [Int]] = [:]

  /// Files an address; one without a number and a word of some length is too little.
  mutating func insert(_ address: String, owner: Int) {
    let words = Self.words(address)
    guard words.count > 1, words.contains(where: Self.hasDigit),
      let longest = words.filter({ !Self.hasDigit($0) }).max(by: Self.isShorter),
      longest.utf8.count >= 4
    else { return }
    byWord[longest, default: []].append(addresses.count)
    addresses.append((owner, words))
  }

  /// Whose addresses the cells of one row have, in whatever order.
  func owners(in cells: [String]) -> [Int] {
    guard !addresses.isEmpty else { return [] }
    let words = cells.reduce(into: Set<String>()) { $0.formUnion(Self.words($1)) }
    var owners: [Int] = []
    for word in words {
      for place in byWord[word] ?? [] where addresses[place].words.isSubset(of: words) {
        owners.append(addresses[place].owner)
      }
    }
    return owners.sorted()
  }

  private static func words(_ text: String) -> Set<String> {
    Set(FoldedWords(text).words.map(\.folded)).subtracting(OrdinaryWords.joining)
  }

  private static func hasDigit(_ word: String) -> Bool {
    word.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  private static func isShorter(_ first: String, _ second: String) -> Bool {
    (first.utf8.count, first) < (second.utf8.count, second)
  }
}
