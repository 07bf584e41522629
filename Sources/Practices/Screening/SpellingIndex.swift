/// Words by how they are written, found even if one letter is wrong.
///
/// Every word of some length is filed under itself and under itself without each one of its
/// letters; two words that differ in one letter, or in two that changed places, share such a
/// remnant.
struct SpellingIndex: Sendable {
  /// The fewest letters that a word has which may be misspelled.
  static let shortest = 6

  private var numbers: [String: Int] = [:]
  private var words: [[UInt8]] = []
  private var remnants: [[UInt8]: [Int]] = [:]

  /// The word's number; a new word gets the next one.
  mutating func insert(_ word: String) -> Int {
    if let number = numbers[word] { return number }
    let number = words.count
    let bytes = Array(word.utf8)
    numbers[word] = number
    words.append(bytes)
    if Self.mayBeMisspelled(bytes) {
      for remnant in Self.remnants(of: bytes) { remnants[remnant, default: []].append(number) }
    }
    return number
  }

  /// The number of exactly this word.
  func number(of word: String) -> Int? { numbers[word] }

  /// The numbers of the words that differ in one letter from this one.
  func numbers(near word: String) -> [Int] {
    let bytes = Array(word.utf8)
    guard Self.mayBeMisspelled(bytes) else { return [] }
    var found: [Int] = []
    for remnant in Self.remnants(of: bytes) {
      for number in remnants[remnant] ?? []
      where !found.contains(number) && words[number] != bytes
        && Self.isNear(words[number], bytes)
      {
        found.append(number)
      }
    }
    return found
  }

  private static func mayBeMisspelled(_ word: [UInt8]) -> Bool {
    word.count >= shortest && word.count <= 40
      && !word.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  private static func remnants(of word: [UInt8]) -> Set<[UInt8]> {
    var remnants: Set = [word]
    for index in word.indices {
      var remnant = word
      remnant.remove(at: index)
      remnants.insert(remnant)
    }
    return remnants
  }

  /// Whether one letter was added, left out or changed, or two neighbours changed places.
  private static func isNear(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard abs(first.count - second.count) <= 1 else { return false }
    let head = zip(first, second).prefix { $0 == $1 }.count
    let (left, right) = (first[head...], second[head...])
    if first.count == second.count {
      if left.dropFirst().elementsEqual(right.dropFirst()) { return true }
      return left.count > 1 && left[head] == right[head + 1] && left[head + 1] == right[head]
        && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    }
    return first.count > second.count
      ? left.dropFirst().elementsEqual(right) : right.dropFirst().elementsEqual(left)
  }
}
