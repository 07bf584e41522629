/// A set of fields by their numbers, one bit each.
struct FieldSet: Sendable {
  private var words: [UInt64]

  /// The empty set of the fields 0 to `count` - 1.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// Adds every field.
  mutating func insertAll() {
    for index in words.indices { words[index] = .max }
  }

  /// Adds a field.
  mutating func insert(_ field: Int) { words[field >> 6] |= 1 << UInt64(field & 63) }

  /// Adds all fields of another set.
  mutating func formUnion(_ other: FieldSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether the set has this field.
  func contains(_ field: Int) -> Bool { words[field >> 6] & 1 << UInt64(field & 63) != 0 }
}
