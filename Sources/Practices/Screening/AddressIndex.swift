/// Addresses of customers, lists and alerts, found where a text or a row has all of their words.
struct AddressIndex: Sendable {
  private var addresses: [(owner: Int, words: Set<String>)] = []
  private var byWord: [String: [Int]] = [:]

  /// Files an address; one without a number and a word of some length is too little.
  mutating func insert(_ address: String, owner: Int) {
    guard let words = Self.telling(address), let longest = Self.longest(of: words) else { return }
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

  /// The words of an address that says enough to be compared, or `nil`.
  static func telling(_ address: String) -> Set<String>? {
    let words = words(address)
    guard words.count > 1, words.contains(where: hasDigit),
      let longest = longest(of: words), longest.utf8.count >= 4
    else { return nil }
    return words
  }

  private static func longest(of words: Set<String>) -> String? {
    words.filter { !hasDigit($0) }.max(by: isShorter)
  }

  /// The words of an address without those that only join others.
  static func words(_ text: String) -> Set<String> {
    Set(FoldedWords(text).words.map(\.folded)).subtracting(OrdinaryWords.joining)
  }

  private static func hasDigit(_ word: String) -> Bool {
    word.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  private static func isShorter(_ first: String, _ second: String) -> Bool {
    (first.utf8.count, first) < (second.utf8.count, second)
  }
}
