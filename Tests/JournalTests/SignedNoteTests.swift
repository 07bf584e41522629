import Records
import Testing

@testable import Journal

@Suite("SignedNote")
struct SignedNoteTests {
  /// The example of the C2SP specification.
  private static let exampleKey =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  private static let exampleText = "This is an example message.\n"
  private static let exampleLine =
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
  private static var example: String { "\(exampleText)\n\(exampleLine)" }

  private static func signer(_ name: String, _ seed: UInt8) throws -> NoteSigner {
    try NoteSigner(name: name, seed: [UInt8](repeating: seed, count: 32))
  }

  private static func parse(_ text: String) throws(NoteFault) -> SignedNote {
    try SignedNote(parsing: Array(text.utf8).span.bytes)
  }

  @Test("The specification's example is verified")
  func specification() throws {
    let key = try VerifierKey(parsing: Self.exampleKey)
    let note = try Self.parse(Self.example)
    #expect(try note.verified(by: [key]).map(\.key) == [key])
    #expect(note.text == Array(Self.exampleText.utf8))
    #expect(note.bytes == Array(Self.example.utf8))
    #expect(key.text == Self.exampleKey)
  }

  @Test("What is not a note is refused, each kind as what it is")
  func malformed() {
    let text = Self.exampleText
    let line = Self.exampleLine
    let cases: [(String, NoteFault)] = [
      ("", .noSignatures),
      (text, .noSignatures),
      (text + "\n", .noSignatures),
      (Self.example + "\n", .noSignatures),
      (Self.example + "\n\n", .noSignatures),
      (String(Self.example.dropLast()), .noSignatures),
      ("\u{1}" + Self.example, .controlCharacter(1, offset: 0)),
      (text + "\r\n" + line, .controlCharacter(13, offset: text.utf8.count)),
      ("\ta" + Self.example, .controlCharacter(9, offset: 0)),
      ("\(text)\n— two words AAAAAAA=\n", .malformedSignature(number: 1)),
      ("\(text)\n— no\u{A0}break AAAAAAA=\n", .malformedSignature(number: 1)),
      ("\(text)\n— a+b AAAAAAA=\n", .malformedSignature(number: 1)),
      ("\(text)\n—  AAAAAAA=\n", .malformedSignature(number: 1)),
      ("\(text)\n— short AAAAAA==\n", .malformedSignature(number: 1)),
      ("\(text)\n— unpadded AAAAAAA\n", .malformedSignature(number: 1)),
      ("\(text)\n- hyphen AAAAAAA=\n", .malformedSignature(number: 1)),
      ("\(text)\n—hyphen AAAAAAA=\n", .malformedSignature(number: 1)),
      (Self.example + "not a signature line\n", .malformedSignature(number: 2)),
      (text + "\n" + String(repeating: line, count: 65), .tooManySignatures),
      (text + "\n" + String(repeating: line, count: 101), .tooManySignatures),
      (String(repeating: "x", count: 65_537), .tooLong(65_537)),
    ]
    for (note, fault) in cases {
      #expect(throws: fault, "\(note.prefix(80).debugDescription)") { try Self.parse(note) }
    }
  }

