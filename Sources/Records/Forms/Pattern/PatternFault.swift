/// Why a text is not a pattern that this program matches.
struct PatternFault: Error, Hashable {
  /// What is wrong: one clause.
  let reason: String
  /// How many code points stand before the place where it was noticed.
  let offset: Int
}

extension PatternFault: CustomStringConvertible {
  var description: String { "\(reason) (at character \(offset + 1))" }
}
