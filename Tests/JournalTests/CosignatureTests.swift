import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite("Cosignature")
struct CosignatureTests {
  /// `note-and-tiles/note-cosig.json`: one note, who signed it with which seeds, and what exactly they signed.
  private struct Vector: Decodable {
    struct Signer: Decodable {
      let seed_hex: String
      let vkey: String
      let time: UInt64?
      let signed_message: String?
    }

    let note: String
    let body: String
    let log: Signer
    let cosigner_ed25519: Signer
    let cosigner_mldsa44: Signer

    static func load() throws -> Self {
      let bytes = try SharedFolder.bytes("vectors/note-and-tiles/note-cosig.json")
      return try JSONDecoder().decode(Self.self, from: Data(bytes))
    }
  }

  private static let seed = [UInt8](repeating: 9, count: 32)

  @Test(
    "A note with three kinds of signature is verified and kept byte for byte",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func verifies() throws {
    let vector = try Vector.load()
    let note = try SignedNote(parsing: Array(vector.note.utf8).span.bytes)
    #expect(note.bytes == Array(vector.note.utf8))
    let log = try VerifierKey(parsing: vector.log.vkey)
    let witness = try VerifierKey(parsing: vector.cosigner_ed25519.vkey)
    let later = try VerifierKey(parsing: vector.cosigner_mldsa44.vkey)
    #expect(witness.type == .cosignature && later.type == .mlDSA44)

    let verified = try note.verified(by: [log, witness, later])
    #expect(verified.map(\.key) == [log, witness])
    #expect(verified.map(\.time) == [nil, vector.cosigner_ed25519.time])
    // A kind that cannot be checked here counts as unknown: no approval, and no refusal.
    #expect(throws: NoteFault.self) { try note.verified(by: [later]) }
  }

  @Test(
    "The signature lines are made as an independent program made them",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func signs() throws {
    let vector = try Vector.load()
    let published = try SignedNote(parsing: Array(vector.note.utf8).span.bytes)
    let log = try VerifierKey(parsing: vector.log.vkey)
    let signer = try NoteSigner(
      name: log.name,
      seed: try #require([UInt8](hexadecimal: vector.log.seed_hex)),
    )
    #expect(signer.key == log && signer.key.text == vector.log.vkey)
    var note = try SignedNote(text: Array(vector.body.utf8), signer: signer)
    #expect(note.signatures == Array(published.signatures.prefix(1)))

    let witness = try VerifierKey(parsing: vector.cosigner_ed25519.vkey)
    let cosigner = try NoteSigner(
      name: witness.name,
      seed: try #require([UInt8](hexadecimal: vector.cosigner_ed25519.seed_hex)),
      type: .cosignature,
    )
    #expect(cosigner.key.text == vector.cosigner_ed25519.vkey)
    let time = try #require(vector.cosigner_ed25519.time)
    let message = Cosignature.message(note.text, time: time)
    #expect(message == Array(try #require(vector.cosigner_ed25519.signed_message).utf8))
    try note.add(try cosigner.cosignature(of: Checkpoint(parsing: note.text), time: time))
    #expect(note.signatures == Array(published.signatures.prefix(2)))
    try note.add(published.signatures[2])
    #expect(note == published)
  }

  @Test(
    "A real witness's cosignature is verified, and its log's signature kept unread",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func published() throws {
    let bytes = try SharedFolder.bytes("vectors/checkpoints/cosigned.note")
    let note = try SignedNote(parsing: bytes.span.bytes)
    let witness = try VerifierKey(
      parsing: "witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN"
    )
    let verified = try note.verified(by: [witness])
    #expect(verified.map(\.time) == [0x6954_6780])
    #expect(note.signatures.count == 2 && note.bytes == bytes)
    #expect(try Checkpoint(parsing: note.text).size == 300)
  }

  @Test("An altered time is a wrong signature")
  func alteredTime() throws {
    let cosigner = try NoteSigner(name: "w", seed: Self.seed, type: .cosignature)
    let checkpoint = Checkpoint(origin: "a", size: 0, root: Frontier.emptyRoot)
    let line = try cosigner.cosignature(of: checkpoint, time: 1_700_000_000)
    for index in [0, 7] {
      var altered = line.bytes
      altered[index] ^= index == 0 ? 0x80 : 1
      let note = try Self.note(checkpoint, with: [line.replacing(altered)])
      #expect(throws: NoteFault.invalidSignature(name: "w", keyID: cosigner.key.keyID)) {
        try note.verified(by: [cosigner.key])
      }
    }
  }

  @Test("Of one witness's cosignatures the latest counts, wherever it stands")
  func latest() throws {
    let cosigner = try NoteSigner(name: "w", seed: Self.seed, type: .cosignature)
    let checkpoint = Checkpoint(origin: "a", size: 0, root: Frontier.emptyRoot)
    let times: [UInt64] = [5, 9, 7]
    let lines = try times.map { try cosigner.cosignature(of: checkpoint, time: $0) }
    let note = try Self.note(checkpoint, with: lines)
    #expect(try note.verified(by: [cosigner.key]).map(\.time) == [9])
  }

  @Test("A plain signature is not a cosignature, nor the reverse, by the same seed")
  func kindsApart() throws {
    let plain = try NoteSigner(name: "w", seed: Self.seed)
    let cosigner = try NoteSigner(name: "w", seed: Self.seed, type: .cosignature)
    let checkpoint = Checkpoint(origin: "a", size: 0, root: Frontier.emptyRoot)
    #expect(plain.key.keyID != cosigner.key.keyID)
    let line = try cosigner.cosignature(of: checkpoint, time: 0)
    let disguised = NoteSignature(name: "w", keyID: plain.key.keyID, bytes: line.bytes)
    let note = try Self.note(checkpoint, with: [disguised])
    #expect(throws: NoteFault.invalidSignature(name: "w", keyID: plain.key.keyID)) {
      try note.verified(by: [plain.key])
    }
  }

  private static func note(
    _ checkpoint: Checkpoint,
    with lines: [NoteSignature],
  ) throws -> SignedNote {
    let bytes = checkpoint.text + Array("\n".utf8) + lines.flatMap(\.line)
    return try SignedNote(parsing: bytes.span.bytes)
  }
}

extension NoteSignature {
  fileprivate func replacing(_ bytes: [UInt8]) -> NoteSignature {
    NoteSignature(name: name, keyID: keyID, bytes: bytes)
  }
}
