import Records

/// A text with the signatures of those who vouch for it: C2SP signed-note.
///
/// The text means nothing until ``verified(by:)`` has returned. Signatures by unknown keys
/// are kept, so that a note passed on still carries them.
public struct SignedNote: Hashable, Sendable {
  /// What is signed: whole lines, the last line feed included.
  public let text: [UInt8]
  /// The signature lines, in their order.
  public private(set) var signatures: [NoteSignature]

  /// How many bytes a note may have.
  public static let maximumLength = Limits.noteBytes
  /// How many signatures a note may carry.
  public static let maximumSignatures = Limits.noteSignatures

  /// Reads a note, and verifies nothing yet.
  ///
  /// - Throws: ``NoteFault`` for what is not a note.
  public init(parsing bytes: RawSpan) throws(NoteFault) {
    guard bytes.byteCount <= Self.maximumLength else { throw .tooLong(bytes.byteCount) }
    let note = [UInt8](copying: bytes)
    try Self.checkCharacters(note)
    guard note.last == Line.feed, let blank = Self.lastBlankLine(of: note) else {
      throw .noSignatures
    }
    text = Array(note[..<blank])
    let lines = note[(blank + 1)...].dropLast()
      .split(separator: Line.feed, omittingEmptySubsequences: false)
    guard lines.count <= Self.maximumSignatures else { throw .tooManySignatures }
    signatures = []
    for (index, line) in lines.enumerated() {
      guard let signature = NoteSignature(line: line) else {
        throw .malformedSignature(number: index + 1)
      }
      signatures.append(signature)
    }
  }

  /// Signs a text.
  ///
  /// - Throws: ``NoteFault`` for a text that no note can have.
  public init(text: [UInt8], signer: NoteSigner) throws(NoteFault) {
    self.text = text
    signatures = [try signer.signature(of: text)]
    let length = bytes.count
    guard length <= Self.maximumLength else { throw .tooLong(length) }
  }

  /// A note that some of whose signatures were verified, with these alone.
  public init(verified text: [UInt8], signatures: [NoteSignature]) {
    precondition(!signatures.isEmpty, "A note has a signature.")
    self.text = text
    self.signatures = signatures
  }

  /// The note as it is written to a file: what was read is written as the same bytes.
  public var bytes: [UInt8] {
    text + [Line.feed] + signatures.flatMap(\.line)
  }

  /// Adds a signature line behind the others, unless it is there already.
  ///
  /// - Throws: ``NoteFault`` when the note would pass its limits.
  public mutating func add(_ signature: NoteSignature) throws(NoteFault) {
    guard !signatures.contains(signature) else { return }
    guard signatures.count < Self.maximumSignatures else { throw .tooManySignatures }
    let length = bytes.count + signature.line.count
    guard length <= Self.maximumLength else { throw .tooLong(length) }
    signatures.append(signature)
  }

  /// The signatures of those of these keys that signed: of a cosigner's several, the latest.
  ///
  /// Lines by other keys are ignored, also where only name or key id is unknown. One
  /// wrong signature by a known key refuses the whole note: nobody can tell what it
  /// is worth.
  ///
  /// - Throws: ``NoteFault/invalidSignature(name:keyID:)``, ``NoteFault/ambiguousKey(name:keyID:)``
  ///   when a line names two different keys, and ``NoteFault/notSigned(by:)`` when no
  ///   line is by a known key.
  public func verified(by keys: [VerifierKey]) throws(NoteFault) -> [VerifiedSignature] {
    var verified: [VerifiedSignature] = []
    for signature in signatures {
      let named = Set(keys.filter { $0.type != .mlDSA44 && $0.isNamed(by: signature) })
      guard let key = named.first else { continue }
      guard named.count == 1 else {
        throw .ambiguousKey(name: signature.name, keyID: signature.keyID)
      }
      guard key.verifies(signature, of: text) else {
        throw .invalidSignature(name: signature.name, keyID: signature.keyID)
      }
      let new = VerifiedSignature(key: key, signature: signature)
      if let index = verified.firstIndex(where: { $0.key == key }) {
        if let time = new.time, let earlier = verified[index].time, time > earlier {
          verified[index] = new
        }
      } else {
        verified.append(new)
      }
    }
    guard !verified.isEmpty else { throw .notSigned(by: keys.map(\.name)) }
    return verified
  }

  /// Checks that a note can have this text: whole lines, at least one, of UTF-8 without
  /// control characters.
  ///
  /// - Throws: ``NoteFault`` otherwise.
  static func checkText(_ text: [UInt8]) throws(NoteFault) {
    try checkCharacters(text)
    guard text.last == Line.feed else { throw .noLastLineFeed }
  }

  private static func checkCharacters(_ bytes: [UInt8]) throws(NoteFault) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != Line.feed }) {
      throw .controlCharacter(bytes[offset], offset: offset)
    }
  }

  /// The index of the last line feed that follows a line feed and is followed by something.
  private static func lastBlankLine(of note: [UInt8]) -> Int? {
    let blank = note.indices.dropFirst().last {
      note[$0] == Line.feed && note[$0 - 1] == Line.feed
    }
    return blank.flatMap { $0 + 1 < note.count ? $0 : nil }
  }
}
