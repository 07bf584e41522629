public import Records

/// Why a text is not a seed: it never says what the text is.
public enum SeedFault: Hashable, Sendable {
  /// The text does not begin as a seed does.
  case prefix
  /// There are too few or too many characters after the beginning.
  case length(expected: Int, found: Int)
  /// There is a character that no seed has.
  case characters
  /// The characters contradict each other: at least one is wrong.
  case checksum
}

extension SeedFault: UserFacingError {
  public var problem: String {
    switch self {
    case .prefix: "the text is not a seed: it does not begin with ‘steward-seed-1-’"
    case .length(let expected, let found):
      "the seed has \(found) characters after its beginning where \(expected) belong"
    case .characters: "the seed has a character that is neither a letter nor one of 2 to 7"
    case .checksum: "at least one character of the seed is wrong"
    }
  }

  public var remedy: String? { "compare it with the printed copy, group by group" }
  public var kind: FailureKind { .refused }
}
