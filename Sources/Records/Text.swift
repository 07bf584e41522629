/// Text that is equal, unique and ordered by its UTF-8 bytes.
///
/// Swift's `==` on `String` follows Unicode's canonical equivalence, so two texts
/// with different bytes can be equal. Signed records need the stricter rule: what
/// differs in its bytes differs.
public struct Text: Sendable {
  /// The text, for showing it.
  public let string: String

  /// Takes the text as it is; nothing is normalised.
  public init(_ string: String) { self.string = string }
}

extension Text: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension Text: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }
}

extension Text: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension Text: CustomStringConvertible {
  public var description: String { string }
}
