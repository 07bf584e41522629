/// The keys under which a party is filed, so that only those that share some are compared.
///
/// Two parties are compared when they share a strong key or two weak ones. That depends on
/// the two alone, never on how many others there are, so that what is proposed does not
/// depend on the order in which records arrived.
///
/// The upper half of a key is shared by keys of one sort that a party has together: they stand
/// beside each other in the table, and what a party costs depends little on how many others
/// are held.
struct MatchKeys {
  /// The keys; an odd one is strong.
  ///
  /// One with the bit of 2 is of a name that lacks a word. It does not meet its like, only the
  /// key without that bit, of the whole name.
  let keys: Set<Int64>

  /// The keys that one key meets.
  static func partners(of key: Int64) -> [Int64] { key & 2 == 0 ? [key, key | 2] : [key ^ 2] }

  /// Files a party among those of one pool.
  init(_ profile: PartyProfile, pool: String) {
    let place = profile.postalCode.isEmpty ? profile.city.joined() : profile.postalCode
    var keys = Collector(pool: pool, place: place)
    let owners = profile.owner
    for number in profile.party.numbers + owners.flatMap(\.party.numbers) {
      keys.strong("n", number.legalPerson)
    }
    if !profile.postalCode.isEmpty { keys.here("a", profile.houseNumber) }
    for name in profile.names + owners.flatMap(\.names) {
      let letters = String(decoding: name.joined.sorted(), as: UTF8.self)
      keys.strong("l", letters.isEmpty ? name.numbers.joined(separator: ",") : letters)
      let telling = Self.telling(name)
      for word in telling {
        keys.here("p", String(word.sound.prefix(3)))
        // One word of three is too little, at whatever place.
        if telling.count < 3 { keys.here("q", String(word.sound.suffix(3))) }
      }
      keys.add(telling, of: name)
      if telling.count == 1, let only = telling.first {
        keys.weak("o", String(only.sound.prefix(5)), profile.city.joined())
        keys.weak("s", String(only.sound.suffix(5)), profile.city.joined())
      }
      if telling.count <= 1 { keys.here("c", letters) }
    }
    self.keys = keys.keys
  }

  /// A word that tells companies apart.
  private struct Telling {
    /// The word by ear.
    let sound: String
    let weight: Int
    /// Its first and its last four sounds.
    var ends: String { "\(sound.prefix(4))\0\(sound.suffix(4))" }
  }

  /// The words of a name that say most, by ear, the most telling first.
  private static func telling(_ name: NameProfile) -> [Telling] {
    name.words.filter(\.isDistinctive)
      .sorted { left, right in
        (left.weight, left.letters.count, right.text) > (
          right.weight, right.letters.count, left.text,
        )
      }
      .prefix(4).map {
        Telling(sound: String(decoding: $0.sound, as: UTF8.self), weight: $0.weight)
      }
  }

  /// Turns what makes a key into a number: FNV-1a of 64 bits, since a collision costs one
  /// comparison and nothing else.
  private struct Collector {
    private(set) var keys: Set<Int64> = []
    private let pool: UInt64
    private let place: UInt64

    init(pool: String, place: String) {
      self.pool = Self.hash([pool], from: 0xCBF2_9CE4_8422_2325)
      self.place = Self.hash(["@", place], from: self.pool)
    }

    mutating func strong(_ parts: String...) { insert(Self.hash(parts, from: pool), .strong) }
    mutating func weak(_ parts: String...) { insert(Self.hash(parts, from: pool), .weak) }

    /// A weak key of the place.
    mutating func here(_ parts: String...) { insert(Self.hash(parts, from: place), .weak, place) }

    /// What two names have to share where their places do not agree.
    ///
    /// Of two telling words both. Of more the beginnings or the ends of all; or all but one,
    /// which begins alike, or weighs so little that names may agree without it. Whole trades
    /// share two words, so that two of more never suffice.
    mutating func add(_ words: [Telling], of name: NameProfile) {
      guard words.count >= 2 else { return }
      addWhole(words, .strong)
      guard words.count >= 3 else { return }
      let shelf = shelf(words)
      for (index, word) in words.enumerated() {
        var others = words
        others.remove(at: index)
        add("x", others.map(\.ends), String(word.sound.prefix(1)), .strong, shelf)
        // Without it both names agree to 88 of 100 or more.
        if 14 * word.weight <= 3 * name.weight { addWhole(others, .lacking) }
      }
    }

    private mutating func addWhole(_ words: [Telling], _ strength: Strength) {
      let shelf = shelf(words)
      guard words.count > 2 else { return add("y", words.map(\.ends), "", strength, shelf) }
      add("b", words.map { String($0.sound.prefix(4)) }, "", strength, shelf)
      add("e", words.map { String($0.sound.suffix(4)) }, "", strength, nil)
    }

    /// What all keys have in common that say how each of these words begins.
    private func shelf(_ words: [Telling]) -> UInt64 {
      Self.hash(["^"] + words.map { String($0.sound.prefix(1)) }.sorted(), from: pool)
    }

    private mutating func add(
      _ kind: String,
      _ words: [String],
      _ rest: String,
      _ strength: Strength,
      _ shelf: UInt64?,
    ) {
      insert(Self.hash([kind, rest] + words.sorted(), from: pool), strength, shelf)
    }

    private enum Strength: UInt64 {
      case weak = 0
      case strong = 1
      case lacking = 3
    }

    private mutating func insert(_ hash: UInt64, _ strength: Strength, _ shelf: UInt64? = nil) {
      let upper: UInt64 = 0xFFFF_FFFF_0000_0000
      let key = shelf.map { $0 & upper | hash >> 32 } ?? hash
      keys.insert(Int64(bitPattern: key & ~3 | strength.rawValue))
    }

    private static func hash(_ parts: [String], from start: UInt64) -> UInt64 {
      var hash = start
      for part in parts {
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = hash &* 0x0000_0100_0000_01B3
      }
      return hash
    }
  }
}
