/// The name of a form with its major version: `customer/1`.
public struct FormName: Hashable, Sendable {
  /// The name without its version: a lower-case letter, then up to 63 lower-case letters,
  /// digits, hyphens and underscores.
  public let name: String
  /// The major version, from 1 to 9,999.
  ///
  /// Within it a form only gains optional members.
  public let version: Int

  /// The name written as this text, or `nil` if it is not one.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let slash = bytes.withUnsafeBytes(Self.slash) else { return nil }
    name = String(decoding: bytes[..<slash], as: UTF8.self)
    version = bytes[(slash + 1)...].reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
  }

  /// As in an entry: `customer/1`.
  public var text: String { "\(name)/\(version)" }

  /// Where the slash stands, or `nil` unless the bytes are a name.
  static func slash(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), 1...maximumLength ~= slash else {
      return nil
    }
    guard letters ~= bytes[0], bytes[..<slash].allSatisfy(isNameCharacter) else { return nil }
    let version = bytes[(slash + 1)...]
    guard 1...maximumDigits ~= version.count, version.allSatisfy({ Byte.digits ~= $0 }),
      version.first != Byte.zero
    else { return nil }
    return slash
  }

  private static let maximumLength = 64
  private static let maximumDigits = 4
  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    letters ~= byte || Byte.digits ~= byte || byte == Byte.minus || byte == UInt8(ascii: "_")
  }
}

extension FormName: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    guard left.name == right.name else {
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    return left.version < right.version
  }
}

extension FormName: CustomStringConvertible {
  public var description: String { text }
}
