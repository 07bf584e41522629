import Testing

@testable import Sealing

@Suite("AgeRecipient")
struct AgeRecipientTests {
  /// The example recipient of age's own Go documentation, whose X25519 key is that of
  /// the example identity.
  private static let example = "age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm"
  private static let exampleKey: [UInt8] = [
    0xC1, 0x1F, 0x0E, 0x15, 0x2E, 0x4C, 0x50, 0x92, 0xED, 0xC7, 0xD1, 0xD1, 0x42, 0x71, 0x6F, 0x28,
    0x75, 0x32, 0x2D, 0x3B, 0xDC, 0xEC, 0xBC, 0x98, 0x4A, 0x27, 0x69, 0xC0, 0x20, 0xAC, 0xF9, 0x61,
  ]

  @Test("A published recipient is read and written")
  func published() throws {
    let recipient = try #require(AgeRecipient(Self.example))
    #expect(recipient.publicKey == Self.exampleKey)
    #expect(AgeRecipient(publicKey: Self.exampleKey)?.text == Self.example)
    #expect(AgeRecipient(publicKey: Array(Self.exampleKey.dropLast())) == nil)
  }

  @Test("Every single wrong character is noticed")
  func mistyped() {
    let characters = Array(Self.example.utf8)
    for index in characters.indices {
      var altered = characters
      altered[index] =
        characters[index] == UInt8(ascii: "q") ? UInt8(ascii: "p") : UInt8(ascii: "q")
      #expect(AgeRecipient(String(decoding: altered, as: UTF8.self)) == nil)
    }
  }

  @Test(
    "Other keys and other spellings are no recipient",
    arguments: [
      "", "age1", "age", example.uppercased(), example + " ", String(example.dropLast()),
      example.replacing("age1", with: "age11"),
      // Valid Bech32 from BIP-173, under other prefixes.
      "a12uel5l", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    ],
  )
  func others(text: String) {
    #expect(AgeRecipient(text) == nil)
  }

  @Test("BIP-173's long example is what its bytes give")
  func specification() {
    let text = "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"
    let bytes = Bech32.decode(prefix: "split", text)
    #expect(bytes.map { Bech32.encode(prefix: "split", $0) } == text)
    #expect(bytes?.count == 30)
    #expect(Bech32.encode(prefix: "a", []) == "a12uel5l")
    #expect(Bech32.decode(prefix: "split", text.replacing("split1", with: "spliu1")) == nil)
  }
}
