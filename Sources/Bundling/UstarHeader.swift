/// The 512 bytes before a file in a POSIX ustar archive (IEEE Std 1003.1, pax, ustar format).
///
/// They are looked at before libarchive sees them. libarchive reads many dialects of
/// tar, and each is a parser that a stranger's file could reach; so what is handed to
/// it is known to be a plain ustar header of a regular file.
struct UstarHeader {
  /// How many bytes a header has, and a multiple of what everything else has.
  static let byteCount = 512

  /// Whether `block` is the header of some tar archive, which may have been a bundle once.
  static func isTar(_ block: RawSpan) -> Bool { matches(block, at: 257, "ustar") }

  /// Why `block` is not the header of a plain file, as a clause, or `nil` when it is one.
  ///
  /// Time, owner and mode are not looked at: an archive that some program packed anew
  /// says the same thing, and digests and signature decide what it says. Kinds,
  /// names and lengths are.
  static func fault(in block: RawSpan) -> String? {
    guard matches(block, at: 257, "ustar\0") && matches(block, at: 263, "00") else {
      if matches(block, at: 257, "ustar  ") { return "it is a GNU tar, not a POSIX ustar archive" }
      return "it is not a POSIX ustar archive"
    }
    if let fault = fault(ofKind: byte(block, 156)) { return fault }
    // GNU writes large and negative numbers in base 256, marked by the highest bit.
    for field in [100..<108, 108..<116, 116..<124, 124..<136, 136..<148, 148..<156] {
      for offset in field where !isOctal(byte(block, offset)) {
        return "a number in a header is not octal"
      }
    }
    guard number(block, 148..<156) == checksum(of: block) else {
      return "a header does not have its checksum"
    }
    guard number(block, 124..<136) != nil else { return "the size of a file is not one number" }
    for offset in 157..<257 where byte(block, offset) != 0 {
      return "a file in the archive names the target of a link"
    }
    for field in [0..<100, 345..<500] where hasMore(block, field) {
      return "bytes follow the end of a name"
    }
    for offset in 500..<512 where byte(block, offset) != 0 {
      return "bytes lie in the unused end of a header"
    }
    return nil
  }

  /// Whether the block is one of those that end an archive.
  static func isZero(_ block: RawSpan) -> Bool {
    for offset in block.byteOffsets where byte(block, offset) != 0 { return false }
    return true
  }

  /// The name and the size that the header gives.
  ///
  /// Only called for a block that ``fault(in:)`` has nothing against.
  static func nameAndSize(_ block: RawSpan) -> (name: [UInt8], size: Int64) {
    var name = text(block, 345..<500)
    if !name.isEmpty { name.append(UInt8(ascii: "/")) }
    name += text(block, 0..<100)
    return (name, number(block, 124..<136) ?? 0)
  }

  /// The number in a field: one run of octal digits from its beginning, ended by spaces or
  /// zeros; `nil` for anything else.
  ///
  /// Readers of tar differ on every other spelling, and a size that is read in two ways
  /// is an archive that is read in two ways.
  private static func number(_ block: RawSpan, _ field: Range<Int>) -> Int64? {
    var number: Int64 = 0
    var offset = field.lowerBound
    while offset < field.upperBound, isDigit(byte(block, offset)) {
      number = number << 3 | Int64(byte(block, offset) - UInt8(ascii: "0"))
      offset += 1
    }
    guard offset > field.lowerBound, offset < field.upperBound else { return nil }
    for offset in offset..<field.upperBound where ![0, 0x20].contains(byte(block, offset)) {
      return nil
    }
    return number
  }

  /// The sum of the header's bytes, the field of the sum itself taken as spaces.
  private static func checksum(of block: RawSpan) -> Int64 {
    block.byteOffsets.reduce(0) { sum, offset in
      sum + ((148..<156).contains(offset) ? 0x20 : Int64(byte(block, offset)))
    }
  }

  private static func fault(ofKind kind: UInt8) -> String? {
    switch Unicode.Scalar(kind) {
    case "0": nil
    case "1": "a member is a hard link, not a file"
    case "2": "a member is a symbolic link, not a file"
    case "3", "4": "a member is a device, not a file"
    case "5": "a member is a directory, not a file"
    case "6": "a member is a named pipe, not a file"
    case "x", "g": "the archive has a PAX extension header"
    case "L", "K", "S", "D", "M", "N", "V": "the archive has a GNU extension header"
    default: "a member is of an unknown kind, not a file"
    }
  }

  private static func text(_ block: RawSpan, _ field: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    for offset in field {
      let next = byte(block, offset)
      if next == 0 { break }
      text.append(next)
    }
    return text
  }

  /// Whether anything but zeros follows the first zero in a field.
  private static func hasMore(_ block: RawSpan, _ field: Range<Int>) -> Bool {
    let end = field.lowerBound + text(block, field).count
    for offset in end..<field.upperBound where byte(block, offset) != 0 { return true }
    return false
  }

  private static func isOctal(_ byte: UInt8) -> Bool {
    byte == 0 || byte == 0x20 || isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte)
  }

  private static func matches(_ block: RawSpan, at offset: Int, _ text: StaticString) -> Bool {
    for index in 0..<text.utf8CodeUnitCount {
      let expected = text.withUTF8Buffer { $0[index] }
      if byte(block, offset + index) != expected { return false }
    }
    return true
  }

  private static func byte(_ block: RawSpan, _ offset: Int) -> UInt8 {
    block.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
