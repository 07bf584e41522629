import Records

/// Where entries are, by id, while the table has no index that tells.
///
/// Keeping an index of random ids up to date costs more, row by row, than all else that is
/// filed of an entry; making it of all rows at once costs little. It holds the beginnings of
/// ids only, so whoever asks compares the rows that it names.
struct EntryDirectory {
  private var slots: [Slot]
  private(set) var count = 0

  /// How many entries it takes, in 32 MiB; more have to make do with the index.
  static let maximumCount = 1_500_000

  private struct Slot {
    var key: UInt64
    /// The entry's number, which is never 0; 0 is an empty slot.
    var number: Int64
  }

  init() { slots = Self.empty(1 << 12) }

  /// Whether it takes no more.
  var isFull: Bool { count >= Self.maximumCount }

  /// Notes an entry.
  mutating func insert(_ id: EntryID, at number: Int64) {
    precondition(number != 0, "Journals are numbered from 1.")
    if count * 4 >= slots.count * 3 { grow() }
    add(Slot(key: id.hash.firstWord, number: number))
    count += 1
  }

  /// Notes that an entry has another number now.
  mutating func move(_ id: EntryID, from old: Int64, to new: Int64) {
    let index = indexes(of: id.hash.firstWord).first { slots[$0].number == old }
    if let index { slots[index].number = new }
  }

  /// The numbers of entries that may have this id; rarely is there more than one.
  func numbers(of id: EntryID) -> [Int64] {
    indexes(of: id.hash.firstWord).map { slots[$0].number }
  }

  private func indexes(of key: UInt64) -> [Int] {
    var indexes: [Int] = []
    var index = start(of: key)
    while slots[index].number != 0 {
      if slots[index].key == key { indexes.append(index) }
      index = (index + 1) & (slots.count - 1)
    }
    return indexes
  }

  private mutating func grow() {
    let old = slots
    slots = Self.empty(old.count * 2)
    for slot in old where slot.number != 0 { add(slot) }
  }

  private mutating func add(_ slot: Slot) {
    var index = start(of: slot.key)
    while slots[index].number != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private func start(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key) & (slots.count - 1)
  }

  private static func empty(_ count: Int) -> [Slot] {
    [Slot](repeating: Slot(key: 0, number: 0), count: count)
  }
}
