import Foundation
import TestSupport
import Testing

@testable import Journal

@Suite("Ed25519")
struct Ed25519Tests {
  /// One of the 914 edge cases of C2SP/CCTV.
  private struct Vector: Decodable {
    let number: Int
    let key: String
    let sig: String
    let msg: String
    let flags: [String]?
  }

  /// What refuses a signature here.
  ///
  /// The library itself (BoringSSL, which recomputes R and
  /// compares its bytes) refuses ``Ed25519Tests/residue`` and a non-canonical R; the
  /// check of the encodings refuses the rest. Components of low order beside one of prime
  /// order cannot be seen in an encoding, and are accepted.
  private static let refused: Set = [
    "non_canonical_A", "non_canonical_R", "low_order_A", "low_order_R", residue,
  ]
  private static let residue = "low_order_residue"

  @Test(
    "Edge cases are judged by their flags alone",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func edgeCases() throws {
    let file = try SharedFolder.bytes("vectors/ed25519-cctv/ed25519vectors.json")
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(file))
    #expect(vectors.count == 914)
    var accepted = 0
    for vector in vectors {
      let isAccepted = Ed25519.isSignature(
        try #require([UInt8](hexadecimal: vector.sig)),
        of: Array(vector.msg.utf8),
        by: try #require([UInt8](hexadecimal: vector.key)),
      )
      let expected = Self.refused.isDisjoint(with: vector.flags ?? [])
      #expect(isAccepted == expected, "vector \(vector.number): \(vector.flags ?? [])")
      accepted += isAccepted ? 1 : 0
    }
    #expect(accepted == 43)
  }

  @Test(
    "No encoding of a point of small order is acceptable",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ],
  )
  func smallOrder(hexadecimal: String) throws {
    let point = try #require([UInt8](hexadecimal: hexadecimal))
    #expect(!Ed25519.isAcceptable(point))
    #expect(throws: NoteFault.badKey(.weak)) {
      try VerifierKey(name: "a", type: .ed25519, publicKey: point)
    }
  }

  @Test("An encoding is acceptable up to the field's last element, and not beyond")
  func fieldBoundary() {
    let high = [UInt8](repeating: 0xFF, count: 30)
    #expect(Ed25519.isAcceptable([0xEB] + high + [0x7F]))
    #expect(Ed25519.isAcceptable([0xEB] + high + [0xFF]))
    for low in UInt8(0xEC)...0xFF {
      #expect(!Ed25519.isAcceptable([low] + high + [0x7F]))
      #expect(!Ed25519.isAcceptable([low] + high + [0xFF]))
    }
    #expect(Ed25519.isAcceptable([0xFF] + high + [0x7E]))
    #expect(!Ed25519.isAcceptable([0xEB] + high))
  }
}
