/// Finds for each word of one name its counterpart in another.
struct WordAlignment {
  private let left: [NameProfile.Word]
  private let right: [NameProfile.Word]
  private var isTakenLeft: [Bool]
  private var isTakenRight: [Bool]
  /// The weight matched, of both sides together.
  private(set) var matched = 0
  private(set) var common: [String] = []

  init(_ left: NameProfile, _ right: NameProfile) {
    self.left = left.words
    self.right = right.words
    isTakenLeft = left.words.map { _ in false }
    isTakenRight = right.words.map { _ in false }
  }

  var alone: [String] {
    zip(left, isTakenLeft).filter { !$0.1 && $0.0.isDistinctive }.map(\.0.text)
      + zip(right, isTakenRight).filter { !$0.1 && $0.0.isDistinctive }.map(\.0.text)
  }

  var isContrast: Bool {
    zip(left, isTakenLeft).contains { !$0.1 && $0.0.weight > 0 }
      && zip(right, isTakenRight).contains { !$0.1 && $0.0.weight > 0 }
  }

  mutating func run() {
    pair(worth: 100) { $0.text == $1.text }
    pairJoined()
    pair(worth: 90) { Abbreviation.joins($0.letters, $1.letters) }
    pair(worth: 92) { $0.sound.count >= 4 && $0.sound == $1.sound }
    pair(worth: 85) { EditDistance.isMistyping($0.letters, $1.letters) }
  }

  private mutating func pair(
    worth: Int,
    _ isEqual: (NameProfile.Word, NameProfile.Word) -> Bool,
  ) {
    for i in left.indices where !isTakenLeft[i] {
      guard
        let j = right.indices.first(where: { !isTakenRight[$0] && isEqual(left[i], right[$0]) })
      else { continue }
      take([i], [j], worth: worth)
    }
  }

  /// Two words in a row that the other name writes as one: ‘Micro Soft’.
  private mutating func pairJoined() {
    for i in left.indices.dropLast() where !isTakenLeft[i] && !isTakenLeft[i + 1] {
      let word = left[i].letters + left[i + 1].letters
      if let j = right.indices.first(where: { !isTakenRight[$0] && right[$0].letters == word }) {
        take([i, i + 1], [j], worth: 95)
      }
    }
    for j in right.indices.dropLast() where !isTakenRight[j] && !isTakenRight[j + 1] {
      let word = right[j].letters + right[j + 1].letters
      if let i = left.indices.first(where: { !isTakenLeft[$0] && left[$0].letters == word }) {
        take([i], [j, j + 1], worth: 95)
      }
    }
  }

  private mutating func take(_ some: [Int], _ others: [Int], worth: Int) {
    var sum = 0
    var isDistinctive = false
    for i in some {
      isTakenLeft[i] = true
      sum += left[i].weight
      isDistinctive = isDistinctive || left[i].isDistinctive
    }
    for j in others {
      isTakenRight[j] = true
      sum += right[j].weight
      isDistinctive = isDistinctive || right[j].isDistinctive
    }
    matched += sum * worth / 100
    if isDistinctive { common.append(some.map { left[$0].text }.joined(separator: " ")) }
  }
}
