public import Records

/// A tree head: how many entries a journal has, and the hash over all of them.
///
/// The format is C2SP tlog-checkpoint. It proves something only inside a
/// ``SignedNote``.
public struct Checkpoint: Sendable {
  /// The journal's unique name.
  public let origin: String
  /// How many entries the tree has.
  public let size: UInt64
  /// The tree's hash.
  public let root: NodeHash
  /// Further lines, which are signed but mean nothing here.
  public let extensions: [String]

  /// A checkpoint of this program's own, without further lines.
  public init(origin: String, size: UInt64, root: NodeHash) {
    precondition(NoteName.isValid(origin), "An origin can name a key.")
    precondition(size <= DecimalNumber.maximum, "A size fits in 63 bits.")
    self.origin = origin
    self.size = size
    self.root = root
    extensions = []
  }

  /// Reads the text of a note.
  ///
  /// - Throws: ``NoteFault/malformedCheckpoint(line:)``.
  public init(parsing text: [UInt8]) throws(NoteFault) {
    guard text.last == Line.feed else { throw .malformedCheckpoint(line: 1) }
    let lines = text.dropLast().split(separator: Line.feed, omittingEmptySubsequences: false)
    guard let first = lines.first, let origin = String(validating: first, as: UTF8.self),
      NoteName.isValid(origin)
    else { throw .malformedCheckpoint(line: 1) }
    guard lines.count >= 2, let size = DecimalNumber.parse(lines[1]) else {
      throw .malformedCheckpoint(line: 2)
    }
    guard lines.count >= 3, let hash = Base64.decode(lines[2]), let root = NodeHash(bytes: hash)
    else { throw .malformedCheckpoint(line: 3) }
    var extensions: [String] = []
    for (index, line) in lines.enumerated().dropFirst(3) {
      guard !line.isEmpty, let text = String(validating: line, as: UTF8.self) else {
        throw .malformedCheckpoint(line: index + 1)
      }
      extensions.append(text)
    }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// The checkpoint of a note that this journal's key signed.
  ///
  /// - Throws: ``NoteFault`` when the key has not signed the note, when its text is not a
  ///   checkpoint, and when its origin is not the key's name.
  public init(_ note: SignedNote, signedBy key: VerifierKey) throws(NoteFault) {
    _ = try note.verified(by: [key])
    try self.init(parsing: note.text)
    guard origin.utf8.elementsEqual(key.name.utf8) else {
      throw .wrongOrigin(expected: key.name, found: origin)
    }
  }

  /// The text that is signed: what was read is written as the same bytes.
  public var text: [UInt8] {
    var lines = "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n"
    for line in extensions { lines += "\(line)\n" }
    return Array(lines.utf8)
  }
}

extension Checkpoint: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(root)
  }
}
