import Testing

@testable import Journal

@Suite("VerifierKey")
struct VerifierKeyTests {
  private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

  @Test("Texts that are not keys are refused, each as what it is")
  func malformed() {
    let cases: [(String, NoteFault)] = [
      ("", .badKey(.syntax)),
      ("example.com/foo", .badKey(.syntax)),
      ("example.com/foo+530d903a", .badKey(.syntax)),
      ("example.com/foo+530d903a+", .badKey(.syntax)),
      (Self.key + "=", .badKey(.syntax)),
      (Self.key + "\n", .badKey(.syntax)),
      (Self.key.replacing("530d", with: "530D"), .badKey(.keyID)),
      (Self.key.replacing("530d", with: "530e"), .badKey(.keyID)),
      (Self.key.replacing("foo", with: "fop"), .badKey(.keyID)),
      (Self.key.replacing("U2k", with: "U2l"), .badKey(.keyID)),
      (Self.key.replacing("example.com/foo", with: ""), .badName("")),
      (Self.key.replacing("example.com", with: "example com"), .badName("example com/foo")),
      ("a+00000000+AgAA", .badKey(.type(2))),
      ("a+00000000+AQAA", .badKey(.length)),
    ]
    for (text, fault) in cases {
      #expect(throws: fault, "\(text)") { try VerifierKey(parsing: text) }
    }
  }

  @Test("A signer's description and reflection do not hold its seed")
  func secrecy() throws {
    let seed = [UInt8](0..<32)
    let signer = try NoteSigner(name: "a", seed: seed)
    var dumped = ""
    dump(signer, to: &dumped)
    for text in ["\(signer)", String(reflecting: signer), dumped] {
      #expect(text.contains(signer.key.text))
      #expect(!text.contains("[0, 1, 2, 3"))
      #expect(!text.contains(Base64.encode(seed)))
      #expect(!text.lowercased().contains("00010203"))
    }
    #expect(throws: NoteFault.badKey(.length)) { try NoteSigner(name: "a", seed: [1, 2, 3]) }
    #expect(throws: NoteFault.badName("a b")) { try NoteSigner(name: "a b", seed: seed) }
  }
}
