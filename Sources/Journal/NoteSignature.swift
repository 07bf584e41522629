/// One signature line of a note, whoever made it.
public struct NoteSignature: Sendable {
  /// The name that the line claims.
  public let name: String
  /// The key that the line claims.
  public let keyID: KeyID
  /// What follows the key id: the signature, and for some types a time before it.
  public let bytes: [UInt8]

  /// Makes a line.
  init(name: String, keyID: KeyID, bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Reads a line without its line feed, or `nil` if it is none.
  init?(line: ArraySlice<UInt8>) {
    guard line.starts(with: Line.signaturePrefix) else { return nil }
    let rest = line.dropFirst(Line.signaturePrefix.count)
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")),
      let name = String(validating: rest[..<space], as: UTF8.self), NoteName.isValid(name),
      let blob = Base64.decode(rest[(space + 1)...]), blob.count >= 5
    else { return nil }
    self.name = name
    keyID = KeyID(value: blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
    bytes = Array(blob.dropFirst(4))
  }

  /// The line, with its line feed.
  public var line: [UInt8] {
    Line.signaturePrefix + "\(name) \(Base64.encode(keyID.bytes + bytes))\n".utf8
  }
}

extension NoteSignature: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.keyID == right.keyID && left.bytes == right.bytes
      && left.name.utf8.elementsEqual(right.name.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
    hasher.combine(bytes)
  }
}