  @Test("Bytes that are not UTF-8 are refused, wherever they stand")
  func encoding() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80]] {
      let note = bytes + Array(Self.example.utf8)
      #expect(throws: NoteFault.notUTF8) { try SignedNote(parsing: note.span.bytes) }
    }
  }

  @Test("Sixty-four signatures and the largest note are read")
  func limits() throws {
    let note = try Self.parse(
      Self.exampleText + "\n" + String(repeating: Self.exampleLine, count: 64)
    )
    #expect(note.signatures.count == 64)
    let padding = String(repeating: "x", count: 65_536 - 1 - 1 - Self.exampleLine.utf8.count)
    var largest = try Self.parse("\(padding)\n\n\(Self.exampleLine)")
    #expect(largest.bytes.count == 65_536)
    let other = try Self.signer("other", 1).signature(of: largest.text)
    #expect(throws: NoteFault.tooLong(65_536 + other.line.count)) { try largest.add(other) }
  }

  @Test("The text may hold blank lines: the last one ends it")
  func lastBlankLine() throws {
    let signer = try Self.signer("a", 1)
    for text in ["\n", "\n\n", "a\n\nb\n", "a\n\n— b AAAAAAA=\n", "ü\n"] {
      let note = try SignedNote(text: Array(text.utf8), signer: signer)
      let read = try SignedNote(parsing: note.bytes.span.bytes)
      #expect(read == note && read.text == Array(text.utf8))
      #expect(try read.verified(by: [signer.key]).count == 1)
    }
  }

  @Test("A text that no note can have is not signed")
  func unsignable() throws {
    let signer = try Self.signer("a", 1)
    #expect(throws: NoteFault.noLastLineFeed) { try signer.signature(of: []) }
    #expect(throws: NoteFault.noLastLineFeed) { try signer.signature(of: Array("a".utf8)) }
    #expect(throws: NoteFault.controlCharacter(13, offset: 1)) {
      try signer.signature(of: Array("a\r\n".utf8))
    }
    #expect(throws: NoteFault.notUTF8) { try signer.signature(of: [0xFF, 0x0A]) }
  }

  @Test("A known key's wrong signature refuses the note, whatever else is signed")
  func invalidSignature() throws {
    let good = try Self.signer("good", 1)
    let known = try Self.signer("known", 2)
    let text = Array("text\n".utf8)
    let other = try known.signature(of: Array("another text\n".utf8))
    var note = try SignedNote(text: text, signer: good)
    try note.add(other)
    let fault = NoteFault.invalidSignature(name: "known", keyID: known.key.keyID)
    #expect(throws: fault) { try note.verified(by: [good.key, known.key]) }
    #expect(try note.verified(by: [good.key]).map(\.key) == [good.key])

    // Also when the same key has signed properly in a line before.
    var twice = try SignedNote(text: text, signer: known)
    try twice.add(other)
    #expect(throws: fault) { try twice.verified(by: [known.key]) }
  }

  @Test("A flipped bit of signature or text is found, at every byte of the signature")
  func flippedBits() throws {
    let key = try VerifierKey(parsing: Self.exampleKey)
    let note = try Self.parse(Self.example)
    let fault = NoteFault.invalidSignature(name: key.name, keyID: key.keyID)
    for index in note.signatures[0].bytes.indices {
      var bytes = note.signatures[0].bytes
      bytes[index] ^= 1
      let line = NoteSignature(name: key.name, keyID: key.keyID, bytes: bytes).line
      let altered = note.text + [Line.feed] + line
      let read = try SignedNote(parsing: altered.span.bytes)
      #expect(throws: fault) { try read.verified(by: [key]) }
    }
    let altered = try Self.parse("That is an example message.\n\n\(Self.exampleLine)")
    #expect(throws: fault) { try altered.verified(by: [key]) }
  }

  @Test("Unknown keys are ignored and kept, also where only the name or the id is known")
  func unknownKeys() throws {
    let signer = try Self.signer("a", 1)
    var note = try SignedNote(text: Array("text\n".utf8), signer: signer)
    let id = signer.key.keyID
    try note.add(NoteSignature(name: "b", keyID: id, bytes: [1]))
    try note.add(NoteSignature(name: "a", keyID: KeyID(value: id.value ^ 1), bytes: [1]))
    let read = try SignedNote(parsing: note.bytes.span.bytes)
    #expect(read.signatures.count == 3)
    #expect(try read.verified(by: [signer.key]).count == 1)
    let stranger = try Self.signer("c", 3).key
    #expect(throws: NoteFault.notSigned(by: ["c"])) { try read.verified(by: [stranger]) }
    #expect(throws: NoteFault.notSigned(by: [])) { try read.verified(by: []) }
  }

  @Test("Names that only look alike are different names")
  func lookAlikeNames() throws {
    let composed = try Self.signer("\u{E9}", 1)
    let decomposed = try Self.signer("e\u{301}", 1)
    let note = try SignedNote(text: Array("text\n".utf8), signer: composed)
    #expect(composed.key != decomposed.key)
    #expect(throws: NoteFault.self) { try note.verified(by: [decomposed.key]) }
  }

  @Test("Two known keys with one name and id are an error only when a line names them")
  func ambiguousKeys() throws {
    let signer = try Self.signer("a", 1)
    let other = try Self.signer("b", 2)
    // Key ids have 32 bits, so a collision is found in 77,000 tries or so.
    let (first, second) = try Self.collision(name: "twin")
    #expect(first.keyID == second.keyID && first != second)
    var note = try SignedNote(text: Array("text\n".utf8), signer: signer)
    #expect(try note.verified(by: [first, signer.key, second]).count == 1)
    #expect(try note.verified(by: [signer.key, signer.key, other.key]).count == 1)
    try note.add(NoteSignature(name: "twin", keyID: first.keyID, bytes: [1]))
    #expect(throws: NoteFault.ambiguousKey(name: "twin", keyID: first.keyID)) {
      try note.verified(by: [first, signer.key, second])
    }
  }

  @Test("The same line is not added twice, and one key counts once")
  func repeatedLines() throws {
    let signer = try Self.signer("a", 1)
    var note = try SignedNote(text: Array("text\n".utf8), signer: signer)
    try note.add(try signer.signature(of: note.text))
    #expect(note.signatures.count == 1)
    let twice = note.bytes + note.signatures[0].line
    let read = try SignedNote(parsing: twice.span.bytes)
    #expect(read.bytes == twice)
    #expect(try read.verified(by: [signer.key]).count == 1)
  }

  @Test("A stranger's name cannot pass for part of a message")
  func hostileName() {
    let fault = NoteFault.notSigned(by: [
      "a\u{202E}b\u{1B}[31m" + String(repeating: "x", count: 999)
    ])
    #expect(
      fault.problem.unicodeScalars.allSatisfy { $0.isASCII || "‘’".unicodeScalars.contains($0) }
    )
    #expect(fault.problem.utf8.count < 300)
  }

  /// Two keys of the same name and key id, which need not be points of the curve.
  private static func collision(name: String) throws -> (VerifierKey, VerifierKey) {
    var seen: [KeyID: [UInt8]] = [:]
    for number in UInt32.zero... {
      let key =
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        + [UInt8](repeating: 7, count: 28)
      let id = KeyID(name: name, type: .ed25519, publicKey: key)
      if let earlier = seen.updateValue(key, forKey: id) {
        return (
          try VerifierKey(name: name, type: .ed25519, publicKey: earlier),
          try VerifierKey(name: name, type: .ed25519, publicKey: key),
        )
      }
    }
    throw NoteFault.unsigned
  }
}
