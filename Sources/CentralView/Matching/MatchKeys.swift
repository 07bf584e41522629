/// The keys under which a party is filed, so that only those that share some are compared.
///
/// Two parties are compared when they share a strong key or two weak ones. That depends on
/// the two alone, never on how many others there are, so that what is proposed does not
/// depend on the order in which records arrived.
struct MatchKeys {
  /// The keys; an odd one is strong.
  let keys: Set<Int64>

  /// Files a party among those of one pool.
  init(_ profile: PartyProfile, pool: String) {
    var keys = Collector(pool: pool)
    let place = profile.postalCode.isEmpty ? profile.city.joined() : profile.postalCode
    let owners = profile.owner
    for number in profile.party.numbers + owners.flatMap(\.party.numbers) {
      keys.strong("n", number.legalPerson)
    }
    if !profile.postalCode.isEmpty { keys.weak("a", place, profile.houseNumber) }
    for name in profile.names + owners.flatMap(\.names) {
      let sorted = name.words.map(\.text).sorted().joined()
      keys.strong("w", sorted, name.numbers.joined(separator: ","))
      keys.strong("j", name.words.map(\.text).joined())
      let telling = Self.telling(name)
      for word in telling {
        keys.weak("p", place, String(word.prefix(3)))
        keys.weak("q", place, String(word.suffix(3)))
      }
      for words in Self.combinations(of: telling.sorted()) {
        keys.weak("b", words.map { String($0.prefix(4)) }.joined(separator: "\0"))
        keys.weak("e", words.map { String($0.suffix(4)) }.joined(separator: "\0"))
      }
      if telling.count == 1, let only = telling.first {
        keys.weak("o", String(only.prefix(5)), profile.city.joined())
        keys.weak("s", String(only.suffix(5)), profile.city.joined())
      }
      if telling.count <= 1 { keys.weak("c", place, sorted) }
    }
    self.keys = keys.keys
  }

  /// What two names have to share where their places do not agree: two words of up to three,
  /// three of four, since whole trades share two.
  ///
  /// Names that agree enough at different places share that many: one word of four is at most
  /// what the other may lack or write differently.
  private static func combinations(of words: [String]) -> [[String]] {
    let all = words.indices.map { left in words.indices.filter { $0 != left }.map { words[$0] } }
    switch words.count {
    case 2: return [words]
    case 3: return all + [words]
    case 4: return all
    default: return []
    }
  }

  /// The words of a name that say most, by ear, the most telling first.
  private static func telling(_ name: NameProfile) -> [String] {
    name.words.filter(\.isDistinctive)
      .sorted { left, right in
        (left.weight, left.letters.count, right.text) > (
          right.weight, right.letters.count, left.text,
        )
      }
      .prefix(4).map { String(decoding: $0.sound, as: UTF8.self) }
  }

  /// Turns what makes a key into a number: FNV-1a of 64 bits, since a collision costs one
  /// comparison and nothing else.
  private struct Collector {
    let pool: String
    private(set) var keys: Set<Int64> = []

    init(pool: String) { self.pool = pool }

    mutating func strong(_ parts: String...) { keys.insert(hash(parts) | 1) }
    mutating func weak(_ parts: String...) { keys.insert(hash(parts) & ~1) }

    private func hash(_ parts: [String]) -> Int64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for part in [pool] + parts {
        for byte in Array(part.utf8) + [0] {
          hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
      }
      return Int64(bitPattern: hash)
    }
  }
}
