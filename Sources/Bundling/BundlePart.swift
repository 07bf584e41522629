/// Which of how many bundles this one is, when a stretch was split.
public struct BundlePart: Hashable, Sendable {
  /// The number, from 1.
  public let number: Int
  /// How many there are.
  public let count: Int

  /// How many parts a split may have.
  public static let maximum = 9_999

  /// The only part.
  public init() {
    number = 1
    count = 1
  }

  /// Part `number` of `count`, or `nil` when there is no such part.
  public init?(_ number: Int, of count: Int) {
    guard (1...Self.maximum).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }
}
