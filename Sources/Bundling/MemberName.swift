import Records

/// The rules for the name of a file inside a bundle.
///
/// A name must mean the same file on Linux, Windows and FAT32, and must not lead out
/// of the folder that the bundle is unpacked in. So it is ASCII, relative, made of
/// plain components, and has only letters, digits and `. _ + -`, to which no system gives a
/// meaning.
public enum MemberName {
  /// How many bytes a name may have.
  public static let maximumLength = Limits.pathBytes

  /// What is wrong with `name`, as a clause, or `nil` when it is safe.
  public static func fault(in name: some Collection<UInt8>) -> String? {
    if name.isEmpty { return "a name is empty" }
    if name.count > maximumLength { return "a name is longer than \(maximumLength) bytes" }
    if name.first == UInt8(ascii: "/") { return "a name is absolute" }
    for byte in name {
      if byte >= 0x80 { return "a name is not ASCII" }
      if byte < 0x20 || byte == 0x7F { return "a name holds a control character" }
      if !isPlain(byte) && byte != UInt8(ascii: "/") {
        return "a name holds the character ‘\(Character(Unicode.Scalar(byte)))’"
      }
    }
    for part in name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let fault = fault(inComponent: part) { return fault }
    }
    return nil
  }

  /// The name as a file system that folds case compares it.
  static func folded(_ name: String) -> String {
    String(decoding: name.utf8.map(lowercase), as: UTF8.self)
  }

  private static func fault(inComponent part: some Collection<UInt8>) -> String? {
    guard let last = Array(part).last else { return "a name has an empty component" }
    if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) {
      return "a name has the component ‘.’ or ‘..’"
    }
    if last == UInt8(ascii: ".") { return "a component of a name ends in a dot" }
    let stem = part.prefix { $0 != UInt8(ascii: ".") }.map(lowercase)
    if isReserved(String(decoding: stem, as: UTF8.self)) {
      return "a component of a name is reserved on Windows"
    }
    return nil
  }

  private static func isReserved(_ stem: String) -> Bool {
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    guard stem.utf8.count == 4, let last = stem.utf8.last else { return false }
    let isNumbered = stem.hasPrefix("com") || stem.hasPrefix("lpt")
    return isNumbered && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
  }
}
