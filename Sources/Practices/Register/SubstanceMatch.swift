/// A substance that a longer text speaks of.
public struct SubstanceMatch: Hashable, Sendable {
  /// The substance.
  public let substance: Substance
  /// The words of the text that name it.
  public let words: String
}
