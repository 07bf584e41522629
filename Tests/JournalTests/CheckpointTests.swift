import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite("Checkpoint")
struct CheckpointTests {
  private static let hash = Base64.encode(NaiveTree.leaves(1)[0].bytes)

  @Test("A checkpoint is written as it was read, further lines included")
  func roundTrip() throws {
    for text in ["a.b/c\n0\n\(Self.hash)\n", "ä\n15368405\n\(Self.hash)\nmore\n \n"] {
      let checkpoint = try Checkpoint(parsing: Array(text.utf8))
      #expect(checkpoint.text == Array(text.utf8))
    }
    let extended = try Checkpoint(parsing: Array("a\n1\n\(Self.hash)\nx\ny\n".utf8))
    #expect(extended.extensions == ["x", "y"] && extended.size == 1 && extended.origin == "a")
  }

  @Test("What is not a checkpoint is refused at the line that is wrong")
  func malformed() {
    let hash = Self.hash
    let cases: [(String, Int)] = [
      ("", 1), ("\n", 1), ("a", 1), ("a b\n1\n\(hash)\n", 1), ("a+b\n1\n\(hash)\n", 1),
      ("\n1\n\(hash)\n", 1), ("a\n", 2), ("a\n\n\(hash)\n", 2), ("a\n01\n\(hash)\n", 2),
      ("a\n-1\n\(hash)\n", 2), ("a\n+1\n\(hash)\n", 2), ("a\n1 \n\(hash)\n", 2),
      ("a\n9223372036854775808\n\(hash)\n", 2), ("a\n99999999999999999999999\n\(hash)\n", 2),
      ("a\n1\n", 3), ("a\n1\n\n", 3), ("a\n1\n\(hash.dropLast())\n", 3), ("a\n1\nAAAA\n", 3),
      ("a\n1\n\(hash)\n\n", 4), ("a\n1\n\(hash)\nx\n\ny\n", 5),
    ]
    for (text, line) in cases {
      #expect(throws: NoteFault.malformedCheckpoint(line: line), "\(text.debugDescription)") {
        try Checkpoint(parsing: Array(text.utf8))
      }
    }
  }

  @Test(
    "Published checkpoints are verified and written again as the same bytes",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: [("tessera-1.note", 1), ("tessera-7.note", 7), ("tessera-15.note", 15)],
  )
  func published(file: String, size: UInt64) throws {
    let key = try VerifierKey(
      parsing: "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    )
    let bytes = try SharedFolder.bytes("vectors/checkpoints/\(file)")
    let note = try SignedNote(parsing: bytes.span.bytes)
    let checkpoint = try Checkpoint(note, signedBy: key)
    #expect(checkpoint.size == size)
    #expect(checkpoint.text == note.text && note.bytes == bytes)
  }

  @Test("A checkpoint signed under another name than its origin is refused")
  func wrongOrigin() throws {
    let signer = try NoteSigner(name: "a", seed: [UInt8](repeating: 1, count: 32))
    let note = try SignedNote(text: Array("b\n1\n\(Self.hash)\n".utf8), signer: signer)
    #expect(throws: NoteFault.wrongOrigin(expected: "a", found: "b")) {
      try Checkpoint(note, signedBy: signer.key)
    }
  }
}
