/// How far two names agree.
struct NameAgreement {
  /// The weight that both share, of all that both have, in hundredths.
  let share: Int
  /// The distinctive words found in both, as the first writes them.
  let common: [String]
  /// The distinctive words of either that the other has not.
  let alone: [String]
  /// Whether each has words beside the common ones, as sister companies have.
  let isContrast: Bool
  /// Whether the numbers in both are the same.
  let hasEqualNumbers: Bool

  init(_ left: NameProfile, _ right: NameProfile) {
    hasEqualNumbers = left.numbers == right.numbers
    if left.joined == right.joined, !(left.joined.isEmpty && left.numbers.isEmpty) {
      share = 100
      common = left.words.filter(\.isDistinctive).map(\.text)
      alone = []
      isContrast = false
      return
    }
    var alignment = WordAlignment(left, right)
    alignment.run()
    let whole = left.weight + right.weight
    share = whole == 0 ? 0 : min(100, alignment.matched * 100 / whole)
    common = alignment.common
    alone = alignment.alone
    isContrast = alignment.isContrast
  }
}
